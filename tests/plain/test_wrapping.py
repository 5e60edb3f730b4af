"""Lines broken between words, for a terminal."""

import io

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from bot.plain.wrapping import width_of, wrapped


@given(st.text("ab 世é\u0301\n", max_size=80), st.integers(20, 40))
def test_no_line_of_short_words_is_wider_and_no_character_is_lost(text: str, width: int) -> None:
    shown = wrapped(text, width)
    assert "".join(shown.split()) == "".join(text.split())
    assert all(cell_len(line) <= width or " " not in line.strip() for line in shown.split("\n"))


def test_the_mark_of_a_line_stands_before_each_part_of_it() -> None:
    text = f"> {'tea ' * 10}end\n  {'milk ' * 10}end\n- {'cup ' * 10}end"
    lines = wrapped(text, 20).split("\n")
    assert [line[:2] for line in lines if "tea" in line] == ["> "] * 3
    assert [line[:2] for line in lines if "milk" in line] == ["  "] * 4
    assert [line[:2] for line in lines if "cup" in line] == ["- ", "cu", "cu"]


def test_a_long_word_stays_whole() -> None:
    address = "https://example.org/" + "a" * 60
    assert wrapped(f"see {address} there", 30) == f"see\n{address}\nthere"


def test_nothing_is_broken_for_a_pipe_or_what_only_looks_like_a_terminal() -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    assert width_of(io.StringIO()) is None
    assert width_of(Terminal()) is None
