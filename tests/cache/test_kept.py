"""The cache folder: private, written whole, made anew where anything is wrong, and never in the way."""

import os
import stat
import time
from pathlib import Path
from typing import Any

import platformdirs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.cache import kept as keeping
from bot.cache import known, rules
from bot.cache.kept import kept, remembered
from bot.cache.tables import InMemory, Mending, encoded
from bot.errors import Unreadable

CONTENT: dict[str, dict[str, Any]] = {"words": {"lump": ["nodule"], "drip": ["infusion"]}}
ROOMS = ("errors",)


class Maker:
    """Makes the content, and counts how often."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self) -> dict[str, dict[str, Any]]:
        self.times += 1
        return CONTENT


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CITEBOT_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache" / "compiled"


@pytest.fixture
def maker() -> Maker:
    return Maker()


def only_file(place: Path) -> Path:
    (path,) = place.glob("*.cache")
    return path


def test_what_was_made_once_is_looked_up_afterwards(place: Path, maker: Maker) -> None:
    first, second = (remembered("lexicon", [b"a"], ROOMS, maker) for _ in range(2))
    assert maker.times == 1
    assert isinstance(first, InMemory)
    assert isinstance(second, Mending)
    assert dict(first.items("words")) == dict(second.items("words")) == CONTENT["words"]
    assert only_file(place).name.startswith("lexicon-")


def test_the_folder_and_its_files_are_their_users_own(place: Path, maker: Maker) -> None:
    remembered("lexicon", [b"a"], ROOMS, maker)
    assert stat.S_IMODE(place.stat().st_mode) == 0o700
    assert [stat.S_IMODE(path.stat().st_mode) for path in place.iterdir()] == [0o600, 0o600]


def test_other_sources_and_other_rules_are_made_anew(
    place: Path, maker: Maker, monkeypatch: pytest.MonkeyPatch
) -> None:
    remembered("lexicon", [b"a", b"b"], ROOMS, maker)
    remembered("lexicon", [b"ab"], ROOMS, maker)
    assert maker.times == 2
    assert len(list(place.glob("*.cache"))) == 2
    for record in place.glob("*.known"):
        record.unlink()
    monkeypatch.setattr(keeping, "version", lambda *_: "f" * 64)
    remembered("lexicon", [b"ab"], ROOMS, maker)
    assert maker.times == 3
    assert only_file(place).name.startswith(f"lexicon-{'f' * 12}-")


def test_only_the_newest_files_of_a_name_stay(place: Path, maker: Maker) -> None:
    for number in range(12):
        remembered("library", [str(number).encode()], ROOMS, maker)
    remembered("lexicon", [b""], ROOMS, maker)
    assert len(list(place.glob("library-*.cache"))) == 8
    assert len(list(place.glob("library-*.known"))) <= 9
    assert len(list(place.glob("lexicon-*.cache"))) == 1


def test_what_a_broken_off_writer_left_is_removed_in_time(place: Path, maker: Maker) -> None:
    place.mkdir(mode=0o700, parents=True)
    old, new = place / ".library-1.tmp", place / ".library-2.tmp"
    old.touch()
    new.touch()
    os.utime(old, (1_000_000, 1_000_000))
    remembered("lexicon", [b"a"], ROOMS, maker)
    assert not old.exists()
    assert new.exists()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.data())
def test_a_touched_file_is_made_anew_and_mended(place: Path, data: st.DataObject) -> None:
    maker = Maker()
    remembered("lexicon", [b"a"], ROOMS, maker)
    maker.times = 0
    path = only_file(place)
    whole = path.read_bytes()
    touched = bytearray(whole)
    at = data.draw(st.integers(0, len(whole) - 1))
    touched[at] ^= data.draw(st.integers(1, 255))
    damaged = data.draw(st.sampled_from([bytes(touched), whole[:at], b"", whole + b"x", os.urandom(50)]))
    path.write_bytes(damaged)
    assert dict(remembered("lexicon", [b"a"], ROOMS, maker).items("words")) == CONTENT["words"]
    assert maker.times == 1
    assert path.read_bytes() == whole


def test_a_file_that_was_put_in_the_place_of_another_is_not_believed(place: Path, maker: Maker) -> None:
    remembered("lexicon", [b"a"], ROOMS, maker)
    first = only_file(place)
    remembered("lexicon", [b"b"], ROOMS, lambda: {"words": {"other": 1}})
    (second,) = set(place.glob("*.cache")) - {first}
    second.write_bytes(first.read_bytes())
    found = remembered("lexicon", [b"b"], ROOMS, lambda: {"words": {"other": 1}})
    assert dict(found.items("words")) == {"other": 1}


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "source"
    path.write_bytes(b"old")
    os.utime(path, (1_000_000, 1_000_000))
    return path


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> None:
    """The files of a test were made long ago."""
    monkeypatch.setattr(known, "now", lambda: time.time_ns() + 10**10)


@pytest.mark.usefixtures("later")
def test_files_that_were_not_touched_are_not_read_again(
    place: Path, maker: Maker, source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    remembered("lexicon", [source, b"name"], ROOMS, maker)
    with monkeypatch.context() as patch:
        patch.setattr(keeping, "version", pytest.fail)
        assert dict(remembered("lexicon", [source, b"name"], ROOMS, maker).items("words")) == CONTENT["words"]
    (record,) = place.glob("*.known")
    record.write_bytes(record.read_bytes().replace(b"lexicon", b"Lexicon"))
    remembered("lexicon", [source, b"name"], ROOMS, maker)
    assert maker.times == 1


@pytest.mark.usefixtures("later")
@pytest.mark.parametrize("touch", ["longer", "as long", "as old", "gone"])
def test_a_file_that_was_touched_is_read_again(touch: str, place: Path, source: Path) -> None:
    def made() -> dict[str, dict[str, Any]]:
        return {"words": {"text": source.read_text(encoding="utf-8")}}

    remembered("lexicon", [source], ROOMS, made)
    source.unlink()
    if touch == "gone":
        with pytest.raises(OSError, match="No such file"):
            remembered("lexicon", [source], ROOMS, made)
        return
    source.write_bytes(b"newer" if touch == "longer" else b"new")
    if touch == "as old":
        os.utime(source, (1_000_000, 1_000_000))
    assert remembered("lexicon", [source], ROOMS, made).get("words", "text") == source.read_text(encoding="utf-8")
    assert place.is_dir()


def test_a_file_that_was_touched_just_now_may_be_touched_again(place: Path, source: Path) -> None:
    source.write_bytes(b"new")
    remembered("lexicon", [source], ROOMS, lambda: {"words": {"text": 1}})
    assert not list(place.glob("*.known"))


def test_what_came_with_the_package_is_not_made(
    tmp_path: Path, maker: Maker, source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CITEBOT_CACHE", str(tmp_path / "build"))
    with monkeypatch.context() as building:
        building.setattr(keeping, "version", rules.shipped)
        remembered("lexicon", [source], ROOMS, Maker())
    monkeypatch.setattr(keeping, "PREPARED", tmp_path / "build" / "compiled")
    for folder in ("", str(tmp_path / "cache")):
        monkeypatch.setenv("CITEBOT_CACHE", folder)
        assert dict(remembered("lexicon", [source], ROOMS, maker).items("words")) == CONTENT["words"]
    assert maker.times == 0
    source.write_bytes(b"new")
    remembered("lexicon", [source], ROOMS, maker)
    assert maker.times == 1


def test_what_came_with_the_package_is_mended_in_the_cache(
    place: Path, tmp_path: Path, maker: Maker, monkeypatch: pytest.MonkeyPatch
) -> None:
    shipped = rules.shipped(ROOMS)
    file = tmp_path / "prepared" / keeping._file_name("lexicon", shipped, keeping._key(shipped, [b"a"]))
    file.parent.mkdir()
    file.write_bytes(encoded(CONTENT, keeping._key(shipped, [b"a"]))[:-1] + b" ")
    monkeypatch.setattr(keeping, "PREPARED", file.parent)
    assert remembered("lexicon", [b"a"], ROOMS, maker).get("words", "lump") == ["nodule"]
    assert maker.times == 1
    assert only_file(place).name != file.name
    assert remembered("lexicon", [b"a"], ROOMS, maker).get("words", "lump") == ["nodule"]
    assert len(list(file.parent.iterdir())) == 1


@pytest.mark.parametrize("counting", ["Stemmer", "click"])
def test_what_came_with_the_package_depends_on_its_sources_the_stemmer_and_the_parser_alone(
    counting: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    version, shipped = rules.version.__wrapped__, rules.shipped.__wrapped__
    monkeypatch.setattr(rules, "shipped", shipped)

    def now() -> tuple[str, str, str]:
        return version(ROOMS, (counting, "yaml")), shipped(ROOMS, (counting, "yaml")), shipped(ROOMS, (counting,))

    here = now()
    assert here[1] == here[2]
    monkeypatch.setattr("unicodedata.unidata_version", "99.0")
    there = now()
    assert (there[0] != here[0], there[1:]) == (True, here[1:])
    monkeypatch.setitem(rules._RELEASES, counting, "pip-")  # the name of another release
    assert now()[2] != here[2]


@pytest.mark.usefixtures("later")
def test_articles_that_changed_in_use_are_not_mixed(place: Path, maker: Maker, source: Path) -> None:
    remembered("lexicon", [source], ROOMS, maker)
    tables = remembered("lexicon", [source], ROOMS, maker)
    only_file(place).unlink()
    source.write_bytes(b"new")
    with pytest.raises(Unreadable, match="changed meanwhile"):
        tables.get("words", "lump")


def test_files_that_others_may_have_written_are_made_anew(place: Path, maker: Maker) -> None:
    remembered("lexicon", [b"a"], ROOMS, maker)
    place.chmod(0o777)
    remembered("lexicon", [b"a"], ROOMS, maker)
    assert maker.times == 2
    assert stat.S_IMODE(place.stat().st_mode) == 0o700


def test_a_folder_that_others_may_read_is_closed_to_them_and_goes_on_being_used(place: Path, maker: Maker) -> None:
    remembered("lexicon", [b"a"], ROOMS, maker)
    place.chmod(0o755)
    remembered("lexicon", [b"a"], ROOMS, maker)
    assert maker.times == 1
    assert stat.S_IMODE(place.stat().st_mode) == 0o700


@pytest.mark.parametrize("wrong", ["a file is there", "no place for a folder", "switched off", "nothing to hash"])
def test_without_a_cache_all_is_made_in_memory(
    wrong: str, place: Path, maker: Maker, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    rooms = ROOMS
    if wrong == "a file is there":
        place.parent.mkdir()
        place.touch()
    elif wrong == "no place for a folder":
        monkeypatch.setenv("CITEBOT_CACHE", "/dev/null/cache")
    elif wrong == "switched off":
        monkeypatch.setenv("CITEBOT_CACHE", "")
    else:
        rooms = ("no such room",)
    assert kept("lexicon", [b"a"], rooms, maker) is None
    assert maker.times == 0
    assert dict(remembered("lexicon", [b"a"], rooms, maker).items("words")) == CONTENT["words"]
    assert capfd.readouterr() == ("", "")


def test_a_full_disk_is_survived(place: Path, maker: Maker, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    assert dict(remembered("lexicon", [b"a"], ROOMS, maker).items("words")) == CONTENT["words"]
    assert list(place.iterdir()) == []


def test_a_folder_that_may_not_be_written_to_is_survived(
    place: Path, maker: Maker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)
    assert dict(remembered("lexicon", [b"a"], ROOMS, maker).items("words")) == CONTENT["words"]
    assert list(place.iterdir()) == []


def test_what_is_wrong_with_the_sources_is_said_and_not_kept(place: Path) -> None:
    def broken() -> dict[str, dict[str, Any]]:
        raise ValueError("line 3")

    with pytest.raises(ValueError, match="line 3"):
        remembered("lexicon", [b"a"], ROOMS, broken)
    assert list(place.iterdir()) == []


@pytest.mark.parametrize(
    "variables", [{}, {"XDG_CACHE_HOME": "/somewhere"}, {"XDG_CACHE_HOME": " "}, {"HOME": "/home/x"}]
)
def test_the_cache_stands_where_platformdirs_says(variables: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert keeping.user_cache() == platformdirs.user_cache_dir("citebot", appauthor=False)
