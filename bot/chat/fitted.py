"""Content that is laid out anew for each width: tables in columns, and items with a hanging indent."""

from collections.abc import Callable, Sequence
from functools import cache
from itertools import zip_longest
from typing import Self

from rich.cells import cell_len
from rich.segment import Segment
from textual.color import Color
from textual.content import Content
from textual.css.styles import RulesMap
from textual.filter import LineFilter
from textual.geometry import Region
from textual.selection import Selection
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions, Visual, VisualType
from textual.widget import Widget
from textual.widgets import Static

from bot.chat.wrapping import wrapped

GAP = 2
_NARROWEST = 8
_HEADER = "bold $foreground 75%"


class Fitted(Visual):
    """Lines that a function builds for a given width, none of them being longer than that."""

    def __init__(self, build: Callable[[int], list[Content]]) -> None:
        """`build` takes a width above 0."""
        self._build = build
        self._built: tuple[int, list[Content]] = (0, [])

    def lines(self, width: int) -> list[Content]:
        """Returns the lines for this width; the last ones built are remembered."""
        if self._built[0] != width:
            self._built = (width, self._build(width))
        return self._built[1]

    def at(self, width: int) -> Content:
        """Returns the lines for this width as one content."""
        return Content("\n").join(self.lines(width))

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:  # noqa: ARG002
        """Returns the width of the container: there is always a use for it."""
        return container_width

    def get_height(self, rules: RulesMap, width: int) -> int:  # noqa: ARG002
        """Returns the number of lines at this width."""
        return len(self.lines(width)) if width > 0 else 0

    def render_strips(self, width: int, height: int | None, style: Style, options: RenderOptions) -> list[Strip]:
        """Renders the lines that were built for this width."""
        return self.at(width).render_strips(width, height, style, options)


def _parsed(style: str | Style) -> Style:
    return style if isinstance(style, Style) else Style.parse(style)


class FittedText(Static):
    """Shows fitted content, edge to edge, of which only those lines are rendered that are on the screen."""

    def __init__(self, content: VisualType = "", *, classes: str | None = None) -> None:
        """The content as for `Static`; links in it are none."""
        self._painted: dict[int, Strip] = {}  # what was painted since the last refresh, line by line
        self._painted_on: tuple[int, Color, tuple[LineFilter, ...]] | None = None
        super().__init__(content, classes=classes)
        self.set_reactive(Widget.auto_links, False)  # the style of links is worked out for every line otherwise

    def line_at(self, y: int, width: int) -> Content | None:
        """Returns one line of the fitted content at this width, or None below its end."""
        lines = self.visual.lines(width) if isinstance(self.visual, Fitted) else []
        return lines[y] if y < len(lines) else None

    def refresh(self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False) -> Self:
        """Has all that is seen painted anew."""
        self._painted.clear()
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def render_lines(self, crop: Region) -> list[Strip]:
        """Paints lines as they are: Textual's own would put a border and padding around each, which few have.

        Nor does what is painted say which character stands where: that is for `render_line` to tell, when it is asked.
        """
        if any(self.gutter):
            return super().render_lines(crop)
        width, background, filters = self.size.width, self.background_colors[1], tuple(self.get_line_filters())
        if self._painted_on != (width, background, filters):
            self._painted.clear()
            self._painted_on = (width, background, filters)
        blank, base, selection = Style(background=background), self.visual_style, self.text_selection
        parse = cache(_parsed)  # a line has few styles, a text hardly more
        for y in crop.line_range:
            if y not in self._painted:
                line = self._line(y, width, selection)
                rendered = [*line.render(base, end="", parse_style=parse), (" " * (width - line.cell_length), blank)]
                segments = [Segment(text, style.rich_style) for text, style in rendered if text]
                for one in filters:
                    segments = one.apply(segments, background)
                self._painted[y] = Strip(segments).adjust_cell_length(width)
        strips = [self._painted[y] for y in crop.line_range]
        first, last = crop.column_span
        return strips if (first, last) == (0, width) else [strip.crop(first, last) for strip in strips]

    def render_line(self, y: int) -> Strip:
        """Renders one line whose style tells for each character where it stands, as selecting with the mouse needs."""
        x, segments = 0, []
        line = self._line(y, self.size.width, self.text_selection)
        for text, style in line.render(self.visual_style, end="", parse_style=_parsed):
            segments.append(Segment(text, style.rich_style_with_offset(x, y)))
            x += len(text)
        return Strip(segments)

    def _line(self, y: int, width: int, selection: Selection | None) -> Content:
        """One line, with what of it is selected. `Visual.to_strips` would look for places to wrap it: it has none."""
        line = (self.line_at(y, width) if width else None) or Content()
        if selection and (span := selection.get_span(y)):
            selected = Style.from_styles(self.screen.get_component_styles("screen--selection"))
            line = line.stylize(selected, span[0], span[1] if span[1] >= 0 else None)
        return line

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """Returns the selected text as it stands on the screen."""
        visual = self.visual
        if isinstance(visual, Fitted):
            return selection.extract(visual.at(self.content_size.width).plain), "\n"
        return super().get_selection(selection)


def lines_of(part: Content | Fitted, width: int) -> list[Content]:
    """Returns the lines of a content, fitted or not, at this width; no lines of an empty one."""
    if isinstance(part, Fitted):
        return part.lines(width)
    return wrapped(part, width)


def hanging(marker: str, text: Content) -> Fitted:
    """Returns a text whose further lines start below its first word, not below the marker."""
    indent = " " * len(marker)

    def build(width: int) -> list[Content]:
        lines = wrapped(text, max(_NARROWEST, width - len(marker))) or [text]
        return [Content.assemble((marker, "$accent") if n == 0 else indent, line) for n, line in enumerate(lines)]

    return Fitted(build)


def filled(text: Content, style: str) -> Fitted:
    """Returns a text whose lines are as wide as there is room, with a space at each side, all in one style."""

    def build(width: int) -> list[Content]:
        lines = map(Content.rstrip, wrapped(text, max(_NARROWEST, width - 2)))
        return [
            Content.assemble(" ", line, " " * max(1, width - 1 - line.cell_length)).stylize_before(style)
            for line in lines
        ]

    return Fitted(build)


def kept_together(text: Content, between: Content, last: Content) -> Fitted:
    """Returns a text with its last words in one piece, on a line of their own where they do not fit behind it."""

    def build(width: int) -> list[Content]:
        lines = [line.rstrip() for line in wrapped(text, width)]
        if lines and Content.assemble(lines[-1], between, last).cell_length <= width:
            return [*lines[:-1], Content.assemble(lines[-1], between, last)]
        return [*lines, *wrapped(last, width)]

    return Fitted(build)


class Columns:
    """The columns of one table: their names, and how wide they want to be, so that all rows stand below each other."""

    def __init__(self, names: Sequence[Content], rows: Sequence[Sequence[Content]]) -> None:
        """Measures the names and all rows; a row may be shorter than the names."""
        self.names = tuple(names)
        cells = list(zip_longest(names, *rows, fillvalue=Content()))
        self._wanted = [max(cell.cell_length for cell in column) for column in cells]
        self._least = [max(_longest_word(cell) for cell in column) for column in cells]

    def widths(self, width: int) -> list[int] | None:
        """Returns the width of each column, or None if they do not fit side by side."""
        room = width - GAP * (len(self._wanted) - 1)
        if sum(self._wanted) <= room:
            return self._wanted
        spare = room - sum(self._least)
        if spare < 0 or not self._wanted:
            return None
        lacking = [wanted - least for wanted, least in zip(self._wanted, self._least, strict=True)]
        return [least + spare * lack // sum(lacking) for least, lack in zip(self._least, lacking, strict=True)]

    def header(self, names: Sequence[Content] = ()) -> Fitted:
        """Returns the names over a rule, or nothing where rows are shown as "Column: cell"; `names` as highlighted."""

        def build(width: int) -> list[Content]:
            if (widths := self.widths(width)) is None:
                return []
            rule = Content("─" * min(width, sum(widths) + GAP * (len(widths) - 1))).stylize("$foreground 30%")
            return [*side_by_side([name.stylize_before(_HEADER) for name in names or self.names], widths), rule]

        return Fitted(build)

    def row(self, cells: Sequence[Content]) -> Fitted:
        """Returns a row in its columns, or as running "Column: cell" pairs where there is no room for columns."""

        def build(width: int) -> list[Content]:
            if (widths := self.widths(width)) is not None:
                return side_by_side(cells, widths)
            return hanging("▪ ", Content(" · ").join(pairs(self.names, cells))).lines(width)

        return Fitted(build)


def labelled(names: Sequence[Content], cells: Sequence[Content]) -> Content:
    """Returns a row as "Column: cell" lines."""
    return Content("\n").join(pairs(names, cells))


def pairs(names: Sequence[Content], cells: Sequence[Content]) -> list[Content]:
    """Returns "Column: cell" for every cell that holds something."""
    named = [(names[index] if index < len(names) else Content(), cell) for index, cell in enumerate(cells)]
    return [
        Content.assemble(name.stylize(_HEADER), (": ", _HEADER), cell) if name else cell for name, cell in named if cell
    ]


def stacked(parts: Sequence[Content | Fitted]) -> Fitted:
    """Returns the parts one below the other."""
    return Fitted(lambda width: [line for part in parts for line in lines_of(part, width)])


def side_by_side(cells: Sequence[Content], widths: Sequence[int]) -> list[Content]:
    """Returns cells wrapped to the widths of their columns."""
    columns = [wrapped(cell, width) for cell, width in zip(cells, widths, strict=False)]
    lines = []
    for number in range(max(map(len, columns), default=0)):
        pieces = [column[number] if number < len(column) else Content() for column in columns]
        padded = [
            piece.pad_right(max(0, width - piece.cell_length)) for piece, width in zip(pieces, widths, strict=False)
        ]
        lines.append(Content(" " * GAP).join(padded).rstrip())
    return lines


def _longest_word(cell: Content) -> int:
    return max(map(cell_len, cell.plain.replace("\n", " ").split(" ")), default=0)
