"""The figures of the HTML report: bars as inline SVG, which print in colour and grow with the page.

A bar is stretched to the width it is given, so that no text stands inside; what it shows is also said in words.
"""

from collections.abc import Sequence

from bot.coverage.reports.markup import Html, join, tag
from bot.coverage.values import Rate

_HEIGHT = 10


def stacked(parts: Sequence[tuple[str, int]], said: str) -> Html:
    """Returns a bar of parts (CSS class, number) side by side, in proportion; `said` is its text for the blind."""
    total = sum(number for _, number in parts)
    pieces, start = [_rect("empty", 0, 100)], 0.0
    for name, number in parts:
        if number:
            width = 100 * number / total
            pieces.append(_rect(name, start, width))
            if start:
                pieces.append(_rect("gap", start - 0.15, 0.3))
            start += width
    return _svg(pieces, said)


def share(number: int, total: int, said: str) -> Html:
    """Returns a bar filled as far as `number` of `total`."""
    return _svg([_rect("empty", 0, 100), _rect("full", 0, 100 * number / total if total else 0)], said)


def interval(rate: Rate, said: str) -> Html:
    """Returns a scale from 0 to 1 with a rate's interval as a band and its value as a mark."""
    band = _rect("band", 100 * rate.low, 100 * (rate.high - rate.low))
    mark = _rect("mark", min(99.0, max(0.0, 100 * rate.value - 0.5)), 1)
    return _svg([_rect("empty", 0, 100), band, mark], said)


def swatch(name: str) -> Html:
    """Returns a small square in the colour of a part, for a key; the words stand beside it."""
    square = tag("rect", class_=name, x="0", y="0", width="10", height="10")
    return tag("svg", square, viewBox="0 0 10 10", aria_hidden="true")


def _rect(name: str, start: float, width: float) -> Html:
    return tag("rect", class_=name, x=_number(start), y="0", width=_number(width), height=str(_HEIGHT))


def _svg(pieces: Sequence[Html], said: str) -> Html:
    attributes = {"class": "bar", "viewBox": f"0 0 100 {_HEIGHT}", "preserveAspectRatio": "none", "role": "img"}
    return tag("svg", join(*pieces), **attributes, aria_label=said)


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
