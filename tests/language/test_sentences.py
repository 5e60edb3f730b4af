"""Sentences are whole, with their citations, and together cover the text."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language import sentences as module
from bot.language.sentences import depends, qualifies, sentences


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Pain is common 2 7 14. Ulcers follow.", 2),
        ("It helps some [2, 7]. It fails in others.", 2),
        ("Dr. Smith saw e.g. lupus. It was rare.", 2),
        ("Doses of 1.5 mg were used. None helped.", 2),
        ("No full stop", 1),
    ],
)
def test_sentences_are_counted_as_a_person_would(text: str, count: int) -> None:
    assert len(split(text)) == count


def test_a_citation_behind_the_full_stop_stays_with_its_sentence() -> None:
    assert split("Stones can contribute.[3] Other causes are rare.") == [
        "Stones can contribute.[3]",
        "Other causes are rare.",
    ]


def test_a_line_break_ends_a_sentence() -> None:
    assert split("Avoid the following:\nSun") == ["Avoid the following:", "Sun"]


def test_a_start_is_respected() -> None:
    text = "Avoid the following:\nSun. Rain."
    assert [text[a:b] for a, b in sentences(text, 21)] == ["Sun.", "Rain."]


def test_qualifiers_and_references_back_are_known() -> None:
    text = "It can be removed. However, it comes back. These are rare. Surgery is an option."
    spans = sentences(text)
    assert [qualifies(text, span) for span in spans] == [False, True, False, False]
    assert [depends(text, span) for span in spans] == [True, True, True, False]


def test_a_qualifier_inside_a_sentence_is_known_too() -> None:
    text = "It is sometimes removed. Recurrence is common, however, in some."
    assert [qualifies(text, span) for span in sentences(text)] == [False, True]


@given(st.text(alphabet=st.sampled_from("Ab .!?\n[]19,"), max_size=80))
def test_no_letter_is_lost_or_said_twice(text: str) -> None:
    spans = sentences(text)
    shown = "".join(text[start:end] for start, end in spans)
    assert "".join(shown.split()) == "".join(text.split())
    assert all(left[1] <= right[0] for left, right in itertools.pairwise(spans))


def test_a_line_of_any_length_is_split_piece_by_piece(monkeypatch: pytest.MonkeyPatch) -> None:
    """Punkt gives up on what takes it seconds, and says so by an error."""
    given: list[int] = []
    whole = module._punkt()

    class Noting:
        def span_tokenize(self, text: str) -> list[tuple[int, int]]:
            given.append(len(text))
            return list(whole.span_tokenize(text))

    monkeypatch.setattr(module, "_punkt", Noting)
    sentence = "The skin is red ... and hot. "
    text = sentence * 5_000
    assert split(text) == [sentence.rstrip()] * 5_000
    assert sentences("a" * 50_000)[-1][1] == 50_000
    assert max(given) <= 20_000
