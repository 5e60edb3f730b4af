"""The record that the front ends use: nothing is written unless asked, and what is written can be gone on with."""

import json
from pathlib import Path

import pytest

from bot.errors import CitebotError, UsageError
from bot.keeping.forms import FORMS
from bot.keeping.parsing import parse
from bot.keeping.record import Record
from bot.keeping.sessions import Sessions
from bot.keeping.store import FILE, StoreError
from bot.keeping.transcript import Narrowed
from bot.keeping.verify import verify
from bot.reading.passages import split
from tests.keeping.material import answer, articles

ARTICLES = articles()[:1]
PASSAGES = split(ARTICLES[0])
ONE, TWO, THREE = (answer(f"question {number}", PASSAGES[number]) for number in (1, 2, 3))


@pytest.fixture
def store(tmp_path: Path) -> Sessions:
    return Sessions(tmp_path / "data")


def begun(record: Record) -> Record:
    record.begin(ARTICLES)
    return record


def test_nothing_is_written_unless_asked(tmp_path: Path, store: Sessions, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for record in (begun(Record()), begun(Record(sessions=store))):
        record.add(ONE)
        record.restart()
        record.add(TWO)
        assert (record.turns, record.kept_as, record.warning) == ((TWO,), None, "")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("form", FORMS)
def test_the_transcript_is_written_after_every_answer_and_can_be_checked(tmp_path: Path, form: str) -> None:
    path = tmp_path / f"talk.{form}"
    record = begun(Record(path))
    assert not path.exists()
    for count, said in enumerate((ONE, TWO, THREE), start=1):
        record.add(said)
        found = verify(parse(path.read_text(encoding="utf-8")), ARTICLES, PASSAGES)
        assert (found.holds, len(found.findings)) == (True, count)
    assert path.read_text(encoding="utf-8") == record.text(next(known for known in FORMS if known == form))


def test_the_transcript_goes_on_over_a_new_conversation(tmp_path: Path) -> None:
    path = tmp_path / "talk.json"
    record = begun(Record(path))
    record.add(ONE)
    record.restart()
    record.add(TWO)
    assert [turn["question"] for turn in json.loads(path.read_bytes())["turns"]] == [ONE.question, TWO.question]
    assert record.turns == (TWO,)


def test_a_file_that_exists_is_not_overwritten_unless_asked(tmp_path: Path) -> None:
    path = tmp_path / "talk.md"
    path.write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError, match="exists already") as error:
        Record(path)
    assert "--overwrite" in error.value.hint
    with pytest.raises(UsageError, match="exists already"):
        begun(Record()).export(path)
    assert path.read_text(encoding="utf-8") == "mine"
    begun(Record(path, overwrite=True)).add(ONE)
    assert ONE.question in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["talk", "talk.html", "no-such-folder/talk.md", f"{'x' * 300}.md"])
def test_a_transcript_that_cannot_be_written_is_told_at_once(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError):
        Record(tmp_path / name)
    with pytest.raises(UsageError):
        begun(Record()).export(tmp_path / "talk\0.md")


def test_an_export_is_a_new_file_in_the_form_of_its_name(tmp_path: Path) -> None:
    record = begun(Record())
    record.add(ONE)
    for form in FORMS:
        written = record.export(tmp_path / f"talk.{form}")
        assert written.read_text(encoding="utf-8") == record.text(form)


def test_a_kept_conversation_is_gone_on_with(store: Sessions) -> None:
    first = Record(sessions=store, name="hands")
    assert first.begin(ARTICLES) == ()
    assert first.kept_as == "hands"
    assert store.all() == ()
    first.add(ONE)
    first.add(TWO)
    again = Record(sessions=store, name="HANDS")
    assert again.begin(ARTICLES) == (ONE.question, TWO.question)
    assert again.kept_as == "hands"
    for said in (ONE, TWO, THREE):
        again.add(said)
    assert again.turns == (ONE, TWO, THREE)
    assert store.transcript("hands").turns == (ONE, TWO, THREE)


def test_a_transcript_of_a_resumed_conversation_is_whole(store: Sessions, tmp_path: Path) -> None:
    store_first = begun(Record(sessions=store, name="hands"))
    store_first.add(ONE)
    store_first.add(TWO)
    path = tmp_path / "talk.json"
    again = begun(Record(path, store, "hands"))
    again.add(ONE)
    assert not path.exists()
    again.add(TWO)
    assert len(json.loads(path.read_bytes())["turns"]) == 2


def test_another_question_ends_the_asking_again(store: Sessions) -> None:
    first = begun(Record(sessions=store, name="hands"))
    first.add(ONE)
    first.add(TWO)
    again = begun(Record(sessions=store, name="hands"))
    again.add(THREE)
    again.add(TWO)
    assert [turn.question for turn in store.transcript("hands").turns] == [
        said.question for said in (ONE, TWO, THREE, TWO)
    ]


def test_a_conversation_is_kept_from_the_middle_on(store: Sessions) -> None:
    record = begun(Record(sessions=store))
    record.add(ONE)
    record.keep(" my  hands ")
    record.add(TWO)
    assert record.kept_as == "my hands"
    assert store.transcript("my hands").turns == (ONE, TWO)
    with pytest.raises(UsageError, match="already"):
        record.keep("My Hands")
    assert record.kept_as == "my hands"


def test_a_new_conversation_is_kept_under_a_new_name(store: Sessions) -> None:
    record = begun(Record(sessions=store, name="hands"))
    record.restart()  # nothing was said: the name stays
    record.add(ONE)
    record.restart()
    assert len(store.all()) == 1
    record.add(TWO)
    assert record.kept_as == "hands (2)"
    assert store.transcript("hands").turns == (ONE,)
    assert store.transcript("hands (2)").turns == (TWO,)


def test_without_a_place_nothing_can_be_kept() -> None:
    assert not Record().can_keep
    with pytest.raises(UsageError, match="cannot be kept here"):
        begun(Record()).keep("hands")
    with pytest.raises(UsageError, match="cannot be kept here"):
        Record(name="hands")


def test_what_could_not_be_kept_is_kept_with_the_next_answer(
    store: Sessions, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "talk.json"
    record = begun(Record(path, store, "hands"))

    def fail(*_: object, **__: object) -> None:
        raise CitebotError("The disk is full.")

    with monkeypatch.context() as patched:
        patched.setattr(store, "add", fail)
        with pytest.raises(CitebotError, match="disk is full"):
            record.add(ONE)
    assert len(json.loads(path.read_bytes())["turns"]) == 1  # the transcript is written all the same
    record.add(TWO)
    assert store.transcript("hands").turns == (ONE, TWO)


def test_a_conversation_deleted_meanwhile_is_told_once(store: Sessions) -> None:
    record = begun(Record(sessions=store, name="hands"))
    record.add(ONE)
    store.delete("hands")
    with pytest.raises(UsageError, match="deleted meanwhile"):
        record.add(TWO)
    record.add(THREE)
    assert (record.kept_as, store.all()) == (None, ())
    assert record.turns == (ONE, TWO, THREE)


def test_a_broken_store_is_told_before_the_conversation(store: Sessions, tmp_path: Path) -> None:
    folder = tmp_path / "data" / "conversations"
    folder.mkdir(parents=True)
    (folder / FILE).write_bytes(b"no database" * 99)
    with pytest.raises(CitebotError, match="damaged"):
        Record(sessions=store, name="hands")
    assert Record(sessions=store).kept_as is None


BOTH = articles()[:2]
FIRST, SECOND = (article.name for article in BOTH)


def resumed(store: Sessions, name: str = "hands", *, at_hand: int = 2) -> tuple[str | Narrowed, ...]:
    return Record(sessions=store, name=name).begin(BOTH[:at_hand])


@pytest.mark.parametrize("named_first", [True, False])
def test_which_articles_answered_is_kept_and_comes_back_in_its_place(store: Sessions, named_first: bool) -> None:
    record = Record(sessions=store, name="hands" if named_first else None)
    record.begin(BOTH)
    record.narrow([SECOND])
    record.narrow([FIRST])
    record.add(ONE)
    record.add(TWO)
    record.narrow([])
    record.add(THREE)
    if not named_first:
        record.keep("hands")
    record.narrow([SECOND])  # kept at once: nothing may be asked afterwards
    one, two, three = (said.question for said in (ONE, TWO, THREE))
    assert resumed(store) == (Narrowed((FIRST,)), one, two, Narrowed(), three, Narrowed((SECOND,)))


def test_a_resumed_conversation_goes_on_with_its_articles(store: Sessions) -> None:
    record = Record(sessions=store, name="hands")
    record.begin(BOTH)
    record.narrow([SECOND])
    record.add(ONE)
    again = Record(sessions=store, name="hands")
    again.begin(BOTH)
    again.add(ONE)
    again.add(TWO)
    assert resumed(store) == (Narrowed((SECOND,)), ONE.question, TWO.question)


def test_articles_that_are_not_at_hand_or_are_all_there_are_narrow_nothing(store: Sessions) -> None:
    record = Record(sessions=store, name="hands")
    record.begin(BOTH)
    record.narrow([FIRST])
    record.add(ONE)
    record.narrow([SECOND])
    assert resumed(store, at_hand=1) == (Narrowed(), ONE.question, Narrowed())


def test_a_new_conversation_is_kept_with_the_articles_that_answer_in_it(store: Sessions) -> None:
    record = Record(sessions=store, name="hands")
    record.begin(BOTH)
    record.add(ONE)
    record.narrow([SECOND])
    record.restart()
    record.add(TWO)
    assert resumed(store, "hands (2)") == (Narrowed((SECOND,)), TWO.question)


def test_where_what_is_kept_cannot_be_read_a_new_conversation_is_not_kept(store: Sessions, tmp_path: Path) -> None:
    path = tmp_path / "talk.json"
    record = begun(Record(path, store, "hands"))
    record.add(ONE)
    (tmp_path / "data" / "conversations" / FILE).write_bytes(b"no database" * 99)
    with pytest.raises(StoreError):
        record.restart()
    assert (record.turns, record.kept_as) == ((), None)
    record.add(TWO)
    assert [turn["question"] for turn in json.loads(path.read_bytes())["turns"]] == [ONE.question, TWO.question]
