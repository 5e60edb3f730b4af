"""What counts in ranking, beside the words."""

from bot.conversation.inquiry import LITTLE, Inquiry

NAMED = 0.35  # a concept that a passage is named by counts so much more,
DEFINED = 1.0  # and more where the question asks what it is
COVERING = 0.2  # how far a passage is preferred that covers more of what the question needs
COVERING_LEANING = 0.8  # … in a turn that leans on another, but says something itself; one that needs more than
MUCH = 2.0  # this leans little, and has words to spare
OF_IT = 3.0  # "is it inherited?" is answered by "sporadic", in the passage that is named by what was spoken of
NEAR = 1.25  # the passage that the last turn was answered by
SUMMARY = 0.75  # a summary repeats what its sections say better,
SUMMED_UP = 1.1  # except to one who asks for a summary
CITING = 1.15  # a passage with sources, for one who asks for sources
OPENING = 4.0  # the article's opening paragraph, for one who asks what the article's own subject is
ROW = 0.65  # a table row says in a word what the text around the table says in full, unless a list is asked for
IN_FULL, IN_FULL_DEFINED = 1.2, 1.5  # a passage whose heading stands in the question word for word, or is asked for
TOGETHER = 0.2  # a passage that has all that matched in one sentence, beside one that has it scattered
NEIGHBOURS = 0.5  # what words that follow each other in the question add where they do so in the passage too
TITLED = 1.3  # a passage of the article whose whole title the question names


def covering(inquiry: Inquiry) -> float:
    """Returns how far a passage is preferred that covers more of what the question itself needs, in [0, 1].

    In a turn that leans on another it counts the more, the more the turn says: else what it was lent would answer it.
    """
    own = sum(inquiry.needs[: len(inquiry.typed)])
    if not inquiry.carried or inquiry.pinned or not LITTLE < own <= MUCH:
        return COVERING
    return COVERING + (COVERING_LEANING - COVERING) * min(1.0, (own - LITTLE) / (1 - LITTLE))
