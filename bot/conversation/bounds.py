"""How much of a question is read: a long story is, a pasted book is not."""

from bot.reading.characters import clean

LONGEST = 10_000  # characters, of about 1,800 words
_WORD = 100  # characters of a word that is not cut in two


def bounded(text: str) -> tuple[str, str]:
    """Returns what is read of a question, without characters that act on a terminal, and a sentence about the rest.

    It is cut between two words; the sentence is "" where nothing is left out.
    """
    question = clean(text).strip()
    if len(question) <= LONGEST:
        return question, ""
    last = question[LONGEST - _WORD : LONGEST + 1].split()
    gone_on = not question[LONGEST].isspace() and not question[LONGEST - 1].isspace()  # the last word is cut
    end = LONGEST + 1 - len(last[-1]) if gone_on and len(last) > 1 else LONGEST
    return question[:end].rstrip(), f"The question is very long: I read only its first {LONGEST:,} characters."
