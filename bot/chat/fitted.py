"""Content that is laid out anew for each width: tables in columns, and items with a hanging indent."""

from collections.abc import Callable, Sequence

from textual.content import Content
from textual.css.styles import RulesMap
from textual.selection import Selection
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions, Visual
from textual.widgets import Static

_GAP = 2
_NARROWEST = 8
_HEADER = "bold $foreground 75%"


class Fitted(Visual):
    """Content that a function builds for a given width, no line of it being longer than that."""

    def __init__(self, build: Callable[[int], Content]) -> None:
        """`build` takes a width above 0."""
        self._build = build
        self._built: tuple[int, Content] = (0, Content())

    def at(self, width: int) -> Content:
        """Returns the content for this width; the last one built is remembered."""
        if self._built[0] != width:
            self._built = (width, self._build(width))
        return self._built[1]

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:  # noqa: ARG002
        """Returns the width of the container: there is always a use for it."""
        return container_width

    def get_height(self, rules: RulesMap, width: int) -> int:
        """Returns the number of lines at this width."""
        return self.at(width).get_height(rules, width) if width > 0 else 0

    def render_strips(self, width: int, height: int | None, style: Style, options: RenderOptions) -> list[Strip]:
        """Renders the content that was built for this width."""
        return self.at(width).render_strips(width, height, style, options)


class FittedText(Static):
    """Shows fitted content, whose text can be selected with the mouse like any other."""

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """Returns the selected text as it stands on the screen."""
        visual = self.visual
        if isinstance(visual, Fitted):
            return selection.extract(visual.at(self.content_size.width).plain), "\n"
        return super().get_selection(selection)


def hanging(marker: str, text: Content) -> Fitted:
    """Returns a text whose further lines start below its first word, not below the marker."""
    indent = " " * len(marker)

    def build(width: int) -> Content:
        lines = text.wrap(max(_NARROWEST, width - len(marker)))
        return Content("\n").join(
            Content.assemble((marker, "$accent") if index == 0 else indent, line) for index, line in enumerate(lines)
        )

    return Fitted(build)


class Columns:
    """The columns of one table: their names, and how wide they want to be, so that all rows stand below each other."""

    def __init__(self, names: Sequence[Content], rows: Sequence[Sequence[Content]]) -> None:
        """Measures the names and all rows; a row may be shorter than the names."""
        self.names = tuple(names)
        cells = [list(column) for column in zip(names, *rows, strict=False)]
        self._wanted = [max(cell.cell_length for cell in column) for column in cells]
        self._least = [max(_longest_word(cell) for cell in column) for column in cells]

    def widths(self, width: int) -> list[int] | None:
        """Returns the width of each column, or None if they do not fit side by side."""
        room = width - _GAP * (len(self._wanted) - 1)
        if sum(self._wanted) <= room:
            return self._wanted
        spare = room - sum(self._least)
        if spare < 0 or not self._wanted:
            return None
        lacking = [wanted - least for wanted, least in zip(self._wanted, self._least, strict=True)]
        return [least + spare * lack // sum(lacking) for least, lack in zip(self._least, lacking, strict=True)]

    def header(self) -> Fitted:
        """Returns the names over a rule, or nothing where rows are shown as "Column: cell"."""

        def build(width: int) -> Content:
            if (widths := self.widths(width)) is None:
                return Content()
            rule = Content("─" * min(width, sum(widths) + _GAP * (len(widths) - 1))).stylize("$foreground 30%")
            return Content("\n").join([_side_by_side([name.stylize(_HEADER) for name in self.names], widths), rule])

        return Fitted(build)

    def row(self, cells: Sequence[Content]) -> Fitted:
        """Returns a row in its columns, or as "Column: cell" lines where there is no room for columns."""

        def build(width: int) -> Content:
            widths = self.widths(width)
            # Below each other, a row needs an empty line behind it to be told from the next.
            return labelled(self.names, cells) + "\n" if widths is None else _side_by_side(cells, widths)

        return Fitted(build)


def labelled(names: Sequence[Content], cells: Sequence[Content]) -> Content:
    """Returns a row as "Column: cell" lines."""
    pairs = [(names[index] if index < len(names) else Content(), cell) for index, cell in enumerate(cells)]
    return Content("\n").join(
        Content.assemble(name.stylize(_HEADER), (": ", _HEADER), cell) if name else cell for name, cell in pairs if cell
    )


def stacked(parts: Sequence[Visual]) -> Fitted:
    """Returns the parts one below the other; parts must be contents or fitted."""

    def build(width: int) -> Content:
        contents = [part.at(width) if isinstance(part, Fitted) else part for part in parts]
        return Content("\n").join(content for content in contents if isinstance(content, Content) and content)

    return Fitted(build)


def _side_by_side(cells: Sequence[Content], widths: Sequence[int]) -> Content:
    columns = [cell.wrap(width) for cell, width in zip(cells, widths, strict=False)]
    lines = []
    for number in range(max(map(len, columns), default=0)):
        pieces = [column[number] if number < len(column) else Content() for column in columns]
        padded = [
            piece.pad_right(max(0, width - piece.cell_length)) for piece, width in zip(pieces, widths, strict=False)
        ]
        lines.append(Content(" " * _GAP).join(padded).rstrip())
    return Content("\n").join(lines)


def _longest_word(cell: Content) -> int:
    return max((Content(word).cell_length for word in cell.plain.split()), default=0)
