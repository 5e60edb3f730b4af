"""Where it is told without Punkt what the sentences are, they are those of Punkt."""

import subprocess
import sys

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from nltk.tokenize.punkt import PunktParameters, PunktSentenceTokenizer

from bot.language.plain_sentences import plain_sentences

ABBREVIATIONS = frozenset({"dr", "e.g", "i.e", "fig", "mg"})
PIECES = st.sampled_from(
    "word Word WORD x X I 3 12 3.5 50% FGF23 COVID-19 60s 6-fold and/or Dr dr e.g i.e Fig mg pre-mg U.S a.b café don't "
    'it’s (see below) (SSc) (e.g [3] [3,5] [12]. "quoted" “so” «so» - -- * # & @ : ; , … ... .. . ? ! .) ?) ." '
    "?! ). ]. .] '. .' http://example.org".split(" ")
)
GAPS = st.sampled_from(
    ["", " ", " ", " ", "  ", ". ", ". ", ". ", "? ", "! ", ".", ".) ", '." ', ".  ", ". - ", "\u00a0", ".\u00a0"]
)
TEXTS = st.lists(st.tuples(PIECES, GAPS), max_size=12).map(lambda pairs: "".join(map("".join, pairs)))


def by_punkt(text: str) -> list[tuple[int, int]]:
    parameters = PunktParameters()
    parameters.abbrev_types = set(ABBREVIATIONS)
    return list(PunktSentenceTokenizer(parameters).span_tokenize(text))


@settings(max_examples=500)
@given(TEXTS | st.text("aA1 .?!)]\"'-", max_size=30) | st.text(max_size=30))
@example("Dr. word.) Next")
@example("word " + "a" * 59 + ". Next")
@example("word." + "a" * 70 + ". Next")
def test_sentences_are_those_of_punkt(text: str) -> None:
    assert plain_sentences(text, ABBREVIATIONS) in (None, by_punkt(text))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "One sentence",
        "Those who don't. You can. Let's. Doctors' advice. He said \"no.\" They did.",
        "It is rare. It is common in the U.S. Nobody knows why.",
        "A study (see Fig. 3) says so [3]. Another (e.g. that of Dr. Brown) does not [4, 5]. Why?",
        "Since 2010. The dose is 3.5 mg. a day. Up to 50%. Is it FGF23? So they say!",
        "See page two. (More there.) See I. scapularis, a tick. - Another thing.",
    ],
)
def test_what_articles_are_like_needs_no_punkt(text: str) -> None:
    assert plain_sentences(text, ABBREVIATIONS) == by_punkt(text)


@pytest.mark.parametrize("text", ["Wait ... No. Yes", "5. the list", "no.\u00a0Yes", "“No.” Yes."])
def test_what_is_not_certain_is_left_to_punkt(text: str) -> None:
    assert plain_sentences(text, ABBREVIATIONS) is None


def test_a_question_of_an_article_that_was_not_prepared_does_not_wait_for_nltk() -> None:
    code = (
        "import sys; from bot.conversation.dialogue import Conversation; from bot.library import Library; "
        "from bot.reading.markdown import read_markdown; "
        "article = read_markdown('# Gout\\n\\nGout is painful, e.g. in a toe [1]. It comes at night.', 'gout', ''); "
        "print(len(Conversation(Library.of([article])).ask('What is gout?').quotes), 'nltk' in sys.modules)"
    )
    asked = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert asked.stdout.split() == ["1", "False"]
