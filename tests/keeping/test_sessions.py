"""Kept conversations: private, found again, really gone when deleted; a file that is not ours is left alone."""

import os
import sqlite3
import stat
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.conversation.answer import Answer
from bot.errors import CitebotError, UsageError
from bot.keeping import sessions as module
from bot.keeping.sessions import Sessions, data_folder
from bot.keeping.store import FILE, StoreError
from bot.keeping.transcript import Stamp
from tests.keeping.material import answer, articles, passages

STAMP = Stamp("calcinosis", "Calcinosis", "Consensus", "2025", "a" * 64)
OTHER = Stamp("gout", "Gout", "", "", "b" * 64)
PAIN = next(p for p in passages() if p.heading[-1] == "Pain and Tenderness")
EVERY_KIND = [
    next(p for p in passages() if p.kind == kind) for kind in ("paragraph", "list-item", "table-row", "table")
]
posix = pytest.mark.skipif(os.name != "posix", reason="permissions as in POSIX")


@pytest.fixture
def kept(tmp_path: Path) -> Sessions:
    moment = datetime(2026, 1, 2, 3, 4, tzinfo=UTC)
    steps = iter(range(1000))
    return Sessions(tmp_path / "data", lambda: moment + timedelta(minutes=next(steps)))


def file_of(tmp_path: Path) -> Path:
    return tmp_path / "data" / "conversations" / FILE


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_nothing_is_created_before_something_is_kept(kept: Sessions, tmp_path: Path) -> None:
    kept.check()
    assert (kept.all(), kept.search(["pain"]), kept.resumed("x", [STAMP]), kept.delete_all()) == ((), (), None, 0)
    assert kept.unused("hands") == "hands (2)"
    with pytest.raises(UsageError, match='kept as "x"'):
        kept.transcript("x")
    with pytest.raises(UsageError, match='kept as "x"'):
        kept.delete("x")
    assert list(tmp_path.iterdir()) == []


def test_what_is_kept_comes_back_as_it_was_said(kept: Sessions) -> None:
    said = (answer("Does it hurt?\n\ud800", *EVERY_KIND), Answer("best pizza", "not_found", "No.", missing=("pizza",)))
    kept.begin("hands", [STAMP], said[:1])
    kept.add("HANDS", [STAMP], said[1:], begun=True)
    transcript = kept.transcript("Hands")
    assert transcript.turns == said
    assert transcript.articles == (STAMP,)


def test_a_conversation_is_gone_on_with_by_its_questions(kept: Sessions) -> None:
    kept.begin("hands", [STAMP], [answer("one"), answer("two")])
    resumed = kept.resumed("hANDS", [STAMP])
    assert resumed is not None
    assert (resumed.name, resumed.questions, resumed.warning) == ("hands", ("one", "two"), "")


def test_a_changed_article_is_warned_of(kept: Sessions) -> None:
    kept.begin("hands", [STAMP], [answer("one")])
    edited = Stamp("calcinosis", "Calcinosis", "Consensus", "2026", "c" * 64)
    for now in ([edited], [STAMP, OTHER]):
        resumed = kept.resumed("hands", now)
        assert resumed is not None
        assert "changed since" in resumed.warning


def test_another_article_is_refused(kept: Sessions) -> None:
    kept.begin("hands", [STAMP], [answer("one")])
    with pytest.raises(UsageError, match="is about") as error:
        kept.resumed("hands", [OTHER])
    assert "--corpus" in error.value.hint


def test_a_name_is_taken_once_without_regard_to_case_and_width(kept: Sessions) -> None:
    kept.begin(" My  hands ", [STAMP], [])
    with pytest.raises(UsageError, match="already"):
        kept.begin("\uff2dy HANDS", [STAMP], [])
    assert [one.name for one in kept.all()] == ["My hands"]


@pytest.mark.parametrize("name", ["", "  ", "\n", "x" * 61])
def test_a_name_must_be_one(kept: Sessions, name: str) -> None:
    with pytest.raises(UsageError, match="name of the conversation"):
        kept.begin(name, [STAMP], [])


def test_a_new_conversation_gets_the_first_free_number(kept: Sessions) -> None:
    for name in ("visit 2024", "visit 2024 (2)"):
        kept.begin(name, [STAMP], [])
    assert kept.unused("visit 2024") == "visit 2024 (3)"
    assert kept.unused("visit 2024 (2)") == "visit 2024 (3)"


def test_the_list_has_the_one_used_last_first(kept: Sessions) -> None:
    kept.begin("one", [STAMP], [answer("a")])
    kept.begin("two", [STAMP, OTHER], [])
    kept.add("one", [STAMP], [answer("b")], begun=True)
    assert [(one.name, one.questions, one.articles) for one in kept.all()] == [
        ("one", 2, ("Calcinosis",)), ("two", 0, ("Calcinosis", "Gout")),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("words", "numbers"),
    [(["HURT"], [1]), (["tenderness", "gripping"], [1]), (["hurt pizza"], []), (["100%"], [2]), (["_"], []), ([], []),
     (["STRASSE"], [2]), (["\ud800"], [])],
)  # fmt: skip
def test_words_are_found_in_questions_and_quotations(kept: Sessions, words: list[str], numbers: list[int]) -> None:
    kept.begin("hands", [STAMP], [answer("Does it hurt?", PAIN), answer("100% in my Straße?")])
    assert [mention.number for mention in kept.search(words)] == numbers


def test_nothing_is_left_in_the_file_of_what_was_deleted(kept: Sessions, tmp_path: Path) -> None:
    kept.begin("hands", [STAMP], [answer("a secret question", PAIN)] * 50)
    kept.begin("feet", [STAMP], [answer("another")])
    file = file_of(tmp_path)
    assert b"secret" in file.read_bytes()
    kept.delete("hands")
    assert b"secret" not in file.read_bytes()
    assert b"gripping" not in file.read_bytes()
    assert [one.name for one in kept.all()] == ["feet"]
    assert [path.name for path in file.parent.iterdir()] == [FILE]
    assert kept.delete_all() == 1
    assert not file.parent.exists()


def test_a_conversation_that_was_deleted_meanwhile_is_not_brought_back(kept: Sessions) -> None:
    kept.begin("hands", [STAMP], [answer("a")])
    kept.delete("hands")
    with pytest.raises(UsageError, match="deleted meanwhile"):
        kept.add("hands", [STAMP], [answer("b")], begun=True)
    assert kept.all() == ()


def test_when_all_were_deleted_meanwhile_no_file_is_made_anew(kept: Sessions, tmp_path: Path) -> None:
    kept.begin("hands", [STAMP], [answer("a")])
    kept.delete_all()
    with pytest.raises(UsageError, match="deleted meanwhile"):
        kept.add("hands", [STAMP], [answer("b")], begun=True)
    assert not file_of(tmp_path).parent.exists()


def test_a_store_from_before_articles_were_remembered_is_read_and_gone_on_with(kept: Sessions, tmp_path: Path) -> None:
    kept.begin("hands", [STAMP], [answer("a")])
    with sqlite3.connect(file_of(tmp_path)) as connection:
        connection.execute("DROP TABLE narrowing")
    connection.close()
    before = kept.resumed("hands", [STAMP])
    assert before is not None
    assert (before.questions, dict(before.narrowings)) == (("a",), {})
    kept.add("hands", [STAMP], [answer("b")], {1: ("calcinosis",)}, begun=True)
    after = kept.resumed("hands", [STAMP])
    assert after is not None
    assert (after.questions, dict(after.narrowings)) == (("a", "b"), {1: ("calcinosis",)})
    kept.delete("hands")
    with sqlite3.connect(file_of(tmp_path)) as connection:
        assert connection.execute("SELECT count(*) FROM narrowing").fetchone() == (0,)
    connection.close()


@posix
def test_only_the_user_can_read_it_whatever_the_umask(kept: Sessions, tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        kept.begin("hands", [STAMP], [])
    finally:
        os.umask(before)
    assert (mode(file_of(tmp_path)), mode(file_of(tmp_path).parent)) == (0o600, 0o700)


@posix
@pytest.mark.parametrize("use", [Sessions.all, lambda kept: kept.begin("feet", [STAMP], [])])
def test_permissions_that_became_wider_are_narrowed(
    kept: Sessions, tmp_path: Path, use: Callable[[Sessions], object]
) -> None:
    kept.begin("hands", [STAMP], [])
    file_of(tmp_path).chmod(0o644)
    file_of(tmp_path).parent.chmod(0o755)
    use(kept)
    assert (mode(file_of(tmp_path)), mode(file_of(tmp_path).parent)) == (0o600, 0o700)


@posix
def test_the_users_own_folder_around_it_is_left_as_it_is(kept: Sessions, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir(mode=0o755)
    kept.begin("hands", [STAMP], [])
    assert mode(tmp_path / "data") == 0o755


def _foreign(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE session (id)")
    connection.close()


def _newer(path: Path) -> None:
    Sessions(path.parent.parent).begin("hands", [STAMP], [])
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()


def _cut(path: Path) -> None:
    Sessions(path.parent.parent).begin("hands", [STAMP], [answer("x" * 9000, PAIN)] * 20)
    path.write_bytes(path.read_bytes()[:5000])


def _odd_time(path: Path) -> None:
    Sessions(path.parent.parent).begin("hands", [STAMP], [])
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE session SET used = 'yesterday'")
    connection.close()


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda path: path.write_bytes(b"no database" * 1000), "damaged"),
        (_foreign, "damaged, or no file of Citebot"),
        (_newer, "newer Citebot"),
        (_cut, "damaged"),
        (_odd_time, "damaged"),
        (lambda path: path.mkdir(), "cannot be opened"),
    ],
)
def test_a_file_that_cannot_be_used_is_told_and_left_alone(
    kept: Sessions, tmp_path: Path, spoil: Callable[[Path], object], said: str
) -> None:
    file = file_of(tmp_path)
    file.parent.mkdir(parents=True)
    spoil(file)
    before = file.read_bytes() if file.is_file() else b""
    with pytest.raises(StoreError, match=said) as error:
        kept.all()
    assert error.value.hint
    if spoil is not _odd_time:
        with pytest.raises(StoreError):
            kept.begin("feet", [STAMP], [answer("x")])
    assert (file.read_bytes() if file.is_file() else b"") == before


def test_an_empty_file_is_a_new_store(kept: Sessions, tmp_path: Path) -> None:
    file_of(tmp_path).parent.mkdir(parents=True)
    file_of(tmp_path).touch()
    kept.begin("hands", [STAMP], [])
    assert len(kept.all()) == 1


def test_a_damaged_answer_is_told(kept: Sessions, tmp_path: Path) -> None:
    kept.begin("hands", [STAMP], [answer("a")])
    with sqlite3.connect(file_of(tmp_path)) as connection:
        connection.execute("""UPDATE turn SET answer = '{"question": 7}'""")
    connection.close()
    with pytest.raises(StoreError, match="is damaged"):
        kept.transcript("hands")


def test_a_store_that_another_program_writes_is_told(
    kept: Sessions, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.keeping.store._PATIENCE", 0)
    kept.begin("hands", [STAMP], [])
    other = sqlite3.connect(file_of(tmp_path), isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(StoreError, match="another Citebot"):
        kept.add("hands", [STAMP], [answer("a")], begun=True)
    other.close()
    kept.add("hands", [STAMP], [answer("a")], begun=True)
    assert kept.all()[0].questions == 1


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StoreError, match="cannot be opened") as error:
        Sessions(tmp_path / "file").begin("hands", [STAMP], [])
    assert isinstance(error.value, CitebotError)


def test_the_folder_is_the_users_or_the_one_that_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CITEBOT_DATA", str(tmp_path))
    assert data_folder() == tmp_path
    monkeypatch.setenv("CITEBOT_DATA", "")
    assert data_folder().name == "citebot"
    assert module.data_folder().is_absolute()


def test_a_large_folder_of_articles_is_kept_once(kept: Sessions) -> None:
    stamps = [Stamp(f"a{n}", f"A {n}", "", "", f"{n:064}") for n in range(300)]
    for _ in range(3):
        kept.add("all", stamps, [answer("x")], begun=False)
    assert len(kept.transcript("all").articles) == 300
    assert articles()
