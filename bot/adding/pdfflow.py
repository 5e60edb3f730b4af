"""A PDF without tags as HTML: its pages laid out, their lines put together to blocks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from bot.adding.pdfblocks import Builder
from bot.adding.pdfchars import Char, Known, Line, lines_in_order
from bot.adding.pdflayout import in_order
from bot.adding.pdfparts import Flow, PartWriter
from bot.adding.pdftables import is_inside, ruled_tables

if TYPE_CHECKING:
    from pdfplumber.page import Page

_SIZES = "Headings were told by the size and weight of their letters: check them and their levels."
_COLUMNS = "Page {} was read in {} columns, one after the other."


def flow(pages: Sequence[Page], chars: Sequence[Char], known: Known) -> Flow:
    """Returns the pages as HTML, in reading order."""
    made = Flow()
    by_page: dict[int, list[Char]] = {}
    for char in chars:
        by_page.setdefault(char["page_number"], []).append(char)
    sizes = Counter(round(char["size"] * 2) / 2 for char in chars if char["text"].strip())
    builder = Builder(known, sizes.most_common(1)[0][0], made)
    for page in pages:
        own = by_page.get(page.page_number, [])
        tables = ruled_tables(page, own, known)
        loose = [char for char in own if not any(is_inside(char, box) for box, _, _ in tables)]
        segments = lines_in_order(loose, widest=1.2)
        segments.extend(_drawn_bullets(page, segments, builder.body))
        marks = {}
        for box, html, columns in tables:
            mark = Line([_stand_in(box, page.page_number, builder.body)])
            marks[id(mark.chars[0])] = (html, columns)
            segments.append(mark)
        placed, columns = in_order(segments)
        if columns > 1:
            made.doubts.append(_COLUMNS.format(page.page_number, columns))
        builder.page(placed, marks, float(page.height))
    made.html = PartWriter(builder.parts, builder.notes, known, made).html()
    if any(part.kind == "h" for part in builder.parts):
        made.doubts.append(_SIZES)
    return made


def _drawn_bullets(page: Page, segments: Sequence[Line], body: float) -> list[Line]:
    """Returns a bullet for each small shape that is drawn right before a line."""
    made = []
    for shape in [*page.curves, *page.rects]:
        wide, high = shape["x1"] - shape["x0"], shape["bottom"] - shape["top"]
        if not (0.15 * body < wide < 0.8 * body and 0.6 < wide / max(high, 0.01) < 1.7):
            continue
        level = (shape["top"] + shape["bottom"]) / 2
        for line in segments:
            if line.top < level < line.bottom and 0 < line.x0 - shape["x1"] < 2.5 * body:
                box = (shape["x0"], line.bottom - line.size, shape["x1"], line.bottom)
                made.append(Line([_stand_in(box, page.page_number, line.size) | {"text": "•"}]))
                break
    return made


def _stand_in(box: tuple[float, float, float, float], page: int, size: float) -> Char:
    return {
        "text": "\ue000", "x0": box[0], "top": box[1], "x1": box[2], "bottom": box[3], "size": size, "fontname": "",
        "page_number": page,
    }  # fmt: skip
