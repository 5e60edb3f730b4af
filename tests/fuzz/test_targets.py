"""Every target over its kept inputs, and over some that hypothesis makes: what a fuzzer is run with, without it."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fuzz.targets import TARGETS, seeds

_MARKS = "aB1 .,;:|-#*[]^()<>\n\t`•&\\_~=\"'\x1b\x00?!é漢\u202e"
_SLOW = ("question", "jsonl", "page", "shelf", "faq-xlsx")  # whose hypothesis run is short
KEPT = [(name, path) for name in TARGETS for path in seeds(name)]


@pytest.mark.parametrize(("name", "path"), KEPT, ids=lambda value: getattr(value, "name", value))
def test_a_kept_input_holds(name: str, path: Path) -> None:
    TARGETS[name].check(path.read_bytes())


def test_every_target_has_kept_inputs_and_a_sentence() -> None:
    for name, target in TARGETS.items():
        assert seeds(name)
        assert target.about


def inputs() -> st.SearchStrategy[bytes]:
    """Bytes, and texts of the characters that mean something."""
    return st.binary(max_size=60) | st.text(st.sampled_from(_MARKS), max_size=60).map(str.encode)


@pytest.mark.parametrize("name", TARGETS)
def test_any_bytes_hold(name: str) -> None:
    check = TARGETS[name].check

    @settings(max_examples=8 if name in _SLOW else 30, suppress_health_check=[HealthCheck.too_slow], database=None)
    @given(inputs())
    def holds(data: bytes) -> None:
        check(data)

    holds()


@pytest.mark.parametrize("name", [name for name in TARGETS if name not in _SLOW])
def test_a_kept_input_with_changes_holds(name: str) -> None:
    from tests.fuzz.kept import changed

    check, whole = TARGETS[name].check, seeds(name)[0].read_bytes()

    @settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow], database=None)
    @given(st.binary(min_size=6, max_size=24))
    def holds(changes: bytes) -> None:
        check(changed(whole, changes))

    holds()
