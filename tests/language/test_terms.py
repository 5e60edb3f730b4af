"""The one tokenizer: words with their places, stop words left out, citations skipped."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language import remembered
from bot.language.remembered import Remembered
from bot.language.terms import content, fold, plain_word, said_by, terms, tokenize, words_of


@pytest.mark.parametrize("written", ["x-ray", "X-ray", "x ray", "xray", "X‑ray", "x-rays"])
def test_x_ray_is_one_word_however_it_is_written(written: str) -> None:
    assert terms(f"an {written} shows") == terms("xray shows")


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Raynaud's", "raynaud"),
        ("Raynaud’s", "raynaud"),
        ("Café", "cafe"),
        ("patients'", "patients"),
        ("Don't", "dont"),
    ],
)
def test_case_accents_and_possessives_fold(written: str, folded: str) -> None:
    assert fold(written) == folded


def test_stop_words_are_tokens_but_not_terms() -> None:
    tokens = tokenize("What is the treatment?")
    assert [token.word for token in tokens] == ["what", "is", "the", "treatment"]
    assert [token.word for token in content(tokens)] == ["treatment"]


def test_citations_are_never_terms() -> None:
    text = "gripping is difficult 2 7 14."
    assert terms(text, [(22, 28)]) == terms("gripping is difficult")


def test_gene_names_and_hyphens() -> None:
    assert [token.word for token in tokenize("FGF23, immune-mediated T-cells")] == [
        "fgf23",
        "immune",
        "mediated",
        "tcells",
    ]


@given(st.text())
def test_tokens_stand_where_they_say_in_order_and_apart(text: str) -> None:
    end = 0
    for token in tokenize(text):
        assert end <= token.start < token.end <= len(text)
        assert any(char.isalnum() for char in text[token.start : token.end])
        assert token.word
        assert token.term
        end = token.end


@given(st.lists(st.from_regex(r"[a-z]{2,9}", fullmatch=True), min_size=1, max_size=8))
def test_case_does_not_matter(words: list[str]) -> None:
    assert terms(" ".join(words)) == terms(" ".join(words).upper())


def test_a_long_text_takes_linear_time() -> None:
    assert len(tokenize("ulcers " * 50_000)) == 50_000
    assert len(tokenize("a" * 1_000_000)) == 1
    assert tokenize("x-" * 200_000)


PIECES = st.sampled_from(
    "x X t T ray rays cell cells x-ray men’s it's don't 7’s [2, 7] 2 7 joints, é 5,000 T‑cells _a_ ' - ſ".split(" ")
)
JOINS = st.sampled_from([" ", " ", "", "-", "\n", "  ", "’"])


@given(st.lists(st.tuples(PIECES, JOINS), max_size=8), st.data())
def test_terms_are_those_of_the_tokens_whatever_is_skipped(parts: list[tuple[str, str]], data: st.DataObject) -> None:
    text = "".join(map("".join, parts))
    place = st.integers(0, len(text))
    spans = data.draw(st.lists(st.tuples(place, place).map(lambda pair: (min(pair), max(pair))), max_size=2))
    assert terms(text, spans) == [token.term for token in content(tokenize(text, spans))]


@given(st.lists(st.tuples(PIECES, JOINS), max_size=8), st.data())
def test_a_text_is_said_by_words_that_have_all_of_its_terms(parts: list[tuple[str, str]], data: st.DataObject) -> None:
    text = "".join(map("".join, parts))
    there = sorted(set(terms(text)))
    assert said_by(text, {*there, "others"}) == bool(there)
    if there:
        assert not said_by(text, set(there) - {data.draw(st.sampled_from(there))})


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("tumour'x-ray", ["tumourx", "ray"]),
        ("the x-ray's result", ["the", "xray", "result"]),
        ("T cells' x ray", ["tcells", "xray"]),
    ],
)
def test_no_word_beside_a_joined_one_is_lost_or_read_twice(text: str, words: list[str]) -> None:
    assert [token.word for token in tokenize(text)] == words


@given(st.text(alphabet="aBz'’.,;()[]-x 9é", max_size=8).filter(lambda text: not any(map(str.isspace, text))))
def test_a_plain_word_is_the_one_that_the_tokenizer_finds(piece: str) -> None:
    tokens = tokenize(piece)
    assert words_of(piece) == [(token.word, token.term) for token in tokens]
    assert not plain_word(piece) or [plain_word(piece)] == [token.word for token in tokens]


def test_what_was_found_is_remembered_but_only_so_much_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(remembered, "_MOST", 2)
    found = Remembered(lambda text: asked.append(text) or len(text))
    assert [found[text] for text in ("a", "a", "bb", "ccc", "a", "z" * 99, "z" * 99)] == [1, 1, 2, 3, 1, 99, 99]
    assert asked == ["a", "bb", "ccc", "a", "z" * 99, "z" * 99]
    assert len(found) <= 2
