"""What stands at the head or the foot of every page is no text of the article."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from bot.adding.pdfchars import Char, Line, lines_in_order
from bot.reading.characters import clean, fold

_ZONE = 0.1  # of a page's height, at its head and at its foot
_PAGE = re.compile(r"(?i)\W*(?:(?:page|seite|p\.)\s*)?\d{1,4}(?:\s*(?:of|/|von)\s*\d{1,4})?\W*$")


def without_margins(chars: Sequence[Char], heights: Mapping[int, float]) -> tuple[list[Char], list[str]]:
    """Returns the characters without those of running heads and page numbers, and a doubt that names these.

    A line there counts as such when it is a page number, or stands on half of the pages, two at least, with other
    digits perhaps.
    """
    by_text: dict[str, list[Line]] = defaultdict(list)
    for line in lines_in_order(chars):
        height = heights[line.page]
        if line.bottom < _ZONE * height or line.top > (1 - _ZONE) * height:
            by_text[re.sub(r"\d+", "#", fold(line.text))].append(line)
    gone: set[int] = set()
    said: list[str] = []
    for lines in by_text.values():
        pages = {line.page for line in lines}
        repeated = len(pages) >= max(2, len(heights) / 2)
        for line in lines:
            if repeated or _PAGE.match(line.text):
                gone.update(id(char) for char in line.chars)
                said.append(re.sub(r"\d+", "#", fold(line.text)) if repeated else fold(line.text))
    if not gone:
        return list(chars), []
    named = "; ".join(dict.fromkeys(said))
    doubt = f"Heads and feet of pages were left out (# is a number): {clean(named)[:200]}"
    return [char for char in chars if id(char) not in gone], [doubt]
