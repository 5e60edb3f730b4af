"""A transcript holds as long as the article does, and no change to what it quotes goes unnoticed."""

import json

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.article import Article, Paragraph, Section, Text
from bot.errors import UsageError
from bot.keeping.forms import FORMS, Form, render
from bot.keeping.parsing import parse
from bot.keeping.transcript import Transcript, stamp_of
from bot.keeping.verify import Verification, verify
from bot.keeping.verify import render as shown
from bot.reading.passages import split
from tests.keeping.material import Case, answer, articles, cases, passages

ARTICLE = articles()[0]
OWN = split(ARTICLE)
PAIN = next(p for p in OWN if p.heading[-1] == "Pain and Tenderness")
ROW = next(p for p in OWN if p.kind == "table-row")
TRANSCRIPT = Transcript((stamp_of(ARTICLE),), (answer("does it hurt?", PAIN, ROW),))
forms = pytest.mark.parametrize("form", FORMS)


def checked(text: str, article: Article = ARTICLE) -> Verification:
    return verify(parse(text), [article], split(article))


def outcomes(text: str, article: Article = ARTICLE) -> list[str]:
    return [finding.outcome for finding in checked(text, article).findings]


@given(cases(), st.sampled_from(FORMS))
def test_every_transcript_of_every_answer_verifies_in_every_form(case: Case, form: Form) -> None:
    transcript, read, pool = case.transcript, case.articles, case.passages
    found = verify(parse(render(transcript, form)), read, pool)
    assert found.holds, shown(found)
    labels = [
        f"{number}.{place}"
        for number, turn in enumerate(transcript.turns, 1)
        for place in range(1, len(turn.quotes) + 1)
    ]
    assert [finding.label for finding in found.findings] == labels


@pytest.mark.parametrize("form", ["md", "txt"])
@given(case=cases(), data=st.data())
def test_any_changed_character_of_a_quotation_is_found(form: Form, case: Case, data: st.DataObject) -> None:
    transcript, read, pool = case.transcript, case.articles, case.passages
    text = render(transcript, form)
    starts = [place for place in range(len(text)) if text.startswith("\n> ", place)]
    assume(starts)
    start = data.draw(st.sampled_from(starts)) + 3
    at = data.draw(st.integers(start, text.index("\n", start) - 1))
    other = data.draw(st.one_of(st.characters(), st.sampled_from("\\ \n->[*")).filter(lambda char: char != text[at]))
    changed = text[:at] + other + text[at + 1 :]
    assert not verify(parse(changed), read, pool).holds, repr(changed[start - 3 : at + 40])


def test_a_backslash_that_lost_the_one_before_it_is_found() -> None:
    article = ARTICLE._replace(sections=(Section(("Slashes",), 2, 1, (Paragraph(Text("It ends so: \\", (3, 3))),)),))
    (passage,) = split(article)
    text = render(Transcript((stamp_of(article),), (answer("?", passage),)), "md")
    assert checked(text, article).holds
    assert not checked(text.replace("so: \\\\", "so: \\ "), article).holds


@given(cases(), st.data())
def test_any_changed_character_of_a_quotation_is_found_in_json(case: Case, data: st.DataObject) -> None:
    transcript, read, pool = case.transcript, case.articles, case.passages
    whole = json.loads(render(transcript, "json"))
    said = data.draw(st.sampled_from([passage for turn in whole["turns"] for passage in turn["passages"]]))
    at = data.draw(st.integers(0, len(said["text"]) - 1))
    other = data.draw(st.characters().filter(lambda char: char != said["text"][at]))
    said["text"] = said["text"][:at] + other + said["text"][at + 1 :]
    assert not verify(parse(json.dumps(whole)), read, pool).holds


@forms
@pytest.mark.parametrize("kind", ["paragraph", "list-item", "table-row", "table"])
def test_a_passage_of_every_kind_and_article_is_found_again(form: Form, kind: str) -> None:
    quoted = [passage for passage in passages() if passage.kind == kind]
    transcript = Transcript(tuple(map(stamp_of, articles())), (answer("?", *quoted),))
    found = verify(parse(render(transcript, form)), articles(), passages())
    assert (found.holds, len(found.findings)) == (True, len(quoted))


@forms
def test_a_changed_word_is_shown_beside_what_the_article_says(form: Form) -> None:
    found = checked(render(TRANSCRIPT, form).replace("uncomfortable", "comfortable"))
    assert [finding.outcome for finding in found.findings] == ["changed", "ok"]
    assert "difficult and comfortable" in shown(found)
    assert "difficult and uncomfortable" in shown(found)
    assert "1 changed, 0 gone" in shown(found)


@pytest.mark.parametrize(
    ("form", "number", "other"),
    [
        ("md", "[7] [14].", "[7] [15]."),
        ("txt", "[7] [14].", "[7] [15]."),
        ("json", "7, 14].", "7, 15]."),
        ("json", "7,\n      14\n", "7,\n      15\n"),
    ],
)
def test_a_changed_citation_number_is_found(form: Form, number: str, other: str) -> None:
    text = render(TRANSCRIPT, form)
    assert number in text
    assert outcomes(text.replace(number, other, 1)) == ["changed", "ok"]


@pytest.mark.parametrize("form", ["md", "txt"])
def test_a_changed_source_of_a_row_is_found(form: Form) -> None:
    text = render(TRANSCRIPT, form)
    assert outcomes(text.replace("Sources: [2]", "Sources: [3]")) == ["ok", "changed"]


@forms
def test_a_quotation_under_another_heading_is_found(form: Form) -> None:
    found = checked(render(TRANSCRIPT, form).replace("Pain and Tenderness", "Functional Disability"))
    assert [finding.outcome for finding in found.findings] == ["changed", "ok"]
    assert "Pain and Tenderness, line" in found.findings[0].said


@pytest.mark.parametrize(
    ("form", "place", "other"), [("md", "line 32", "line 33"), ("txt", "line 32", "line 3"), ("json", "32,", "33,")]
)
def test_another_line_is_found_in_the_same_edition(form: Form, place: str, other: str) -> None:
    assert PAIN.lines == (32, 32)
    found = checked(render(TRANSCRIPT, form).replace(place, other, 1))
    assert not found.holds
    assert found.findings[0].said == "These words stand at line 32."


@forms
def test_a_passage_that_only_moved_holds_in_a_later_edition(form: Form) -> None:
    section = ARTICLE.sections[0]
    moved = ARTICLE._replace(
        digest="1" * 64,
        sections=tuple(
            section._replace(blocks=tuple(_lower(block) for block in section.blocks)) for section in ARTICLE.sections
        ),
    )
    assert section != moved.sections[0]
    found = checked(render(Transcript((stamp_of(ARTICLE),), (answer("?", PAIN),)), form), moved)
    assert found.holds
    assert found.findings[0].said == "now at line 33"
    assert "was edited since" in found.articles[0]


def _lower(block: object) -> object:
    from bot.article import Paragraph

    if isinstance(block, Paragraph):
        first, last = block.text.lines
        return Paragraph(block.text._replace(lines=(first + 1, last + 1)))
    return block


@forms
def test_a_passage_that_was_taken_out_is_gone(form: Form) -> None:
    without = ARTICLE._replace(digest="1" * 64, sections=ARTICLE.sections[-1:])
    text = render(TRANSCRIPT, form)
    assert outcomes(text, without) == ["gone", "gone"]


@pytest.mark.parametrize("form", ["md", "txt"])
@pytest.mark.parametrize("added", ["but never in children", "> but never in children", "\n> Take ten of them."])
def test_what_is_added_to_a_quotation_is_found(form: Form, added: str) -> None:
    lines = render(TRANSCRIPT, form).split("\n")
    place = next(place for place, line in enumerate(lines) if line.startswith("> "))
    assert outcomes("\n".join([*lines[: place + 1], added, *lines[place + 1 :]])) == ["changed", "ok"]


@pytest.mark.parametrize("form", ["md", "txt"])
def test_a_quotation_without_a_heading_is_found(form: Form) -> None:
    head, mark, rest = render(TRANSCRIPT, form).partition(f"{'## ' if form == 'md' else ''}Question 1")
    assert outcomes(f"{head}> Take ten of them.\n\n{mark}{rest}")[0] == "gone"


@forms
def test_an_editor_may_change_line_ends_and_add_a_mark_at_the_start(form: Form) -> None:
    text = render(TRANSCRIPT, form)
    assert outcomes("\ufeff" + text.replace("\n", "\r\n")) == ["ok", "ok"]


@forms
def test_a_renamed_file_is_known_by_its_content(form: Form) -> None:
    assert outcomes(render(TRANSCRIPT, form), ARTICLE._replace(name="other")) == ["ok", "ok"]


@forms
def test_an_article_that_is_not_there_cannot_be_checked(form: Form) -> None:
    other = articles()[1]
    with pytest.raises(UsageError, match="not in this corpus"):
        checked(render(TRANSCRIPT, form), other)


def test_many_articles_that_are_not_there_are_one_short_sentence() -> None:
    titles = ["First", "S" * 10_000, *map(str, range(1_000))]
    text = "# Citebot transcript\n" + "".join(f"## Article: {title}\n" for title in titles) + "> Gout.\n"
    with pytest.raises(UsageError, match=r'about "First" and "S+…" and "0" and 999 others, which') as error:
        checked(text)
    assert len(error.value.message) < 300


@forms
def test_a_transcript_that_quotes_nothing_is_never_good(form: Form) -> None:
    with pytest.raises(UsageError, match="nothing to check"):
        checked(render(Transcript((stamp_of(ARTICLE),), (answer("hello"),)), form))


@pytest.mark.parametrize(
    "text",
    ["", "\n", "# Another file", "{", "[]", "{}", '{"format": "citebot transcript"}', "[" * 100_000, "{" * 100_000,
     '{"format": "citebot transcript", "version": 1, "articles": [], "turns": [{"passages": [{"text": 7}]}]}',
     '{"format": "citebot transcript", "version": 1, "articles": 7, "turns": []}', "\0"],
)  # fmt: skip
def test_what_is_no_transcript_is_told_in_one_sentence(text: str) -> None:
    with pytest.raises(UsageError) as error:
        checked(text)
    assert error.value.message.count("\n") == 0


@given(st.text())
def test_no_text_breaks_the_parser(text: str) -> None:
    for first in ("# Citebot transcript", "Citebot transcript"):
        assert parse(f"{first}\n{text}").articles is not None
    with pytest.raises(UsageError):
        parse(f"{{{text}")


def test_what_a_forged_transcript_says_cannot_act_on_the_terminal() -> None:
    text = (
        render(TRANSCRIPT, "md")
        .replace("Among the", "Among\x1b[31m the")
        .replace("## Article: ", "## Article: \x1b]0;")
    )
    assert "\x1b" not in shown(checked(text))
