"""What an answer is put together from, and how it is drawn: texts, passages and questions, from top to bottom."""

from typing import NamedTuple

from textual.content import Content

from bot.chat.cards import PassageCard, less_line
from bot.chat.content import ASIDE, plain
from bot.chat.fitted import Fitted, filled, hanging, lines_of
from bot.chat.wrapping import wrapped

Choice = PassageCard | str  # a passage, or a question that can be asked
SHORTENED = "More, shortened (to read one whole, type its number and press Enter)"
_CHOSEN = "bold $background on $accent"
_BAR, _BAR_CHOSEN = ("│ ", "$foreground 25%"), ("▌ ", "$accent")


class Part(NamedTuple):
    """A stretch of the text: what it shows or offers to choose, and the empty lines above it."""

    shown: Content | Fitted | Choice
    above: int = 0


def block(label: str, text: str, style: str) -> Part:
    """Returns a text that must be seen, in a colour and below a label that says what it is."""
    return Part(filled(Content("\n").join([Content(label).stylize("bold reverse"), plain(text, "bold")]), style))


def problem(message: str, hint: str = "") -> Part:
    """Returns a message about something that went wrong, and what to do about it."""
    return block("Problem", "\n".join(filter(None, (message, hint))), "on $error 30%")


def suggested(heading: str, questions: tuple[str, ...]) -> list[Part]:
    """Returns questions that can be chosen, below a heading that says how; nothing when there are none."""
    if not questions:
        return []
    head = Content(f"{heading} (type the number, press Enter)").stylize(ASIDE)
    return [Part(head, above=1), *map(Part, questions)]


class Drawing:
    """The lines of some parts at one width, and where each part and each choice among them stands."""

    def __init__(self, width: int) -> None:
        """Begins with no lines."""
        self.lines: list[Content] = []
        self.rows: list[tuple[int, int]] = []  # of each choice: its first line, and how many it has
        self.starts: list[int] = []  # of each part: its first line
        self._width = width
        self._after_fold = False
        self._told = False

    def add(self, part: Part, *, folded: bool, chosen: bool) -> None:
        """Draws the next part; folded passages stand close together, below a line that says how to read them."""
        shown = part.shown
        if not folded:
            self.lines += [Content()] * part.above
        elif not self._told:
            self._told = True
            self.lines += [Content(), *wrapped(Content(SHORTENED).stylize(ASIDE), self._width)]
        elif not self._after_fold:
            self.lines.append(Content())
        self._after_fold = folded
        first = len(self.lines)
        self.starts.append(first)
        if isinstance(shown, PassageCard):
            self.lines += _card_lines(shown, self._width, folded=folded, chosen=chosen)
        elif isinstance(shown, str):
            self.lines += _question_lines(shown, len(self.rows) + 1, self._width, chosen=chosen)
        else:
            self.lines += lines_of(shown, self._width)
            return
        self.rows.append((first, len(self.lines) - first))


def _question_lines(question: str, number: int, width: int, *, chosen: bool) -> list[Content]:
    marker = f"{'▸' if chosen else '›'} {number}  "
    return hanging(marker, plain(question, _CHOSEN if chosen else "")).lines(width)


def _card_lines(card: PassageCard, width: int, *, folded: bool, chosen: bool) -> list[Content]:
    room = max(1, width - 2)
    drawn = card.folded.lines(room) if folded and card.folded else card.shown.lines(room)
    if not folded and card.folded and not card.whole:
        drawn = [*drawn, less_line()]
    lines = [Content.assemble(_BAR_CHOSEN if chosen else _BAR, line) for line in drawn]
    if not chosen:
        return lines
    return [line.pad_right(max(0, width - line.cell_length)).stylize_before("on $surface") for line in lines]
