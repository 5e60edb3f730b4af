"""Where a large library is kept, when it is made again, and what it survives."""

import gc
import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from functools import cache as once
from itertools import islice
from pathlib import Path

import pytest

from bot.cache.kept import VARIABLE
from bot.cache.tables import Damaged
from bot.errors import CitebotError, Unreadable
from bot.language.lexicon import Expansion, Lexicon
from bot.library import Library
from bot.reading import bulk
from bot.shelf import folders, looking, stock
from bot.shelf.database import Database
from bot.shelf.index import LargeIndex
from tests.shelf.corpus import ARTICLES, QUESTIONS, answers, opened, write

ROOT = Path(__file__).parent.parent.parent
FILES = ("library.sqlite", "postings.bin", "called/postings.bin")


@once
def few_pairs() -> list[tuple[tuple[str, ...], Expansion]]:
    return list(islice(Lexicon.load().pairs(), 200))


@pytest.fixture(autouse=True)
def small_lexicon(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the words of the lexicon have to do with takes the longest of all to find out."""
    pairs = few_pairs()
    monkeypatch.setattr(Lexicon, "pairs", lambda _: iter(pairs))


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the articles that were parsed, as they are."""
    names: list[str] = []
    each = bulk.each

    def noted(places, prepare):  # type: ignore[no-untyped-def]
        names.extend(place.name for place in places)
        return each(places, prepare)

    monkeypatch.setattr(bulk, "each", noted)
    return names


def kept(cache: Path) -> Path:
    (folder,) = (path for path in cache.iterdir() if path.is_dir())
    return folder


def age(folder: Path) -> None:
    """Makes files look as if they were written long ago, so that a record may trust them."""
    for path in folder.rglob("*"):
        os.utime(path, (10**9, 10**9))


def test_an_untouched_corpus_is_not_read_again(
    folder: Path, parsed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    age(folder)
    monkeypatch.setattr(looking, "UNSURE", -(10**12))  # the time of an inode cannot be set
    opened(folder, monkeypatch, large=True)
    assert sorted(parsed) == ["calcium", "sleep", "sun"]
    monkeypatch.setattr(stock, "content_of", lambda path: pytest.fail(f"{path} was read"))
    assert len(opened(folder, monkeypatch, large=True).articles) == 3
    assert len(parsed) == 3


def test_files_that_were_just_written_are_not_trusted(
    folder: Path, parsed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(folder, monkeypatch, large=True)
    path = folder / "sun.md"
    seen = path.stat()
    path.write_text(ARTICLES["sun.md"].replace("fever", "fewer"))
    os.utime(path, ns=(seen.st_atime_ns, seen.st_mtime_ns))
    library = opened(folder, monkeypatch, large=True)
    assert any("fewer" in passage.text for passage in library.passages)
    assert len(parsed) == 4


def test_a_touched_but_unchanged_corpus_is_read_but_not_parsed(
    folder: Path, parsed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(folder, monkeypatch, large=True)
    age(folder)
    opened(folder, monkeypatch, large=True)
    assert len(parsed) == 3


def test_only_changed_articles_are_parsed_again(
    folder: Path, cache: Path, parsed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(folder, monkeypatch, large=True)
    first = kept(cache)
    parsed.clear()
    (folder / "sun.md").write_text("# Sun\n\nThe moon shines at night.\n")
    (folder / "air.md").write_text("# Air\n\nAir is needed for breathing.\n")
    changed = opened(folder, monkeypatch, large=True)
    assert parsed == ["air", "sun"]
    assert kept(cache) != first
    assert answers(changed) == answers(opened(folder, monkeypatch, large=False))


def test_an_article_that_moved_to_another_name_is_parsed(
    folder: Path, parsed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(folder, monkeypatch, large=True)
    parsed.clear()
    (folder / "sun.md").rename(folder / "skin.md")
    assert "skin" in opened(folder, monkeypatch, large=True).by_name
    assert parsed == ["skin"]


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def empty(path: Path) -> None:
    path.write_bytes(b"")


def flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    for place in range(len(data) // 5, len(data), 97):
        data[place] ^= 0x41
    path.write_bytes(data)


def strange(path: Path) -> None:
    path.write_bytes(b"SQLite format 3\0" + b"not ours " * 3000)


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("damage", [cut, empty, flip, strange, Path.unlink])
def test_a_damaged_library_is_made_again(
    name: str, damage: Callable[[Path], None], folder: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = answers(opened(folder, monkeypatch, large=True))
    damage(kept(cache) / name)
    library = opened(folder, monkeypatch, large=True)
    assert answers(library) == expected
    assert library.words == opened(folder, monkeypatch, large=False).words
    assert answers(opened(folder, monkeypatch, large=True)) == expected
    assert [path.name for path in cache.iterdir() if path.name.endswith(".tmp")] == []


@pytest.mark.parametrize("name", FILES)
def test_a_single_changed_byte_is_found_wherever_it_stands(
    name: str, folder: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = answers(opened(folder, monkeypatch, large=True), QUESTIONS[:3])
    path = kept(cache) / name
    data = path.read_bytes()
    for place in range(0, len(data), len(data) // 7):
        path = kept(cache) / name
        path.write_bytes(data[:place] + bytes([data[place] ^ 0x10]) + data[place + 1 :])
        assert answers(opened(folder, monkeypatch, large=True), QUESTIONS[:3]) == expected


LOSSES = ("DELETE FROM {} WHERE key = ?", "UPDATE {} SET key = CAST(key || 'x' AS BLOB) WHERE key = ?")


@pytest.mark.parametrize("loss", LOSSES, ids=["lost", "another key"])
@pytest.mark.parametrize("table", ["names", "words", "near", "goals", "pointing"])
def test_a_row_that_is_lost_is_not_taken_for_one_that_never_was(
    table: str, loss: str, folder: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf = opened(folder, monkeypatch, large=True).shelf
    assert shelf is not None
    rows = shelf.read(lambda one: dict(one.database.items(table)))
    key = "sleep" if table == "names" else min(rows)
    changed = shutil.copy(kept(cache) / FILES[0], cache / "changed.tmp")  # the process that made it holds it still
    connection = sqlite3.connect(changed)
    with connection:
        assert connection.execute(loss.format(table), (key.encode(),)).rowcount == 1
    connection.close()
    changed.replace(kept(cache) / FILES[0])
    library = opened(folder, monkeypatch, large=True)
    assert library.shelf is not None
    if table == "names":
        assert library.by_name["sleep"].title == "Sleep"
        assert "dreams" not in library.by_name
    elif table == "words":
        assert key in library.words
        assert library.shelf.entries.stem(key) == rows[key].decode()
    else:
        assert library.shelf.entries.get(table, key) == json.loads(rows[key])
    assert library.shelf.read(lambda one: dict(one.database.items(table))) == rows


def test_the_library_of_other_articles_is_not_taken_for_ones_own(
    folder: Path, cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = answers(opened(folder, monkeypatch, large=True))
    own = kept(cache)
    other = write(tmp_path / "other", {"moon.md": "# Moon\n\nThe moon is round.\n"})
    opened(other, monkeypatch, large=True)
    (foreign,) = (path for path in cache.iterdir() if path.is_dir() and path != own)
    for name in FILES:
        shutil.copy(foreign / name, own / name)
    assert answers(opened(folder, monkeypatch, large=True)) == expected


def test_damage_while_the_corpus_changed_is_said(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    library = opened(folder, monkeypatch, large=True)
    shelf = library.shelf
    assert shelf is not None
    (folder / "sun.md").unlink()

    def damaged(_: object) -> None:
        raise stock.Damaged

    with pytest.raises(Unreadable, match="changed meanwhile"):
        shelf.read(damaged)


def test_nobody_else_can_read_what_is_kept(folder: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened(folder, monkeypatch, large=True)
    modes = {path: path.stat().st_mode & 0o777 for path in [cache, *cache.rglob("*")]}
    assert {mode for path, mode in modes.items() if path.is_dir()} == {0o700}
    assert {mode for path, mode in modes.items() if path.is_file()} == {0o600}


def test_what_others_could_have_written_is_not_read(
    folder: Path, cache: Path, parsed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(folder, monkeypatch, large=True)
    cache.chmod(0o777)
    opened(folder, monkeypatch, large=True)
    assert len(parsed) == 6
    assert cache.stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize("full", [True, False])
def test_where_nothing_can_be_kept_it_is_held_in_memory_and_said(
    full: bool, folder: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if full:

        def save(*_: object) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr("bot.retrieval.postings_store.Store.save", save)
    else:
        monkeypatch.setattr("bot.shelf.folders.Storage.writable", property(lambda _: False))
    library = opened(folder, monkeypatch, large=True)
    assert library.warning.startswith("The index of these articles could not be kept (")
    assert ("no space left on device" in library.warning) == full
    assert answers(library) == answers(opened(folder, monkeypatch, large=False))
    assert not [path for path in cache.iterdir() if path.is_dir()]


def test_without_a_cache_it_is_held_in_memory(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folders, "cache_folder", lambda: None)
    library = opened(folder, monkeypatch, large=True)
    assert library.warning
    assert answers(library) == answers(opened(folder, monkeypatch, large=False))


def test_only_the_last_libraries_are_kept(
    folder: Path, cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(6):
        other = write(tmp_path / f"other-{number}", {"moon.md": f"# Moon {number}\n\nThe moon is round.\n"})
        opened(other, monkeypatch, large=True)
    opened(folder, monkeypatch, large=True)
    assert len([path for path in cache.iterdir() if path.is_dir()]) == 4


def test_an_article_that_cannot_be_read_leaves_nothing_behind(
    folder: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "bad.md").write_bytes(b"\0\1\2")
    with pytest.raises(CitebotError):
        opened(folder, monkeypatch, large=True)
    assert [path for path in cache.iterdir() if path.is_dir()] == []


def test_breaking_off_leaves_nothing_behind(folder: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def leave(done: int, _: int) -> None:
        if done == 2:
            raise KeyboardInterrupt

    monkeypatch.setattr("bot.library.LARGE", 0)
    with pytest.raises(KeyboardInterrupt):
        Library.open(folder, leave)
    assert [path for path in cache.iterdir() if path.is_dir()] == []


def test_words_that_nobody_wrote_are_not_remembered(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    index = opened(folder, monkeypatch, large=True).index
    assert isinstance(index, LargeIndex)
    assert index.document_frequency("calcium") > 0
    before = dict(index._frequencies)
    assert [index.document_frequency(f"qzx{number}") for number in range(50)] == [0] * 50
    assert index._frequencies == before


def test_progress_is_told_only_where_something_is_read(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[tuple[int, int]] = []
    monkeypatch.setattr("bot.library.LARGE", 0)
    for _ in range(2):
        Library.open(folder, lambda done, whole: told.append((done, whole)))
    assert told == [(1, 3), (2, 3), (3, 3)]


_OPEN = """
import sys
from itertools import islice
from pathlib import Path
import bot.library
bot.library.LARGE = 0
from bot.conversation.dialogue import Conversation
print(Conversation(bot.library.Library.open(Path(sys.argv[1]))).ask("What does calcium do?").quotes[0].passage.text)
"""


def test_two_processes_may_make_it_at_once(folder: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    command = [sys.executable, "-c", _OPEN, str(folder)]
    shutil.copytree(Path(os.environ[VARIABLE]) / "compiled", cache.with_name("compiled"), dirs_exist_ok=True)
    around = {**os.environ, VARIABLE: str(cache.parent)}
    pipe = subprocess.PIPE
    both = [subprocess.Popen(command, stdout=pipe, stderr=pipe, cwd=ROOT, env=around) for _ in range(2)]
    said = [process.communicate(timeout=120) for process in both]
    assert {out for out, _ in said} == {b"Calcium keeps bones firm and lets muscles move [1, 2].\n"}
    assert {error for _, error in said} == {b""}
    kept(cache)
    assert answers(opened(folder, monkeypatch, large=True)) == answers(opened(folder, monkeypatch, large=False))


@pytest.mark.parametrize("made", [True, False], ids=["made", "opened"])
def test_the_file_of_a_library_that_nobody_needs_any_more_is_closed(made: bool, tmp_path: Path) -> None:
    database = Database.made(tmp_path, "a key")
    if not made:
        database.commit()
        database.close()
        database = Database.open(tmp_path, "a key")
    connection = database._connection
    database.itself = database  # type: ignore[attr-defined]  # as garbage in a ring, which is collected all at once
    del database
    gc.collect()
    with pytest.raises(sqlite3.ProgrammingError, match="closed"):
        connection.execute("SELECT 1")


def test_a_file_that_cannot_become_a_library_is_closed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Database.made(tmp_path, "a key").close()
    connections: list[sqlite3.Connection] = []
    connect = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", lambda *given, **named: _noted(connections, connect(*given, **named)))
    with pytest.raises(OSError, match="already exists"):
        Database.made(tmp_path, "a key")
    gc.collect()
    with pytest.raises(sqlite3.ProgrammingError, match="closed"):
        connections[0].execute("SELECT 1")


def _noted(connections: list[sqlite3.Connection], connection: sqlite3.Connection) -> sqlite3.Connection:
    connections.append(connection)
    return connection


def test_a_key_that_is_no_text_is_damage() -> None:
    class Broken:
        def execute(self, *_: object) -> list[tuple[object, bytes, int]]:
            return [(None, b"", 0)]

        def close(self) -> None:
            pass

    with pytest.raises(Damaged):
        list(Database(Broken(), "a key").items("words"))  # type: ignore[arg-type]
