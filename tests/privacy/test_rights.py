"""What is kept is for its user's eyes alone, whatever the umask is, and whatever rights its folder had before."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.cache.kept import kept
from bot.keeping.sessions import Sessions
from bot.saving import make_private, write_whole
from bot.shelf.folders import Record, Storage
from tests.privacy.watched import Watched


def open_to_others(*places: Path) -> dict[str, str]:
    """The rights of all that others may do anything with, by name."""
    return {path.name: oct(path.stat().st_mode & 0o777) for path in places if path.stat().st_mode & 0o077}


LAX = pytest.mark.parametrize("before", ["nothing is there", "a folder with lax rights is there"])


@pytest.fixture
def _no_umask() -> Iterator[None]:
    before = os.umask(0)
    yield
    os.umask(before)


@LAX
def test_what_is_kept_of_a_talk_is_private_under_a_lax_umask(before: str, watched: Watched) -> None:
    store = watched.data / "conversations"
    if before != "nothing is there":
        store.mkdir(parents=True)
        store.chmod(0o777)
    talk = ["--plain", "--keep", "mine", "--transcript", "talk.md", f"--corpus={watched.corpus}"]
    done = watched.run(*talk, typed="What causes gout?\n/export more.txt\n/quit\n", umask=0)
    assert done.returncode == 0, done.stderr
    made = [store, *store.iterdir(), watched.work / "talk.md", watched.work / "more.txt"]
    made += [watched.data] if before == "nothing is there" else []
    assert len(made) >= 4
    assert open_to_others(*made) == {}


@LAX
@pytest.mark.usefixtures("_no_umask")
def test_the_cache_is_private_under_a_lax_umask(before: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache = tmp_path / "caches" / "citebot"
    monkeypatch.setenv("CITEBOT_CACHE", str(cache))
    if before != "nothing is there":
        for name in ("compiled", "libraries"):
            (cache / name).mkdir(parents=True)
    assert kept("lexicon", [b"a"], ("errors",), lambda: {"words": {"a": 1}})
    storage = Storage.of(tmp_path)
    assert storage
    made_in = storage.new()
    (made_in / "file").write_bytes(b"x")
    storage.put(made_in, "key")
    storage.note(Record("", "", "", ""))
    made = [*cache.rglob("*")]
    assert {"compiled", "libraries"} < {path.name for path in made}
    assert open_to_others(*made) == {}


def test_a_store_that_others_could_read_is_closed_to_them(tmp_path: Path) -> None:
    sessions = Sessions(tmp_path / "data")
    sessions.begin("mine", (), (), {})
    store = tmp_path / "data" / "conversations"
    store.chmod(0o755)
    (store / "conversations.sqlite3").chmod(0o644)
    assert [kept.name for kept in sessions.all()] == ["mine"]
    assert open_to_others(store, *store.iterdir()) == {}


def test_a_private_folder_is_made_with_those_above_it_and_one_that_is_there_is_tightened(tmp_path: Path) -> None:
    deep = tmp_path / "a" / "b" / "c"
    assert make_private(deep) is False
    assert open_to_others(deep, deep.parent, deep.parent.parent) == {}
    deep.chmod(0o755)
    assert make_private(deep) is False  # others could read in it, and not write
    deep.chmod(0o777)
    assert make_private(deep) is True
    assert open_to_others(deep) == {}
    assert make_private(deep) is False


def test_a_new_transcript_is_private_and_one_that_is_replaced_keeps_its_rights(tmp_path: Path) -> None:
    talk = tmp_path / "talk.md"
    write_whole(talk, b"one", private=True)
    assert stat.S_IMODE(talk.stat().st_mode) == 0o600
    talk.chmod(0o640)
    write_whole(talk, b"two", private=True)
    assert stat.S_IMODE(talk.stat().st_mode) == 0o640
