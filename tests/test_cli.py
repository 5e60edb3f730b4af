"""The command line keeps its contract: exit codes, JSON, one plain sentence for what a user did wrong."""

import io
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from bot.cli.exits import Exit
from bot.cli.main import run

README = Path(__file__).parent.parent / "README.md"
FIELDS = {
    "question", "state", "notice", "message", "searched_for", "corrections", "synonyms", "carried_over", "missing",
    "passages", "suggestions",
}  # fmt: skip


class Stdin(io.TextIOWrapper):
    """Standard input that holds the given bytes."""

    def __init__(self, content: bytes) -> None:
        super().__init__(io.BytesIO(content), encoding="utf-8")


def called(capfd: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = run(list(arguments))
    out, err = capfd.readouterr()
    return code, out, err


@pytest.mark.parametrize(
    ("question", "code"),
    [("What is calciphylaxis?", 0), ("hello", 0), ("best pizza in Rome", 1), ("what does diltiazem cost?", 1)],
)
def test_the_exit_code_tells_an_answer_from_none(capfd: pytest.CaptureFixture[str], question: str, code: int) -> None:
    assert called(capfd, "ask", question)[0] == code


def test_json_is_one_object_with_every_field(capfd: pytest.CaptureFixture[str]) -> None:
    code, out, err = called(capfd, "ask", "--json", "--top", "2", "does", "it", "hurt", "alot?")
    answer = json.loads(out)
    assert (code, err) == (0, "")
    assert set(answer) == FIELDS
    assert answer["corrections"] == [{"from": "alot", "to": "a lot"}]
    assert len(answer["passages"]) == 2


def test_a_question_is_read_from_stdin(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", Stdin(b"What is\ncalciphylaxis?\n"))
    code, out, _ = called(capfd, "ask", "-")
    assert code == 0
    assert "Calciphylaxis" in out


def test_many_questions_share_a_conversation_and_bad_lines_are_told_in_place(
    capfd: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    lines = [
        b'{"id": 1, "conversation": "a", "question": "What is calciphylaxis?"}',
        b"What is rituximab?",
        b'{"id": 2, "conversation": "a", "question": "can it be fatal?"}',
        b'{"id": 3, "question": ""}',
        b'{"id": 4}',
        b'{"broken',
        b"\xff\xfe",
        b"",
        b'{"id": "\\ud800", "question": "ulcers \\ud800"}',
    ]
    file = tmp_path / "questions.jsonl"
    file.write_bytes(b"\n".join(lines))
    code, out, _ = called(capfd, "ask", "--jsonl", str(file), "--top", "1")
    rows = [json.loads(row) for row in out.splitlines()]
    assert code == 2
    assert [row.get("id") for row in rows] == [1, None, 2, 3, 4, None, None, "\ud800"]
    assert [row.get("line") for row in rows if "error" in row] == [4, 5, 6, 7]
    assert rows[2]["carried_over"]
    assert rows[2]["passages"][0]["heading"][-1] == "Calciphylaxis"


def test_every_line_answered_is_exit_code_0(capfd: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = tmp_path / "questions.txt"
    file.write_text("best pizza in Rome\nhello\n", encoding="utf-8")
    assert called(capfd, "ask", "--jsonl", str(file))[0] == 0


def test_explain_says_which_words_matched_and_where_they_came_from(capfd: pytest.CaptureFixture[str]) -> None:
    _, out, _ = called(capfd, "ask", "--explain", "--top", "1", "calcinossis in kidney failure")
    assert re.search(r"\d+% \w+", out)


def test_inspect_shows_what_was_read(capfd: pytest.CaptureFixture[str]) -> None:
    code, out, _ = called(capfd, "inspect", "--json")
    article = json.loads(out)["articles"][0]
    assert code == 0
    assert article["title"] == "Calcinosis: Symptoms, Types, Causes and Treatment"
    assert article["passages"] == {"paragraph": 23, "list-item": 14, "table-row": 23, "table": 4}
    assert article["doubts"] == []
    code, out, _ = called(capfd, "inspect")
    assert "Pain and Tenderness" in out


def test_a_corpus_is_taken_by_every_command_and_from_the_environment(
    capfd: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "gout.md"
    file.write_text("# Gout\n\nGout is an arthritis caused by urate crystals [1].\n", encoding="utf-8")
    for arguments in (["--corpus", str(file), "ask", "urate"], ["ask", "urate", "--corpus", str(tmp_path)]):
        code, out, _ = called(capfd, *arguments)
        assert code == 0
        assert "urate crystals [1]" in out
    monkeypatch.setenv("CITEBOT_CORPUS", str(file))
    assert "urate crystals" in called(capfd, "ask", "urate")[1]


def test_staff_synonyms_beside_the_article_are_used(capfd: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "gout.md").write_text("# Gout\n\nGout is an arthritis caused by urate crystals.\n", encoding="utf-8")
    (tmp_path / "synonyms.toml").write_text('"urate crystals" = ["wee needles"]\n', encoding="utf-8")
    _, out, _ = called(capfd, "ask", "--json", "wee needles", "--corpus", str(tmp_path))
    assert json.loads(out)["synonyms"] == [{"from": "wee needles", "to": ["urate crystals"]}]
    (tmp_path / "synonyms.toml").write_text('"urate" = "no list"\n', encoding="utf-8")
    code, _, err = called(capfd, "ask", "urate", "--corpus", str(tmp_path))
    assert (code, err.count("\n")) == (2, 1)
    assert "synonyms.toml" in err


def test_a_hospitals_own_notices_beside_the_article_are_used(capfd: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "gout.md").write_text("# Gout\n\nGout is an arthritis caused by urate crystals.\n", encoding="utf-8")
    bundled = README.parent / "bot" / "conversation" / "safety.toml"
    own = bundled.read_text(encoding="utf-8").replace("local emergency number", "emergency desk, extension 4711,")
    (tmp_path / "safety.toml").write_text(own, encoding="utf-8")
    _, out, _ = called(capfd, "ask", "I have chest pain right now", "--corpus", str(tmp_path))
    assert "extension 4711" in out


def test_broken_notices_are_one_sentence_and_exit_code_2(capfd: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "gout.md").write_text("# Gout\n\nGout is an arthritis caused by urate crystals.\n", encoding="utf-8")
    (tmp_path / "safety.toml").write_text("broken", encoding="utf-8")
    code, _, err = called(capfd, "ask", "urate", "--corpus", str(tmp_path))
    assert (code, err.count("\n")) == (2, 1)
    assert "safety" in err


@pytest.mark.parametrize(
    "arguments",
    [
        ["ask"],
        ["ask", "  "],
        ["ask", "x", "--corpus", "no-such-file.md"],
        ["ask", "--jsonl", "no-such-file.jsonl"],
        ["ask", "--top", "0", "x"],
        ["frobnicate"],
        ["inspect", "--corpus", "no-such\x1b[31m-file"],
    ],
)
def test_what_a_user_did_wrong_is_one_sentence_and_exit_code_2(
    capfd: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    code, out, err = called(capfd, *arguments)
    assert (code, out) == (2, "")
    assert err.count("\n") == 1
    assert "Traceback" not in err
    assert "\x1b" not in err


def test_help_and_version_say_what_they_should(capfd: pytest.CaptureFixture[str]) -> None:
    code, out, _ = called(capfd, "--help")
    assert code == 0
    assert all(command in out for command in ("ask", "chat", "inspect", "not medical advice"))
    assert called(capfd, "--version")[1].startswith("citebot, version ")


def test_the_commands_that_the_readme_shows_exist(capfd: pytest.CaptureFixture[str]) -> None:
    shown = set(re.findall(r"^citebot ([a-z]+)", README.read_text(encoding="utf-8"), re.MULTILINE))
    assert shown
    out = called(capfd, "--help")[1]
    assert all(re.search(rf"^  {command}\b", out, re.MULTILINE) for command in shown)


def test_a_closed_standard_output_is_said_in_a_sentence() -> None:
    done = subprocess.run(
        ["/bin/sh", "-c", '"$0" -m bot ask "what is calcinosis" >&-', sys.executable],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == Exit.ERROR
    assert done.stderr == "citebot: Standard output is closed, so there is nowhere to write an answer.\n"
