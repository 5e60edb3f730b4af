"""Tables are read back as they were written, and bytes that were touched are never read."""

import zlib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.cache.tables import Damaged, InFile, InMemory, Keys, Mending, Tables, encoded

TEXT = st.text(max_size=12)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=6,
)
CONTENT = st.dictionaries(TEXT, st.dictionaries(TEXT, VALUES, max_size=60), max_size=3)
SAMPLE: dict[str, dict[str, Any]] = {
    "counts": {f"word{number}": number for number in range(200)},
    "stems": {"running": "run", "naïve": "naiv", "\ud800": "lone"},
    "empty": {},
}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "tables"


def in_file(file: Path, data: bytes, key: str = "key") -> InFile:
    file.write_bytes(data)
    return InFile(file, key)


def read_all(tables: Tables) -> None:
    for table in SAMPLE:
        list(tables.items(table))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(CONTENT)
def test_every_entry_is_read_back_and_nothing_else(file: Path, content: dict[str, dict[str, Any]]) -> None:
    kept = in_file(file, encoded(content, "key"))
    for table, entries in content.items():
        assert dict(kept.items(table)) == entries
        assert all(kept.get(table, key) == value for key, value in entries.items())
        assert kept.get(table, "no such key at all") is None
    assert kept.get("no such table at all", "") is None
    assert list(kept.items("no such table at all")) == []


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_a_flipped_byte_is_noticed(file: Path, data: st.DataObject) -> None:
    written = bytearray(encoded(SAMPLE, "key"))
    place = data.draw(st.integers(0, len(written) - 1))
    written[place] ^= data.draw(st.integers(1, 255))
    with pytest.raises(Damaged):
        read_all(in_file(file, bytes(written)))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_a_file_that_was_cut_off_or_added_to_is_noticed(file: Path, data: st.DataObject) -> None:
    written = encoded(SAMPLE, "key")
    cut = data.draw(st.integers(0, len(written) - 1))
    for touched in (written[:cut], written + written[cut:]):
        with pytest.raises(Damaged):
            in_file(file, touched)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=200))
def test_what_no_citebot_wrote_is_noticed(file: Path, foreign: bytes) -> None:
    with pytest.raises(Damaged):
        in_file(file, foreign)


@pytest.mark.parametrize(
    ("said", "ends"),
    [
        ('{"key":"key","tables":{"stems":2}}', (2, 2**63, 4)),  # more pieces than the table has
        ('{"key":"key","tables":{"stems":2}}', (2**63, 4)),
        ('{"key":"key","tables":{"stems":2}}', (5, 4)),
        ('{"key":"key","tables":{"stems":-1,"counts":3}}', (2, 4)),
        ('{"key":"key","tables":{"stems":99999999999999999999}}', (2, 4)),
        ('{"key":"key","tables":["stems"]}', (2, 4)),
        ('{"key":"key"}', (2, 4)),
        ("", ()),
    ],
)
def test_a_file_that_says_what_cannot_be_is_damaged(file: Path, said: str, ends: tuple[int, ...]) -> None:
    body = b"{}{}"
    places = [end.to_bytes(8, "little") + zlib.crc32(b"{}").to_bytes(4, "little") for end in ends]
    head = said.encode() + b"\n" + b"".join(places)
    first = b"citebot-cache 3 %08x %08x\n" % (zlib.crc32(head), len(head))
    with pytest.raises(Damaged):
        read_all(in_file(file, first + head + body))


def test_what_was_made_of_something_else_is_not_read(file: Path) -> None:
    with pytest.raises(Damaged):
        in_file(file, encoded(SAMPLE, "of other sources"))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_what_is_damaged_while_it_is_used_is_made_again_once(file: Path, data: st.DataObject) -> None:
    written, times = bytearray(encoded(SAMPLE, "key")), []

    def again() -> Tables:
        times.append(1)
        return InMemory(SAMPLE)

    tables = Mending(in_file(file, bytes(written)), again)
    place = data.draw(st.integers(0, len(written) - 1))
    written[place] ^= data.draw(st.integers(1, 255))
    if data.draw(st.booleans()):
        file.write_bytes(written)
    else:
        file.unlink()
    for table, entries in SAMPLE.items():
        assert all(tables.get(table, key) == value for key, value in entries.items())
        assert dict(tables.items(table)) == entries
    assert len(times) <= 1


def test_a_key_is_found_where_it_stands_and_not_inside_a_value(file: Path) -> None:
    content = {"words": {"outer": {"inner": 1, '\n"bait":': 2}, '"quoted"': [3], "a:b\n": '\n"other":4'}}
    tables = in_file(file, encoded(content, "key"))
    assert [tables.get("words", key) for key in content["words"]] == list(content["words"].values())
    assert [tables.get("words", key) for key in ("inner", "bait", "quoted", "other", "oute", "")] == [None] * 6


def test_what_was_read_as_a_whole_is_not_decoded_again(file: Path) -> None:
    tables = in_file(file, encoded(SAMPLE, "key"))
    for table, entries in SAMPLE.items():
        whole = dict(tables.items(table))
        assert all(tables.get(table, key) is whole[key] for key in entries)


@pytest.mark.parametrize("form", ["in memory", "in a file"])
def test_the_keys_of_a_table_are_a_set(form: str, file: Path) -> None:
    tables: Tables = InMemory(SAMPLE) if form == "in memory" else in_file(file, encoded(SAMPLE, "key"))
    keys = Keys(tables, "stems")
    assert "running" in keys
    assert "walking" not in keys
    assert 3 not in keys
    assert set(keys) == SAMPLE["stems"].keys()
    assert len(keys) == 3


def test_what_makes_tables_again_may_ask_them_and_is_told_that_they_hold_nothing(file: Path) -> None:
    """As the stems of words are looked up in the tables that stems are put into."""
    file.write_bytes(encoded({"stems": {"crystals": "crystal"}}, "key"))

    def again() -> Tables:
        return InMemory({"stems": {"crystals": tables.get("stems", "crystals") or "made"}}, "key")

    tables = Mending(InFile(file, "key"), again)
    file.unlink()
    assert tables.get("stems", "crystals") == "made"
    assert tables.get("stems", "crystals") == "made"
