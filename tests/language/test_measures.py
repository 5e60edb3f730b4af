"""Measures: which a text holds, and that the signs of a form spare no text that has it."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.language.measures import _MEASURES, measures

LITERALS = sorted({word for forms in _MEASURES.values() for form, _ in forms for word in re.findall(r"[a-zµμ]+", form)})
PIECES = st.sampled_from(
    [*LITERALS, *"1 10 2014 5,000 3.5 BRCA1 7th % $ £ x ſecond weeK mınute dayſ ٠ - – . ( year-old".split()]
)
JOINS = st.sampled_from([" ", " ", " ", "", "-", "–", "\n", ", ", "\xa0"])
texts = st.lists(st.tuples(PIECES, JOINS), max_size=7).map(lambda parts: "".join(map("".join, parts)))


@settings(max_examples=300, deadline=None)
@given(texts, st.sampled_from([str, str.upper, str.title]), st.data())
def test_the_signs_of_a_form_spare_no_text_that_has_it(text: str, cased: type[str], data: st.DataObject) -> None:
    shown = cased(text)
    start = data.draw(st.integers(0, len(shown)))
    end = data.draw(st.integers(start, len(shown)))
    blanked = shown[:start] + " " * (end - start) + shown[end:]
    expected = [
        term for term, forms in _MEASURES.items() if any(re.search(form, blanked, re.IGNORECASE) for form, _ in forms)
    ]
    assert measures(shown, [(start, end)]) == expected


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Take 10mg twice a day", ["#dose"]),
        ("It lasts 3 to 5 days", ["#duration", "#number"]),
        ("One in 10 people over the age of forty", ["#share", "#number"]),
        ("after the age of 40", ["#age", "#number"]),
        ("It costs $ 5", ["#money", "#number"]),
        ("found in 1998", ["#year", "#number"]),
        ("the gene BRCA1", ["#gene"]),
        ("no measure at all, often", []),
    ],
)
def test_each_kind_of_measure_is_told(text: str, found: list[str]) -> None:
    assert measures(text) == found
