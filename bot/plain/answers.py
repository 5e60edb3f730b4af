"""The commands about an answer and its passages. Each gets what was typed after it, and returns what is said."""

import re

from bot.conversation.wording import heading_words
from bot.errors import UsageError
from bot.keeping import clipboard
from bot.keeping.copying import answer_text, passage_text
from bot.keeping.quotations import WITHIN
from bot.plain.pages import in_context, place_of
from bot.plain.rendering import explained
from bot.plain.talk import Talk
from bot.showing import printable, shown_path

_LONGEST = 10  # digits that are no number of a question
_NUMBER = re.compile(r"\[?#?(\d{1,9})\]?\.?")


def number_in(argument: str) -> int | None:
    """Returns the number that was typed, as 2, #2 or [2]; None for anything else."""
    match = _NUMBER.fullmatch(argument)
    return int(match[1]) if match else None


def more(talk: Talk, argument: str) -> str:  # noqa: ARG001  # every command gets what was typed after it
    """Asks for the next passages on the last question."""
    if talk.answer is None:
        raise UsageError("There is no answer yet.", "Ask a question first.")
    return talk.ask("more")


def answer(talk: Talk, argument: str) -> str:  # noqa: ARG001
    """Says the last answer again."""
    return talk.said_again()


def ask(talk: Talk, argument: str) -> str:
    """Asks a suggested question by its number; anything else is a question."""
    if argument and not (argument.isdecimal() and len(argument) < _LONGEST):
        return talk.ask(argument)
    number = int(argument or 0)
    if not 1 <= number <= len(talk.offers):
        last = f"Give a number from 1 to {len(talk.offers)}." if talk.offers else "Ask in your own words."
        raise UsageError("There is no suggested question of that number.", last)
    question = talk.offers[number - 1]
    return f"Question {number}: {printable(question)}\n\n{talk.ask(question)}"


def open_passage(talk: Talk, argument: str) -> str:
    """Reads a passage where it stands in the article."""
    quote = talk.quote(_chosen(talk, argument))
    article = talk.article(quote.passage.article)
    place = place_of(article, quote.passage.lines) if article else None
    which = f"Passage {talk.at} of {len(talk.quotes)}"
    if place is None:
        return f"{which}. It cannot be shown in its article.\n\n{passage_text(quote.passage, article)}"
    return f"{which}. Its lines begin with >.\n\n{in_context(place, name_article=talk.several)}"


def next_passage(talk: Talk, argument: str) -> str:  # noqa: ARG001
    """Reads the passage after the one that was read last."""
    if talk.quotes and talk.at >= len(talk.quotes):
        return f"Passage {talk.at} was the last one of this answer. /more looks for others."
    return open_passage(talk, str(talk.at + 1))


def previous_passage(talk: Talk, argument: str) -> str:  # noqa: ARG001
    """Reads the passage before the one that was read last."""
    if talk.quotes and talk.at <= 1:
        return "There is no passage before the first one." if talk.at else "No passage was opened yet. Type /next."
    return open_passage(talk, str(talk.at - 1))


def why(talk: Talk, argument: str) -> str:
    """Says which words brought up a passage."""
    quote = talk.quote(_chosen(talk, argument))
    heading = heading_words(quote.passage, WITHIN)
    return f"Passage {talk.at}, {heading}, was chosen for these words:\n{explained(quote)}"


def copy(talk: Talk, argument: str) -> str:
    """Copies a passage, or the whole answer, with its place and its sources; says it, and then where it went."""
    if argument.casefold() == "all" and talk.quoting:
        text = answer_text(talk.quoting, talk.whole.by_name)
        return f"{text}\n\n{_copied(text, 'The answer')}"
    passage = talk.quote(_chosen(talk, argument)).passage
    text = passage_text(passage, talk.article(passage.article))
    return f"{text}\n\n{_copied(text, 'The passage')}"


def _copied(text: str, what: str) -> str:
    tool = clipboard.find_tool()
    if tool and clipboard.copy(text, tool):
        return f"{what} is copied."
    try:
        return f"{what} is in the file {shown_path(clipboard.put_in_file(text))}"
    except UsageError as error:
        return f"Nothing was copied. {printable(error.message)} You can select the text above."


def _chosen(talk: Talk, argument: str) -> int:
    """The number of the passage that is meant: the one that was read last, or the first, where none is given."""
    number = number_in(argument)
    return max(talk.at, 1) if not argument else 0 if number is None else number
