"""Tables are read back as they were written, and bytes that were touched are never read."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cache.tables import Damaged, InFile, InMemory, Keys, encoded

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


@given(CONTENT)
def test_every_entry_is_read_back_and_nothing_else(content: dict[str, dict[str, Any]]) -> None:
    kept = InFile(encoded(content, "key"), "key")
    for table, entries in content.items():
        assert dict(kept.items(table)) == entries
        assert all(kept.get(table, key) == value for key, value in entries.items())
        assert kept.get(table, "no such key at all") is None
    assert kept.get("no such table at all", "") is None
    assert list(kept.items("no such table at all")) == []


@given(st.data())
def test_a_flipped_byte_is_noticed(data: st.DataObject) -> None:
    written = bytearray(encoded(SAMPLE, "key"))
    place = data.draw(st.integers(0, len(written) - 1))
    written[place] ^= data.draw(st.integers(1, 255))
    with pytest.raises(Damaged):
        InFile(bytes(written), "key")


@given(st.data())
def test_a_file_that_was_cut_off_or_added_to_is_noticed(data: st.DataObject) -> None:
    written = encoded(SAMPLE, "key")
    cut = data.draw(st.integers(0, len(written) - 1))
    for touched in (written[:cut], written + written[cut:]):
        with pytest.raises(Damaged):
            InFile(touched, "key")


@given(st.binary(max_size=200))
def test_what_no_citebot_wrote_is_noticed(foreign: bytes) -> None:
    with pytest.raises(Damaged):
        InFile(foreign, "key")


def test_what_was_made_of_something_else_is_not_read() -> None:
    with pytest.raises(Damaged):
        InFile(encoded(SAMPLE, "of other sources"), "key")


@pytest.mark.parametrize("tables", [InMemory(SAMPLE), InFile(encoded(SAMPLE, "key"), "key")])
def test_the_keys_of_a_table_are_a_set(tables: InMemory | InFile) -> None:
    keys = Keys(tables, "stems")
    assert "running" in keys
    assert "walking" not in keys
    assert 3 not in keys
    assert set(keys) == SAMPLE["stems"].keys()
    assert len(keys) == 3
