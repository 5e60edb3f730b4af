"""The commands about transcripts and kept conversations: what they print, and their exit codes."""

import io
import sys
from pathlib import Path

import pytest

from bot.cli import keeping
from bot.cli.main import run
from bot.keeping.sessions import Sessions

ARTICLE = """# Gout

Gout is an arthritis caused by urate crystals [1].

## Treatment

Colchicine eases an attack of gout [2, 3].
"""
Captured = pytest.CaptureFixture[str]


class Stdin(io.TextIOWrapper):
    """Standard input that holds the given text."""

    def __init__(self, text: str) -> None:
        super().__init__(io.BytesIO(text.encode("utf-8")), encoding="utf-8")


@pytest.fixture(autouse=True)
def _apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "gout.md").write_text(ARTICLE, encoding="utf-8")
    monkeypatch.setenv("CITEBOT_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("CITEBOT_CORPUS", str(tmp_path / "gout.md"))
    monkeypatch.chdir(tmp_path)


def called(capfd: Captured, *arguments: str) -> tuple[int, str, str]:
    code = run(list(arguments))
    return code, *capfd.readouterr()


def talked(capfd: Captured, monkeypatch: pytest.MonkeyPatch, said: str, *arguments: str) -> tuple[int, str, str]:
    monkeypatch.setattr(sys, "stdin", Stdin(said))
    return called(capfd, *arguments)


def test_a_conversation_leaves_nothing_behind_unless_asked(
    capfd: Captured, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert talked(capfd, monkeypatch, "What is gout?\n", "chat", "--plain")[0] == 0
    code, out, err = called(capfd, "sessions")
    assert (code, out) == (0, "")
    assert "No conversation is kept" in err
    assert [path.name for path in tmp_path.iterdir()] == ["gout.md"]


def test_a_conversation_is_kept_gone_on_with_listed_searched_shown_and_deleted(
    capfd: Captured, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert talked(capfd, monkeypatch, "hello\n", "--plain", "--keep", "my toe")[0] == 0
    assert talked(capfd, monkeypatch, "What eases an attack?\n", "chat", "--plain", "--keep", "MY TOE")[0] == 0
    code, out, _ = called(capfd, "sessions")
    assert code == 0
    assert out.split("\t")[0::2] == ["my toe", "2 questions"]
    assert called(capfd, "sessions", "search", "COLCHICINE")[:2] == (0, "my toe\t2\tWhat eases an attack?\n")
    assert called(capfd, "sessions", "search", "pizza")[:2] == (1, "")
    for form in ("md", "txt", "json"):
        code, out, _ = called(capfd, "sessions", "show", "my toe", "--form", form)
        assert code == 0
        (tmp_path / "talk").write_text(out, encoding="utf-8")
        code, out, _ = called(capfd, "verify", "talk")
        assert code == 0
        assert "0 changed, 0 gone" in out
    assert called(capfd, "sessions", "delete", "my toe") == (0, "", "")
    assert called(capfd, "sessions")[1] == ""


def test_deleting_everything_asks_first(capfd: Captured, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a", "b"):
        Sessions().begin(name, [], [])
    code, out, err = talked(capfd, monkeypatch, "n\n", "sessions", "delete", "--all")
    assert (code, out) == (1, "")
    assert "all 2 conversations" in err
    assert len(Sessions().all()) == 2
    assert talked(capfd, monkeypatch, "y\n", "sessions", "delete", "--all")[0] == 0
    assert Sessions().all() == ()
    Sessions().begin("a", [], [])
    assert called(capfd, "sessions", "delete", "--all", "--yes")[0] == 0
    assert list((tmp_path / "data").iterdir()) == []


def test_verify_tells_what_does_not_hold(capfd: Captured, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "talk.md"
    talked(capfd, monkeypatch, "What eases an attack?\n", "--plain", "--transcript", "talk.md")
    assert called(capfd, "verify", "talk.md")[0] == 0
    file.write_text(file.read_text(encoding="utf-8").replace("eases an attack of", "cures"), encoding="utf-8")
    code, out, _ = called(capfd, "verify", "talk.md")
    assert code == 1
    assert "Colchicine cures gout [2] [3]." in out
    assert "Colchicine eases an attack of gout [2] [3]." in out


def test_verify_tells_that_the_article_was_edited_and_still_holds(
    capfd: Captured, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    talked(capfd, monkeypatch, "What eases an attack?\n", "--plain", "--transcript", "talk.txt")
    edited = ARTICLE.replace("## Treatment", "## Signs\n\nThe big toe is hot.\n\n## Treatment")
    (tmp_path / "gout.md").write_text(edited, encoding="utf-8")
    code, out, _ = called(capfd, "verify", "talk.txt")
    assert code == 0
    assert "was edited since" in out
    assert "ok (now at line 11)" in out


@pytest.mark.parametrize(
    "arguments",
    [
        ["verify", "no-such-file.md"],
        ["verify", "gout.md"],
        ["verify", "."],
        ["verify", "latin.txt"],
        ["sessions", "show", "nothing"],
        ["sessions", "delete", "nothing"],
        ["sessions", "delete"],
        ["sessions", "delete", "a", "--all"],
        ["sessions", "search"],
        ["--keep", " ", "--plain"],
        ["--keep", "a", "ask", "gout"],
        ["--plain", "--overwrite"],
        ["--plain", "--transcript", "gout.md"],
        ["--plain", "--transcript", "talk.html"],
        ["--plain", "--transcript", "nowhere/talk.md"],
    ],
)
def test_what_a_user_did_wrong_is_one_sentence_and_exit_code_2(
    capfd: Captured, tmp_path: Path, arguments: list[str]
) -> None:
    (tmp_path / "latin.txt").write_bytes(b"Citebot transcript\n\xff")
    code, out, err = called(capfd, *arguments)
    assert (code, out) == (2, "")
    assert err.count("\n") == 1
    assert (tmp_path / "gout.md").read_text(encoding="utf-8") == ARTICLE
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize(
    "arguments", [["sessions"], ["sessions", "search", "x"], ["sessions", "delete", "--all", "--yes"], ["--keep", "a"]]
)
def test_a_broken_store_is_one_sentence_and_exit_code_2(capfd: Captured, tmp_path: Path, arguments: list[str]) -> None:
    Sessions().begin("a", [], [])
    file = next((tmp_path / "data").rglob("*.sqlite3"))
    file.write_bytes(b"broken" * 999)
    code, out, err = called(capfd, *arguments)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert "Move it away" in err
    assert file.read_bytes() == b"broken" * 999


def test_a_kept_conversation_about_another_article_is_told(
    capfd: Captured, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    talked(capfd, monkeypatch, "What is gout?\n", "--plain", "--keep", "toe")
    (tmp_path / "burns.md").write_text("# Burns\n\nCool a burn.\n", encoding="utf-8")
    code, _, err = talked(capfd, monkeypatch, "x\n", "--plain", "--keep", "toe", "--corpus", "burns.md")
    assert (code, err.count("\n")) == (2, 1)
    assert 'is about "Gout"' in err


def test_a_visitor_of_the_served_chat_keeps_nothing_on_the_server(
    capfd: Captured, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CITEBOT_SERVED", "1")
    talked(capfd, monkeypatch, "What is gout?\n/keep toe\n", "--plain")
    code, _, err = called(capfd, "--plain", "--keep", "toe")
    assert code == 2
    assert "cannot be kept here" in err
    assert not (tmp_path / "data").exists()


def test_what_nobody_confirms_is_not_deleted(capfd: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    talked(capfd, monkeypatch, "Does it hurt?\n", "--keep", "my toe")
    code, out, err = talked(capfd, monkeypatch, "", "sessions", "delete", "--all")
    assert (code, out) == (2, "")
    assert "nobody confirmed it" in err
    assert "--yes" in err
    assert "my toe" in called(capfd, "sessions")[1]


@pytest.mark.parametrize("name", ["-", "long.md"])
def test_a_transcript_without_end_is_not_read(
    name: str, capfd: Captured, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(keeping, "_LONGEST", 1000)
    (tmp_path / "long.md").write_text("x" * 1001, encoding="utf-8")
    code, out, err = talked(capfd, monkeypatch, "x" * 1001, "verify", name)
    assert (code, out) == (2, "")
    assert "longer than" in err
