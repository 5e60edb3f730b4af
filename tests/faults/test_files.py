"""Full disks, files that may not be read, that vanish or change in use, other processes, clocks that go back."""

import os
import sqlite3
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest

from bot import saving
from bot.cache import known
from bot.conversation.dialogue import Conversation
from bot.coverage import labels
from bot.errors import CitebotError
from bot.keeping.sessions import Sessions
from bot.keeping.store import Store, StoreError
from bot.keeping.transcript import stamp_of
from bot.language.lexicon import Lexicon
from bot.library import Library
from bot.retrieval.postings_store import Store as Postings
from bot.shelf import folders
from tests.chat.sample import ANSWERED, ANSWERS, ARTICLE
from tests.faults.forked import Case, Outcome, outcomes
from tests.shelf.corpus import ARTICLES, opened, write

STAMPS = [stamp_of(ARTICLE)]
DENIED = "from tests.faults.forked import obey_permissions; obey_permissions()"
LONG = "Gout is an arthritis of the feet, and hurts. " * 400
WRITTEN = ("coverage", "faq.csv", "--save", "run.json", "--html", "-")


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Outcome]]:
    """What came of commands under faults, by what was wrong; all of them in one go, as each takes a while."""
    place = tmp_path_factory.mktemp("place")
    (place / "gout.md").write_text("# Gout\n\nGout is an arthritis caused by urate crystals [1].\n", encoding="utf-8")
    (place / "faq.csv").write_text("question,expected\nWhat causes gout?,urate\n", encoding="utf-8")
    (place / "run.json").write_bytes(b"old")
    (place / "page.html").write_text(f"<h1>Gout</h1><p>{LONG}</p>", encoding="utf-8")
    (place / "secret.md").write_text("# Secret\n\nText.\n", encoding="utf-8")
    for name in ("closed", "fixed"):
        (place / name).mkdir()
    (place / "secret.md").chmod(0)
    (place / "closed").chmod(0)
    (place / "fixed").chmod(0o555)
    around = {"CITEBOT_CORPUS": "gout.md"}
    cases = {
        "full: run": Case(WRITTEN, out="null", limit=1000),
        "full: add": Case(("add", "page.html", "--corpus", "."), out="null", limit=1000),
        "full: keep": Case(("--plain", "--keep", "x"), stdin="urate\n", limit=4096, around={"CITEBOT_DATA": "data"}),
        "full: transcript": Case(("--plain", "--transcript", "t.json"), stdin="urate\n", limit=900),
        "denied: corpus": Case(("ask", "urate", "--corpus", "secret.md"), code=DENIED),
        "denied: folder": Case(("ask", "urate", "--corpus", "closed"), code=DENIED),
        "denied: list": Case(("coverage", "secret.md"), code=DENIED),
        "denied: lines": Case(("ask", "--jsonl", "secret.md"), code=DENIED),
        "denied: kept": Case(("sessions",), code=DENIED, around={"CITEBOT_DATA": "closed"}),
        "read-only: run": Case(("coverage", "faq.csv", "--save", "fixed/run.json"), code=DENIED),
        "read-only: add": Case(("add", "page.html", "--corpus", "fixed"), code=DENIED),
        "gone: list": Case(("coverage", "gone.csv")),
        "gone: corpus": Case(("ask", "urate", "--corpus", "gone")),
        "gone: transcript": Case(("verify", "gone.md")),
        "a folder: lines": Case(("ask", "--jsonl", "fixed")),
        "a folder: document": Case(("add", "fixed", "--corpus", ".")),
    }
    given = [Case(**(vars(case) | {"around": around | case.around, "cwd": str(place)})) for case in cases.values()]
    (place / "out").mkdir()
    yield dict(zip(cases, outcomes(given, place / "out"), strict=True)) | {"left": _left(place)}
    (place / "closed").chmod(0o700)


def _left(place: Path) -> Outcome:
    (left,) = [",".join(path.name for path in place.glob(".*.tmp"))]
    return Outcome(0, (place / "run.json").read_text(encoding="utf-8"), left)


@pytest.mark.skipif(os.name != "posix", reason="faults as POSIX has them")
def test_every_fault_of_a_file_is_one_sentence_with_its_name_and_exit_code_2(found: dict[str, Outcome]) -> None:
    names = {
        "full: run": "run.json", "full: add": "page.md", "denied: corpus": "secret.md", "denied: folder": "closed",
        "denied: list": "secret.md", "denied: lines": "secret.md", "denied: kept": "closed",
        "read-only: run": "fixed/run.json", "read-only: add": "fixed/page.md", "gone: list": "gone.csv",
        "gone: corpus": "gone", "gone: transcript": "gone.md", "a folder: lines": "fixed",
        "a folder: document": "fixed",
    }  # fmt: skip
    for fault, name in names.items():
        outcome = found[fault]
        assert outcome.code == 2, (fault, outcome)
        assert outcome.err.count("\n") == 1, (fault, outcome)
        assert outcome.err.startswith("citebot: "), (fault, outcome)
        assert name in outcome.err, (fault, outcome)
        assert "fault of Citebot's own" not in outcome.err, (fault, outcome)
    assert found["full: run"].err.endswith("Make room, or name a file elsewhere.\n")
    assert found["read-only: run"].err.endswith("may be written to.\n")
    assert (found["left"].out, found["left"].err) == ("old", "")  # the run of before, and nothing beside it


@pytest.mark.skipif(os.name != "posix", reason="faults as POSIX has them")
@pytest.mark.parametrize(
    ("fault", "said"), [("full: keep", "kept conversations in"), ("full: transcript", "t.json cannot be written")]
)
def test_a_conversation_goes_on_when_it_cannot_be_written_down(
    fault: str, said: str, found: dict[str, Outcome]
) -> None:
    assert found[fault].code == 0
    assert "Gout is an arthritis caused by urate crystals" in found[fault].out
    assert said in found[fault].out
    assert "damaged" not in found[fault].out  # a full disk is no damage: nothing is to be moved away


def test_a_full_disk_leaves_no_half_copy_of_a_list(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "faq.csv"
    path.write_text("id,question,expected\n1,What?,\n", encoding="utf-8")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(saving.os, "fsync", full)
    with pytest.raises(CitebotError, match="no space left on device"):
        labels.write(path, {"1": "Somewhere"})
    assert [entry.name for entry in tmp_path.iterdir()] == ["faq.csv"]


def test_what_sqlite_has_rolled_back_itself_is_not_called_damage(tmp_path: Path) -> None:
    Sessions(tmp_path).begin("hands", STAMPS, [ANSWERED])

    def fill() -> None:
        with Store(tmp_path).writing() as connection:
            connection.execute("PRAGMA max_page_count = 1")
            connection.execute("CREATE TABLE more (text)")
            connection.executemany("INSERT INTO more VALUES (?)", [("x" * 5000,)] * 50)

    with pytest.raises(StoreError, match="disk is full"):
        fill()
    assert Sessions(tmp_path).all()[0].questions == 1


def test_two_that_keep_their_first_conversation_at_once_keep_both(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second one comes when the first has found the file empty, and not written to it yet."""
    check, inside = Store._check, []

    def between(store: Store, connection: sqlite3.Connection) -> None:
        class First:
            """A connection that lets another Citebot go first, just before it makes the tables."""

            def execute(self, query: str) -> sqlite3.Cursor:
                return connection.execute(query)

            def executescript(self, script: str) -> sqlite3.Cursor:
                if not inside:
                    inside.append(True)
                    Sessions(tmp_path).begin("feet", STAMPS, [ANSWERED])
                return connection.executescript(script)

        check(store, First())  # type: ignore[arg-type]

    monkeypatch.setattr(Store, "_check", between)
    Sessions(tmp_path).begin("hands", STAMPS, [ANSWERED])
    assert inside
    assert {kept.name for kept in Sessions(tmp_path).all()} == {"hands", "feet"}


def test_two_that_go_on_with_one_conversation_keep_all_that_is_said(tmp_path: Path) -> None:
    one, other = Sessions(tmp_path), Sessions(tmp_path)
    answers = list(ANSWERS.values())
    one.begin("hands", STAMPS, answers[:1])
    for place, answer in enumerate(answers[1:5]):
        (one, other)[place % 2].add("hands", STAMPS, [answer], begun=True)
    assert one.transcript("hands").turns == tuple(answers[:5])


def test_articles_that_vanish_while_they_are_asked_are_asked_all_the_same(tmp_path: Path) -> None:
    corpus = write(tmp_path / "corpus", {"sleep.md": ARTICLES["sleep.md"]})
    conversation = Conversation(Library.open(corpus))
    (corpus / "sleep.md").unlink()
    corpus.rmdir()
    assert conversation.ask("what keeps people awake?").state == "answered"
    with pytest.raises(CitebotError):
        Library.open(corpus)


def test_a_clock_that_is_set_back_has_files_read_again(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_text("new", encoding="utf-8")
    ahead = time.time_ns() + 10**15
    for at, recalled in ((known.now(), None), (ahead + 10**12, "found")):
        os.utime(path, ns=(ahead, ahead))  # written by a clock that went ahead
        known.note(tmp_path, "name", "asked", [path], "found", at)
        assert known.recalled(tmp_path, "name", "asked") == recalled
    os.utime(path, ns=(10**9, 10**9))  # an older one is put in its place
    assert known.recalled(tmp_path, "name", "asked") is None


@pytest.fixture
def large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    pairs = Lexicon.pairs
    monkeypatch.setattr(Lexicon, "pairs", lambda lexicon: islice(pairs(lexicon), 20))
    monkeypatch.setattr(folders, "cache_folder", lambda: tmp_path / "cache" / "compiled")
    return write(tmp_path / "corpus", ARTICLES)


def test_what_is_mapped_is_never_written_to(large: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Postings are made in a new folder, and a library that is taken away is unlinked: who reads it reads on."""
    first = opened(large, monkeypatch, large=True)
    first = opened(large, monkeypatch, large=True)  # mapped, not as it was made
    path = next(folders.cache_folder().with_name("libraries").glob("[!.]*-*/postings.bin"))  # type: ignore[union-attr]
    with path.open("rb") as kept:
        content = kept.read()
        (large / "sun.md").write_text("# Sun\n\nThe moon shines at night.\n")
        second = opened(large, monkeypatch, large=True)
        assert not path.exists()
        kept.seek(0)
        assert kept.read() == content
        assert os.fstat(kept.fileno()).st_nlink == 0
    assert list(first.index.scores("coffe") or first.index.scores("coffee"))
    assert list(second.index.scores("moon"))


def test_postings_that_another_program_cuts_off_in_use_are_made_again(
    large: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """To read a mapped file behind its end would end the process."""
    opened(large, monkeypatch, large=True)
    library = opened(large, monkeypatch, large=True)
    path = next(folders.cache_folder().with_name("libraries").glob("[!.]*-*/postings.bin"))  # type: ignore[union-attr]
    os.truncate(path, 0)
    assert library.shelf is not None
    assert library.index.document_frequency("moon") == 0
    assert library.index.document_frequency("calcium") > 0
    assert path.stat().st_size > 0
    assert Postings.open(path.parent, library.key)
