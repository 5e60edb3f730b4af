"""The texts of the traps: pieces that are repeated, and shapes that grow."""

from collections.abc import Callable, Iterator

Make = Callable[[int], str]


def repeated(piece: str, start: str = "", end: str = "") -> Make:
    """Returns what makes a text of a piece, again and again, between two others."""
    return lambda size: start + piece * (size // len(piece)) + end


def _numbered(line: str, start: str = "", times: int = 1) -> Make:
    """Returns what makes lines with a number in each, after a start."""
    return lambda size: start + "".join(line.format(n=n) for n in range(1, size // (len(line) + 2))) * times


def _nested(opening: str, inner: str = "x", indent: str = " ") -> Make:
    """Returns what makes lines, each one deeper than the one before it; their number is the root of the size."""
    return lambda size: "\n".join(indent * depth + opening + inner for depth in range(int(size**0.5) + 1))


def _wide(size: int) -> str:
    return "\n".join("|" + cell * (size // 12) for cell in ("a|", "-|", "b|", "c|"))


def _flattened(size: int) -> str:
    return "Name " * (size // 20) + "Source(s)\n" + ("Cell " * (size // 20) + "1 2\n") * 3 + "Table 1: W"


_PIECES = (
    *" 1[](){}<>,|*#\"'.`~-_=+!?:;&\\/\n\tax%$^@•“”…é\u0301",
    *("1 ", ", ", "| ", "* ", "# ", '" ', "' ", ". ", "- ", "? ", "> ", "[]", "()", "[(", "](", "[1]", "[1,", "[1 "),
    *("1,", "1.", "a.", "a ", "a b. ", "x ray ", "t-cell's ", "not ", "and ", "why ", "*a", "**a", "_a*b", "`a", "<a"),
    *("<a ", "<!--", "&#", "&amp;", "![", "[^", "[^a]", "\\[", "\\\n", "red [2, 7]. ", "red 2 7. ", "5 mg "),
    *("2 in 10 ", "\x1b[", "\x1b]", "a\n", "# a\n", "a\n\n", "Some Heading\n\nText. \n\n", "• a\n", "- a\n", "1. a\n"),
    *("> a\n", "| a | b |\n", "a | b\n", "a\tb\n", "a  b\n", "[a]: b\n", "[^a]: b\n", "```\n", "~~~", "<b>", "</b>"),
    *("<div>\n", "Table 1: A\n", "Q: a\n", "A: b\n", "a?\n", 'a,"b\n', '"a""', '","', '{"a":', "[[", "a' ", "naïve "),
    *('{"question": "a"}\n', "---\n", "===\n", "skin-", "skin_", "skin'", "a@b.c ", "http://a.b ", "(see 2) "),
    *("... ", "?! ", "e.g. ", "Dr. "),
)
_SHAPES: dict[str, Make] = {
    "nested list": _nested("- "),
    "nested numbers": _nested("1. ", indent="   "),
    "nested bullets": _nested("• ", "a:", "  "),
    "nested quotes": repeated("> ", "", "x"),
    "deeper quotes": lambda size: "\n".join("> " * depth + "x" for depth in range(int(size**0.5) + 1)),
    "a table in a list": repeated("- a\n\n  | a | b |\n  |---|---|\n  | c | d |\n\n"),
    "a wide table": _wide,
    "a long table": repeated("| c | d |\n", "| a | b |\n|---|---|\n"),
    "a flattened table": repeated("Cell Other 1 2\n", "Name Use Source(s)\n", "Table 1: W\n"),
    "a wide flattened table": _flattened,
    "a spaced table": repeated("Name   Use   What\n"),
    "a barred table": repeated("Name | Use | 2 7\n"),
    "sources": _numbered("{n}. Smith J.\n", "# A\n\nText.\n\n## Sources\n\n"),
    "many notes": _numbered("a[^{n}]\n\n[^{n}]: b\n\n"),
    "many headings": _numbered("# Heading {n}\n\n"),
    "other headings": _numbered("Some Heading {n}\n\nText of it.\n\n"),
    "contents": _numbered("H{n}\n", "T\n\nContents\n\n", 2),
    "front matter": repeated("title: a\n", "---\n", "---\na"),
    "open front matter": repeated("[", "---\n", "\n---\na"),
    "flow front matter": repeated("[a, ", "---\ntitle: ", "\n---\na"),
    "aliases": repeated("&a *a ", "---\n", "\n---\na"),
    "lead-ins": repeated("- a:\n  - b\n", "Avoid:\n\n"),
    "many citations": repeated("red [2, 7] 3 4. ", "", "end"),
    "words": _numbered("word{n} "),
    "long digits": repeated("9", "in ", " mg"),
    "closing marks": repeated(")", "Skin 1", "x"),
    "closing quotes": repeated("”", "Skin 1", "x"),
    "one quotation mark": repeated("a, ", '"'),
    "csv": repeated("a,b,c?\n"),
    "csv with a header": repeated("a b?,1,c\n", "question,id,expected\n"),
    "csv open quotes": repeated('"a,b\n'),
    "wide csv": repeated("a,", "question,", "\na\n"),
    "variants": _numbered("a {n}?,row-{n}\n", "question,variant of\n"),
    "same id": _numbered("a {n}?,x\n", "question,id\n"),
    "json array": repeated('"a?", ', "[", '"b"]'),
    "questions": repeated("What is it, and why?\n"),
    "transcript": repeated("### 1.1 A\nFrom a, line 1:\n> b\n", "# Citebot transcript\n"),
    "text transcript": repeated("> b\n", "Citebot transcript\n"),
}


def texts() -> Iterator[tuple[str, Make]]:
    """Yields every text by name; around a piece stand words and a number, so that a reader has a reason to look."""
    for piece in _PIECES:
        yield f"{piece!a}", repeated(piece, "The skin 1 ", " x 2.")
        if not piece.endswith(("\n", " ")):
            yield f"{piece!a} in a word", repeated(piece, "skin1", "x")
    yield from _SHAPES.items()
