"""What a person typed and what an article says stays words in every form, and no form leaves anything out."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from bot.conversation.answer import Answer, Correction, to_json
from bot.conversation.wording import DISCLAIMER, place_words
from bot.errors import UsageError
from bot.keeping.forms import FORMS, Form, form_of, render
from bot.keeping.quotations import heading_line, quoted_lines
from bot.keeping.transcript import Transcript, stamp_of
from bot.reading.passages import split
from bot.showing import one_line, printable
from tests.keeping.material import Case, answer, articles, cases, passages, quote

ARTICLE = articles()[0]
PAIN = next(p for p in split(ARTICLE) if p.heading[-1] == "Pain and Tenderness")
ITEM = next(p for p in passages() if p.kind == "list-item" and p.context)
TABLE = next(p for p in split(ARTICLE) if p.kind == "table")
WEAK = Answer(
    "I have chest pain, does it hurt alot?",
    "weak",
    "I am not sure that the article answers this.",
    "emergency",
    "Call for help now.",
    "chest pain",
    (Correction("alot", "a lot"),),
    missing=("chest",),
    quotes=(quote(PAIN),),
)
forms = pytest.mark.parametrize("form", FORMS)


def of(*turns: Answer) -> Transcript:
    return Transcript((stamp_of(ARTICLE),), turns)


def parsed(text: str) -> list[Token]:
    return MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text)


def said(token: Token) -> str:
    """What a reader sees of a stretch of Markdown, line by line."""
    inner = token.children or []
    breaks = {"softbreak": "\n", "hardbreak": "\n", "strong_open": "", "strong_close": ""}
    return "".join(
        child.content if child.type == "text" else breaks.get(child.type, f"<{child.type}>") for child in inner
    )


@forms
def test_everything_that_was_said_stands_in_it(form: Form) -> None:
    text = render(of(WEAK), form)
    for words in (
        ARTICLE.title, ARTICLE.date, ARTICLE.publisher, ARTICLE.digest, DISCLAIMER, WEAK.question, WEAK.notice_text,
        WEAK.message, "alot", "chest", "Pain and Tenderness", "32", "difficult and uncomfortable",
    ):  # fmt: skip
        assert words in text
    if form != "json":
        for words in (
            "URGENT:",
            "Closest passages",
            '"alot" read as "a lot"',
            "From calcinosis, line 32:",
            "[2] [7] [14]",
        ):
            assert words in text


@pytest.mark.parametrize("form", ["md", "txt"])
def test_labels_are_unique_and_every_quoted_line_is_marked(form: Form) -> None:
    text = render(of(answer("one", PAIN, TABLE), answer("two", PAIN)), form)
    assert re.findall(r"^(?:### )?(\d+\.\d+) ", text, re.MULTILINE) == ["1.1", "1.2", "2.1"]
    quoted = [line for line in text.split("\n") if line.startswith("> ")]
    assert len(quoted) == 2 + len(quoted_lines(TABLE))


def test_a_list_item_stands_below_its_lead_in_and_a_table_row_has_its_column_names_and_sources() -> None:
    assert quoted_lines(ITEM)[1].startswith("- ")
    rows = quoted_lines(TABLE)
    assert rows[0].startswith("- Symptom: Pain; Description: ")
    assert rows[0].endswith("Sources: [2] [7] [14]")
    assert rows[-1] == "Table 1: Key Symptoms"


@given(cases())
def test_markdown_has_only_the_structure_that_a_transcript_has(case: Case) -> None:
    transcript = case.transcript
    tokens = parsed(render(transcript, "md"))
    quotes = [quote.passage for turn in transcript.turns for quote in turn.quotes]
    assert {token.type for token in tokens} <= {
        "heading_open", "heading_close", "inline", "paragraph_open", "paragraph_close", "blockquote_open",
        "blockquote_close", "bullet_list_open", "bullet_list_close", "list_item_open", "list_item_close",
    }  # fmt: skip
    assert sum(token.type == "blockquote_open" for token in tokens) == len(quotes)
    headings = [said(tokens[place + 1]) for place, token in enumerate(tokens) if token.type == "heading_open"]
    assert headings == [
        "Citebot transcript",
        *(f"Article: {one_line(stamp.title)}" for stamp in transcript.articles),
        *(
            heading
            for number, turn in enumerate(transcript.turns, 1)
            for heading in (
                f"Question {number}",
                *(f"{number}.{place} {heading_line(q.passage)}" for place, q in enumerate(turn.quotes, 1)),
            )
        ),
    ]


@given(cases())
def test_markdown_shows_the_question_and_the_passages_word_for_word(case: Case) -> None:
    transcript = case.transcript
    tokens = parsed(render(transcript, "md"))
    assert not {child.type for token in tokens for child in token.children or []} - {
        "text", "softbreak", "hardbreak", "strong_open", "strong_close", "text_special",
    }  # fmt: skip
    spaces = str.maketrans("\u00a0", " ")
    questions = [printable(turn.question).strip().translate(spaces) for turn in transcript.turns]
    expected = ["\n".join(line.rstrip() for line in question.split("\n")) for question in questions if question.strip()]
    asked: list[str] = []
    lines: list[str] = []
    depth = 0
    for place, token in enumerate(tokens):
        depth += {"blockquote_open": 1, "blockquote_close": -1}.get(token.type, 0)
        if depth and token.type == "inline":
            item = tokens[place - 2].type == "list_item_open"
            lines.append(f"{'- ' * item}{said(token)}")
        elif not depth and said(token).startswith("You: "):
            asked.append(said(token)[5:].translate(spaces))
    assert asked == expected
    quoted = [line for turn in transcript.turns for quote in turn.quotes for line in quoted_lines(quote.passage)]
    assert lines == quoted


@given(cases())
def test_text_has_nothing_at_the_margin_but_its_own_marks(case: Case) -> None:
    transcript = case.transcript
    text = render(transcript, "txt")
    marks = re.compile(
        r"Citebot transcript|General information.*|Passages are quoted.*|Article: .*|Question \d+|> .*|     .*|"
        r"- (Publisher|Date|Name|SHA-256): .*|(You|Citebot|URGENT|PLEASE NOTE):( .*)?|\d+\.\d+ .*|"
        r"From .*, lines? \d+( to \d+)?:|"
    )
    assert [line for line in text.split("\n") if not marks.fullmatch(line)] == []
    assert len(re.findall(r"^From ", text, re.MULTILINE)) == sum(len(turn.quotes) for turn in transcript.turns)


@given(cases())
def test_json_is_the_answers_as_ask_prints_them(case: Case) -> None:
    transcript = case.transcript
    whole = json.loads(render(transcript, "json").encode("utf-8"))
    assert (whole["format"], whole["version"], whole["disclaimer"]) == ("citebot transcript", 1, f"{DISCLAIMER}.")
    assert whole["turns"] == json.loads(json.dumps([to_json(turn) for turn in transcript.turns]))
    assert [article["sha256"] for article in whole["articles"]] == [stamp.digest for stamp in transcript.articles]


@given(cases(), st.sampled_from(["md", "txt"]))
def test_nothing_that_could_steer_a_terminal_is_written(case: Case, form: Form) -> None:
    text = render(case.transcript, form)
    assert printable(text) == text
    assert text.encode("utf-8").endswith(b"\n")


def test_the_same_conversation_gives_the_same_bytes() -> None:
    for form in FORMS:
        assert render(of(WEAK), form) == render(of(WEAK), form)


@pytest.mark.parametrize(("name", "form"), [("a.md", "md"), ("B.TXT", "txt"), ("c.d.json", "json")])
def test_the_name_asks_for_the_form(name: str, form: Form) -> None:
    assert form_of(Path(name)) == form


@pytest.mark.parametrize("name", ["a", "a.html", ".md", "a.md.gz"])
def test_a_name_that_asks_for_no_form_is_told(name: str) -> None:
    with pytest.raises(UsageError, match="must end in"):
        form_of(Path(name))


def test_the_place_is_where_the_passage_stands_in_its_file() -> None:
    for article in articles():
        for passage in split(article):
            first, last = passage.lines
            assert place_words(passage).startswith("line")
            assert 1 <= first <= last <= len(article.lines)
