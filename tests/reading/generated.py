"""Articles made up by hypothesis, written out in both source forms."""

from dataclasses import dataclass

from hypothesis import strategies as st

WORDS = "skin joint pain swelling fluid tissue vein tablet water cream rash fever nerve muscle".split()
NAMES = "Redness Swelling Warmth Stiffness Fatigue Itching Bruising Numbness Sweating Coughing".split()
COLUMNS = "Sign Place Course Remedy Outcome".split()
ASPECTS = ("Symptoms of Kumquatitis", "Types of Kumquatitis", "Causes of Kumquatitis", "Treatment of Kumquatitis")
TITLE = "Kumquatitis: Symptoms, Types, Causes and Treatment"


@dataclass(frozen=True)
class Sentence:
    """A sentence and what it cites at its end."""

    words: tuple[str, ...]
    numbers: tuple[int, ...]

    def plain(self, form: str, end: str = ".") -> str:
        text = " ".join(self.words)
        return f"{text[:1].upper()}{text[1:]}{mark(self.numbers, form)}{end}"


@dataclass(frozen=True)
class Prose:
    sentences: tuple[Sentence, ...]

    def lines(self, form: str) -> list[str]:
        return [" ".join(sentence.plain(form) for sentence in self.sentences), ""]


@dataclass(frozen=True)
class Bullets:
    lead_in: Sentence | None
    items: tuple[tuple[str, Sentence], ...]

    def lines(self, form: str) -> list[str]:
        bullet = "- " if form == "markdown" else "  • "
        items = [f"{bullet}{label}{': ' if label else ''}{item.plain(form)}" for label, item in self.items]
        return [*([self.lead_in.plain("none", ":"), ""] if self.lead_in else []), *items, ""]


@dataclass(frozen=True)
class Grid:
    """A table whose cells start with a capital and go on in small letters."""

    number: int
    rows: tuple[tuple[tuple[str, ...], tuple[int, ...]], ...]

    def lines(self, form: str) -> list[str]:
        width = len(self.rows[0][0])
        names = [*COLUMNS[:width], "Source(s)"]
        rows = [[*cells, mark(numbers, form).strip() or "-"] for cells, numbers in self.rows]
        if form == "web":
            return [" ".join(names), *(" ".join(row) for row in rows), f"Table {self.number}: Overview", ""]
        table = [" | ".join(row) for row in ([*names], ["---"] * (width + 1), *rows)]
        return [*(f"| {line} |" for line in table), "", f"Table {self.number}: Overview", ""]


Block = Prose | Bullets | Grid


@dataclass(frozen=True)
class Made:
    """An article: its introduction, then headings with their levels and blocks."""

    intro: Prose
    sections: tuple[tuple[str, int, tuple[Block, ...]], ...]

    def written(self, form: str) -> str:
        mark_ = {1: "# ", 2: "## ", 3: "### "} if form == "markdown" else dict.fromkeys((1, 2, 3), "")
        lines = [mark_[1] + TITLE, "", *self.intro.lines(form)]
        for heading, level, blocks in self.sections:
            lines += [mark_[level] + heading, ""]
            for block in blocks:
                lines += block.lines(form)
        return "\n".join(lines)


def mark(numbers: tuple[int, ...], form: str) -> str:
    """Returns a citation as each form writes it."""
    if not numbers or form == "none":
        return ""
    return f" [{', '.join(map(str, numbers))}]" if form == "markdown" else f" {' '.join(map(str, numbers))}"


words = st.lists(st.sampled_from(WORDS), min_size=3, max_size=8).map(tuple)
numbers = st.lists(st.integers(1, 30), max_size=4, unique=True).map(lambda found: tuple(sorted(found)))
sentences = st.builds(Sentence, words, numbers)
prose = st.builds(Prose, st.lists(sentences, min_size=1, max_size=3).map(tuple))
items = st.tuples(st.sampled_from(["", "Cold Packs", "Rest & Sleep"]), sentences)
bullets = st.builds(Bullets, st.none() | sentences, st.lists(items, min_size=1, max_size=4).map(tuple))


@st.composite
def grids(draw: st.DrawFn) -> Grid:
    width = draw(st.integers(2, 5))
    cell = st.lists(st.sampled_from(WORDS), min_size=2, max_size=4).map(lambda found: " ".join(found).capitalize())
    row = st.tuples(st.tuples(st.sampled_from(NAMES).map(lambda name: f"{name} rash"), *[cell] * (width - 1)), numbers)
    return Grid(draw(st.integers(1, 9)), tuple(draw(st.lists(row, min_size=2, max_size=4))))


@st.composite
def articles(draw: st.DrawFn) -> Made:
    sections: list[tuple[str, int, tuple[Block, ...]]] = []
    for aspect in draw(st.lists(st.sampled_from(ASPECTS), min_size=1, max_size=4, unique=True)):
        table = draw(st.none() | grids())
        sections.append((aspect, 2, (draw(prose), *([table] if table else []))))
        for name in draw(st.lists(st.sampled_from(NAMES), max_size=3, unique=True)):
            body = draw(st.lists(st.tuples(prose, st.none() | bullets), min_size=1, max_size=2))
            blocks = tuple(block for pair in body for block in pair if block)
            sections.append((f"{name} and Its Course", 3, blocks))
    return Made(draw(prose), tuple(sections))
