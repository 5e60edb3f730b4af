"""One place decides what may be shown and prints it; no other prints."""

import ast
import io
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reading.characters import clean
from bot.showing import json_text, one_line, printable, put, shown_path
from tests.showing.material import RAW, SURROGATE, raw

PACKAGE = Path(__file__).parent.parent.parent / "bot"
ANY = st.text(st.one_of(st.characters(exclude_categories=()), st.sampled_from(sorted(set(RAW + SURROGATE)))))


class Terminal(io.TextIOWrapper):
    """A terminal with an encoding of its own, and what was written to it."""

    def __init__(self, encoding: str) -> None:
        self.written = io.BytesIO()
        super().__init__(self.written, encoding=encoding)

    def isatty(self) -> bool:
        return True


@given(ANY)
def test_what_is_shown_steers_nothing_and_is_as_long_as_before(text: str) -> None:
    said = printable(text)
    assert not raw(said)
    assert len(said) == len(text)
    assert [place for place, char in enumerate(said) if char == "\n"] == [
        place for place, char in enumerate(text) if char == "\n"
    ]
    assert printable(said) == said
    said.encode()


@given(st.text(st.characters(categories=("L", "M", "N", "P", "S", "Zs"))))
def test_what_steers_nothing_is_shown_as_it_is(text: str) -> None:
    assert printable(text) == text


@pytest.mark.parametrize(
    "text", ["می\u200cخواهم", "👩\u200d🔬", "שלום\u200f!", "soft\u00adhyphen", "10\u00a0mg", "e\u0301"]
)
def test_what_writing_needs_is_shown_as_it_is(text: str) -> None:
    assert printable(text) == text


@given(ANY)
def test_one_line_is_one_line(text: str) -> None:
    said = one_line(text)
    assert len(said.splitlines()) <= 1
    assert not raw(said)
    assert shown_path(Path(f"a{text}".replace("\0", "0"))) == one_line(f"a{text}".replace("\0", "0")) or "/" in text


@given(ANY)
def test_an_article_holds_nothing_that_is_not_shown(text: str) -> None:
    said = clean(text)
    assert printable(said) == said.replace("\t", " ")


@given(st.recursive(ANY | st.none() | st.integers(), lambda inner: st.lists(inner) | st.dictionaries(ANY, inner)))
def test_json_holds_every_text_and_shows_nothing_raw(value: object) -> None:
    for text in (json_text(value), json_text(value, indent=1)):
        assert json.loads(text) == json.loads(json.dumps(value))  # two lone surrogates can make one character
        assert not raw(text)
        text.encode()


@pytest.mark.parametrize("number", [float("nan"), float("inf"), float("-inf")])
def test_a_number_that_json_lacks_is_refused(number: float) -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        json_text({"a": [number]})


@given(ANY, st.sampled_from(["utf-8", "latin-1", "ascii", "cp437"]), st.booleans())
def test_what_is_printed_steers_no_terminal_whatever_its_encoding(text: str, encoding: str, coloured: bool) -> None:
    terminal = Terminal(encoding)
    put(f"\x1b[1;31m{text}\x1b[0m\x1b[2J", terminal, coloured=coloured)
    written = terminal.written.getvalue().decode(encoding)
    colours = ("\x1b[1;31m", "\x1b[0m") if coloured else ()
    for colour in colours:
        assert colour in written
        written = written.replace(colour, "")
    assert not raw(written, "\t")


def test_tabs_part_columns_on_the_way_out() -> None:
    out = io.StringIO()
    put("a\tb\x1b\tc\n", out)
    assert out.getvalue() == "a\tb�\tc\n"


def _prints(node: ast.AST) -> bool:
    """Tells whether a call writes to the terminal by itself."""
    if not isinstance(node, ast.Call):
        return False
    called = ast.unparse(node.func)
    ways = ("print", "click.echo", "click.secho", "pprint", "print_exc", "print_exception", "Console", "warnings.warn")
    streams = ("stdout", "stderr", "stdout.buffer", "stderr.buffer", "__stdout__", "__stderr__")
    return called in ways or any(
        called.endswith(f"{stream}.{verb}") for stream in streams for verb in ("write", "writelines")
    )


# Rich draws a progress bar of the program's own words, and writes the report's tables into a text.
DRAWING = {"waiting.py", "coverage/command.py", "coverage/reports/console.py"}


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_nothing_prints_but_the_one_place(path: Path) -> None:
    found = [ast.unparse(node) for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if _prints(node)]
    name = path.relative_to(PACKAGE).as_posix()
    if name in DRAWING:
        found = [one for one in found if not one.startswith("Console(")]
    assert name == "showing.py" or not found
