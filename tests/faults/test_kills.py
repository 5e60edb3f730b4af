"""Killed at any moment, the program leaves what was there before or what was to come, and nothing in the way."""

import csv
import io
import os
import signal
from collections.abc import Callable, Iterator
from functools import partial
from itertools import islice
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from bot import saving
from bot.adding import command as adding
from bot.cache import kept as keeping
from bot.cache.kept import remembered
from bot.coverage import baseline, labels
from bot.coverage.review import synonyms
from bot.keeping import clipboard
from bot.keeping.parsing import parse
from bot.keeping.record import Record
from bot.keeping.sessions import Sessions
from bot.keeping.transcript import stamp_of
from bot.language.lexicon import Lexicon
from bot.shelf import folders
from tests.chat.sample import ANSWERED, ANSWERS, ARTICLE
from tests.coverage.madeup import RUN, asked
from tests.faults import killed
from tests.faults.killed import left_behind, states, traceable
from tests.shelf.corpus import ARTICLES, opened, write

pytestmark = traceable
SAID = [ANSWERED, *ANSWERS.values()][:3]
STAMPS = [stamp_of(ARTICLE)]
OLD, NEW = b"the old text\n" * 400, b"the new and longer text\n" * 900
Work = Callable[[], object]
States = Callable[[Work], Iterator[Path]]


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """The folder that is worked in."""
    (tmp_path / "work").mkdir()
    return tmp_path / "work"


@pytest.fixture
def after_kills(place: Path, tmp_path: Path) -> States:
    """Gives the states in which a kill leaves the folder, all of them."""
    (tmp_path / "states").mkdir()
    return partial(states, folder=place, into=tmp_path / "states")


def whole(path: Path, allowed: set[bytes | None]) -> bytes | None:
    """What stands in a file (None: there is none), which has to be one of those that are allowed."""
    found = path.read_bytes() if path.exists() else None
    assert found in allowed
    return found


def test_a_file_is_the_old_one_or_the_new_one(place: Path, after_kills: States) -> None:
    (place / "file").write_bytes(OLD)
    found = []
    for state in after_kills(lambda: saving.write_whole(place / "file", NEW)):
        found.append(whole(state / "file", {OLD, NEW}))
        saving.write_whole(state / "file", NEW)  # what is left behind is not in the way
        assert (state / "file").read_bytes() == NEW
    assert found[0] == OLD
    assert found[-1] == NEW
    assert len(found) >= 5


def test_the_states_are_those_that_a_kill_leaves(place: Path) -> None:
    """The copies are what they are taken for: here the process is really killed, at every one of its calls."""
    (place / "file").write_bytes(OLD)
    ends = []
    for number in range(100):
        code = killed.killed_at(lambda: saving.write_whole(place / "file", NEW), number)
        ends.append((code, whole(place / "file", {OLD, NEW})))
        if code == 0:
            break
        assert code == -signal.SIGKILL
    assert {(-signal.SIGKILL, OLD), (-signal.SIGKILL, NEW), (0, NEW)} == set(ends)
    assert ends[-1] == (0, NEW)


def test_what_a_kill_left_beside_a_file_goes_with_the_next_one(place: Path, after_kills: States) -> None:
    (place / "file").write_bytes(OLD)
    left = []
    for state in after_kills(lambda: saving.write_whole(place / "file", NEW)):
        for path in state.glob(".*.tmp"):
            os.utime(path, (10**9, 10**9))  # long ago
        left += left_behind(state)
        (state / ".file.other.tmp").touch()
        os.utime(state / ".file.other.tmp", (10**9, 10**9))
        saving.write_whole(state / "file", NEW)
        assert left_behind(state) == [".file.other.tmp"]  # not ours
    assert left


def test_a_saved_run_is_the_old_one_or_the_new_one(place: Path, after_kills: States) -> None:
    old, new = RUN, asked("Does it swell?")
    baseline.save(old, place / "run.json")
    found = []
    for state in after_kills(lambda: baseline.save(new, place / "run.json")):
        loaded = baseline.load(state / "run.json")
        assert loaded in (old, new)
        found.append(loaded == new)
    assert (found[0], found[-1]) == (False, True)


LIST = "id,question,expected\n" + "".join(f"{number},What is a sting number {number}?,\n" for number in range(300))


@pytest.mark.parametrize("copied", [False, True])
def test_labels_are_written_whole_and_so_is_the_list_that_is_kept(
    copied: bool, place: Path, after_kills: States
) -> None:
    path, goal = place / "faq.csv", place / ("copy.csv" if copied else "faq.csv")
    for file in (path, goal):
        file.write_text(LIST, encoding="utf-8")
    old = LIST.encode()
    new = old.replace(b"number 7?,", b"number 7?,Swelling")
    found = []
    for state in after_kills(lambda: labels.write(path, {"7": "Swelling"}, goal if copied else None)):
        found.append(whole(state / goal.name, {old, new}))
        whole(state / f"{goal.name}.bak", {old, None})
        assert (state / "faq.csv").read_bytes() in ({old} if copied else {old, new})
        if len(found) % 4:
            continue
        labels.write(state / "faq.csv", {"8": "Remedies"})
        rows = list(csv.reader(io.StringIO((state / "faq.csv").read_text(encoding="utf-8"))))
        assert (len(rows), rows[9][2]) == (301, "Remedies")
    assert (found[0], found[-1]) == (old, new)


def test_synonyms_are_added_whole_and_taken_back_whole(place: Path, after_kills: States) -> None:
    path = place / "synonyms.toml"
    path.write_text('"lump" = ["nodule"]\n', encoding="utf-8")
    before = path.read_bytes()
    contents = [(state / path.name).read_bytes() for state in after_kills(partial(synonyms.add, path, "a", ["b"]))]
    edit = synonyms.Edit(path, before, path.read_bytes())
    contents += [(state / path.name).read_bytes() for state in after_kills(edit.undo)]
    assert set(contents) == {before, edit.after}


def test_an_article_is_added_whole(place: Path, after_kills: States) -> None:
    text = "# Bees\n\n" + "A bee sting is a wound made by the stinger of a bee.\n\n" * 200
    made: Any = SimpleNamespace(article=SimpleNamespace(name="bees"), text=text)
    found = [
        whole(state / "leaflets" / "bees.md", {None, text.encode()})
        for state in after_kills(
            lambda: adding.save(place / "bees.html", made, place / "leaflets", overwrite=False, ask=None)
        )
    ]
    assert (found[0], found[-1]) == (None, text.encode())


def test_what_is_copied_into_a_file_is_whole(place: Path, after_kills: States, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(place)
    path = clipboard.put_in_file("the old answer")
    allowed: set[bytes | None] = {b"the old answer\n", b"the new answer\n"}
    found = {
        whole(state / path.name, allowed) for state in after_kills(lambda: clipboard.put_in_file("the new answer"))
    }
    assert found == allowed


def test_a_transcript_is_that_of_before_or_that_of_now(place: Path, after_kills: States) -> None:
    record = Record(place / "talk.md")
    record.begin([ARTICLE])
    record.add(SAID[0])
    counts = []
    for state in after_kills(lambda: record.add(SAID[1])):
        written = parse((state / "talk.md").read_text(encoding="utf-8"))
        assert written.articles == (stamp_of(ARTICLE),)
        counts.append(len(written.quotations))
    assert counts[0] < counts[-1]
    assert set(counts) == {counts[0], counts[-1]}


def test_an_exported_transcript_is_there_whole_or_not_at_all(place: Path, after_kills: States) -> None:
    record = Record()
    record.begin([ARTICLE])
    record.add(SAID[0])
    allowed = {None, record.text("json").encode()}
    found = {whole(state / "t.json", allowed) for state in after_kills(lambda: record.export(place / "t.json"))}
    assert len(found) == 2


def turns(folder: Path) -> dict[str, int]:
    return {kept.name: kept.questions for kept in Sessions(folder).all()}


def test_a_kept_conversation_is_that_of_before_or_that_of_now(place: Path, after_kills: States) -> None:
    Sessions(place).begin("other", STAMPS, SAID)
    for begun, most in ((False, 1), (True, 2)):
        add = partial(Sessions(place).add, "hands", STAMPS, [SAID[most - 1]], begun=begun)
        found = []
        for state in after_kills(add):
            kept = turns(state)
            assert kept.pop("other") == 3
            found.append(kept.get("hands", 0))
            goes_on(state)
        assert set(found) == {most - 1, most}
        assert found[0] == most - 1
        assert found[-1] == most


def goes_on(folder: Path) -> None:
    """The next Citebot adds to a conversation, and nothing but the file is left when it is done."""
    before = turns(folder).get("hands", 0)
    Sessions(folder).add("hands", STAMPS, SAID, begun=before > 0)
    assert turns(folder)["hands"] == before + 3
    assert [path.name for path in (folder / "conversations").iterdir()] == ["conversations.sqlite3"]
    assert len(Sessions(folder).transcript("hands").turns) == before + 3


def test_the_first_conversation_that_is_kept_is_there_whole_or_not_at_all(place: Path, after_kills: States) -> None:
    found = []
    for state in after_kills(lambda: Sessions(place).begin("hands", STAMPS, SAID)):
        found.append(turns(state))
        for path in state.rglob("*"):
            assert not path.stat().st_mode & 0o077, path
        goes_on(state)
    assert found[0] == {}
    assert found[-1] == {"hands": 3}
    assert [kept for kept in found if kept not in ({}, {"hands": 3})] == []


@pytest.mark.parametrize("every", [False, True])
def test_a_deleted_conversation_is_there_whole_or_not_at_all(every: bool, place: Path, after_kills: States) -> None:
    kept = Sessions(place)
    kept.begin("hands", STAMPS, SAID)
    kept.begin("feet", STAMPS, SAID[:2])
    after = {} if every else {"feet": 2}
    found = []
    for state in after_kills(kept.delete_all if every else lambda: kept.delete("hands")):
        found.append(turns(state))
        if len(found) % 3 == 0:
            goes_on(state)
    assert (found[0], found[-1]) == ({"hands": 3, "feet": 2}, after)
    assert [one for one in found if one not in (found[0], after)] == []


def test_the_cache_of_a_small_library_is_used_or_made_anew(
    place: Path, after_kills: States, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = {"words": {f"word {number}": [number] for number in range(400)}}
    times = []

    def build() -> dict[str, dict[str, Any]]:
        times.append(1)
        return content

    monkeypatch.setattr(keeping.known, "now", lambda: 10**19)  # what is read was touched long ago
    monkeypatch.setenv(keeping.VARIABLE, str(place / "cache"))
    made = []
    for state in after_kills(lambda: remembered("words", [b"a"], ("errors",), build)):
        monkeypatch.setenv(keeping.VARIABLE, str(state / "cache"))
        times.clear()
        for _ in range(2):
            assert dict(remembered("words", [b"a"], ("errors",), build).items("words")) == content["words"]
        made.append(len(times))
    assert set(made) == {0, 1}
    assert (made[0], made[-1]) == (1, 0)


@pytest.fixture
def large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of articles that is kept as a large library; what the lexicon's words have to do with takes long."""
    pairs = Lexicon.pairs
    monkeypatch.setattr(Lexicon, "pairs", lambda lexicon: islice(pairs(lexicon), 20))
    return write(tmp_path / "corpus", ARTICLES)


def test_a_large_library_is_the_old_one_the_new_one_or_made_anew(
    place: Path, large: Path, after_kills: States, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folders, "cache_folder", lambda: place / "compiled")
    monkeypatch.setattr(folders, "_MINUTE", -(10**12))  # what a kill leaves is taken away at once
    opened(large, monkeypatch, large=True)
    (large / "sun.md").write_text("# Sun\n\nThe moon shines at night.\n")
    expected = opened(large, monkeypatch, large=False).passages
    count = 0
    for count, state in enumerate(after_kills(lambda: opened(large, monkeypatch, large=True)), start=1):
        monkeypatch.setattr(folders, "cache_folder", lambda state=state: state / "compiled")
        for folder in (state / "libraries").glob("[!.]*-*/"):
            if folder.is_dir():
                assert {path.name for path in folder.iterdir()} == {"library.sqlite", "postings.bin", "called"}
        if count % 8 == 0:  # to make it takes a while
            library = opened(large, monkeypatch, large=True)
            assert tuple(library.passages) == expected
            assert list(library.index.scores("moon")) == [len(expected) - 1]
            assert left_behind(state) == []
            assert len([path for path in (state / "libraries").iterdir() if path.is_dir()]) == 1
    assert count > 20
