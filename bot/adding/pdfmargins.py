"""What stands at the head or the foot of every page is no text of the article."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from bot.adding.pdfchars import Char, Line, lines_in_order
from bot.reading.characters import clean, fold

_ZONE = 0.1  # of a page's height, at its head and at its foot
_APART = 0.6  # of a line's size; lines of one text stand nearer to each other
_RUNNING = 3  # pages of a chapter that a running head stands on
_PAGE = re.compile(r"(?i)\W*(?:page|seite|p\.)?\s*(\d{1,4})\s*(?:(?:of|/|von)\s*\d{1,4})?\W*$")
_SAYS_PAGE = re.compile(r"(?i)\W*(?:(?:page|seite|p\.)\s*\d|\d{1,4}\s*(?:of|/|von)\s*\d)")


def without_margins(chars: Sequence[Char], heights: Mapping[int, float]) -> tuple[list[Char], list[str]]:
    """Returns the characters without those of running heads and page numbers, and a doubt that names these.

    A line there counts as such when it stands apart and says which page it is on, or stands on half of the pages,
    two at least, with other digits perhaps.
    """
    by_text: dict[str, list[Line]] = defaultdict(list)
    lines = lines_in_order(chars)
    for line in lines:
        height = heights[line.page]
        if (line.bottom < _ZONE * height or line.top > (1 - _ZONE) * height) and _is_apart(line, lines):
            by_text[re.sub(r"\d+", "#", fold(line.text))].append(line)
    gone: set[int] = set()
    said: list[str] = []
    for text, found in by_text.items():
        pages = {line.page for line in found}
        repeated = len(pages) >= max(2, len(heights) / 2) or (len(pages) >= _RUNNING and _counts_pages(found))
        for line in found:
            number = _PAGE.match(line.text)
            if repeated or (number and _SAYS_PAGE.match(line.text) and int(number[1]) == line.page):
                gone.update(id(char) for char in line.chars)
                said.append(text)
    if not gone:
        return list(chars), []
    named = "; ".join(dict.fromkeys(said))
    doubt = f"Heads and feet of pages were left out (# is a number): {clean(named)[:200]}"
    return [char for char in chars if id(char) not in gone], [doubt]


def _counts_pages(lines: Sequence[Line]) -> bool:
    """Returns whether the first or the last number in lines goes up with the page."""
    numbers = [re.findall(r"\d+", line.text) for line in lines]
    ends = ([int(found[place]) - line.page for found, line in zip(numbers, lines, strict=True)] for place in (0, -1))
    return bool(numbers[0]) and any(len(set(steps)) == 1 for steps in ends)


def _is_apart(line: Line, lines: Sequence[Line]) -> bool:
    """Returns whether no line of text stands right above or below, but for others of the same head or foot."""
    near = [other for other in lines if other is not line and other.page == line.page]
    below = min((other.top - line.bottom for other in near if other.top >= line.bottom - 1), default=1e9)
    above = min((line.top - other.bottom for other in near if other.bottom <= line.top + 1), default=1e9)
    return max(below, above) > 1e8 or min(below, above) > _APART * line.size or max(below, above) > 2 * line.size
