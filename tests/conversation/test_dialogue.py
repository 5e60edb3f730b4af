"""A question and its answer, on the article that ships and on one about something else."""

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.conversation.answer import Answer, to_json
from bot.conversation.bounds import LONGEST
from bot.conversation.dialogue import Conversation
from bot.library import Library
from bot.reading.markdown import read_markdown


def first(answer: Answer) -> str:
    assert answer.quotes, answer.message
    return answer.quotes[0].passage.row or answer.quotes[0].passage.heading[-1]


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("What is hay fever?", "Hay Fever: Signs, Kinds and Remedies"),
        ("why do my eyes water", "Eyes"),
        ("do antihistamines make you drowsy?", "Antihistamines"),
        ("cetirizin", "Antihistamines"),
        ("Which kind is caused by dust mites?", "Perennial Rhinitis"),
        ("perrennial rinitis", "Perennial Rhinitis"),
        ("is mowing the grass a problem?", "Remedies for Hay Fever"),
    ],
)
def test_the_passage_that_answers_comes_first(hay_fever: Library, question: str, found: str) -> None:
    assert first(Conversation(hay_fever).ask(question)) == found


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("What is calcinosis?", "Calcinosis: Symptoms, Types, Causes and Treatment"),
        ("does rituximab help?", "Rituximab"),
        ("calciphylaxis", "Calciphylaxis"),
        ("How do mutations make the kidneys keep phosphate?", "Genetic Factors"),
        ("Can the lumps come back after surgery?", "Surgical Excision"),
    ],
)
def test_the_bundled_article_answers(bundled: Library, question: str, found: str) -> None:
    answer = Conversation(bundled).ask(question)
    assert answer.state == "answered"
    assert first(answer) == found


@pytest.mark.parametrize(
    "question",
    [
        "what forms of calcinosis are there",
        "are there different kinds of calcinosis?",
        "calcinosis varieties",
        "what are the main triggers of calcinosis?",
        "therapies for calcinosis?",
        "can you tell me about the signs of calcinosis",
        "how many treatments for calcinosis are there?",
        "I'm revising calcinosis for an exam. Can you list the types?",
        "I was told there are several types. Which ones?",
        "The consultant rattled off the kinds of calcinosis far too quickly. What are they again?",
        "Roughly, what can doctors do about calcinosis?",
    ],
)
def test_a_list_is_found_by_whatever_its_sort_of_thing_is_called(bundled: Library, question: str) -> None:
    answer = Conversation(bundled).ask(question)
    assert answer.state == "answered"
    assert "table" in [quote.passage.kind for quote in answer.quotes[:2]]


def test_two_lists_asked_for_side_by_side_are_both_shown(bundled: Library) -> None:
    answer = Conversation(bundled).ask("What are the symptoms and treatments of calcinosis?")
    tables = [quote.passage.heading[-1] for quote in answer.quotes if quote.passage.kind == "table"]
    assert tables == ["Symptoms of Calcinosis", "Treatment of Calcinosis"]
    assert "table" not in [
        quote.passage.kind for quote in answer.quotes[:2]
    ]  # what names the items of each comes first


def test_the_second_half_of_a_question_leans_on_the_first(bundled: Library) -> None:
    shown = Conversation(bundled).ask("What causes tumoral calcinosis and how is it treated?").quotes
    assert [quote.passage.row or quote.passage.heading[-1] for quote in shown[:2]] == [
        "Genetic Factors",
        "Phosphate Binders and Dietary Restriction",
    ]
    assert [quote.part for quote in shown[:2]] == [0, 1]


@pytest.mark.parametrize("question", ["What are the causes of calcinosis?", "all five things that can cause it"])
def test_behind_a_whole_list_stands_what_its_summary_leaves_out(bundled: Library, question: str) -> None:
    shown = [quote.passage for quote in Conversation(bundled).ask(question).quotes]
    rows = [passage.row for passage in shown if passage.kind == "table-row"]
    assert "iatrogenic" not in shown[0].text.lower()
    assert rows[0] == "Iatrogenic"


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("which types are inherited?", "Tumoral Calcinosis"),  # the article's opening has both words
        ("which treatment is for superficial lesions?", "Physical Methods"),
        # a surgical excision, under "Physical and Surgical Approaches", does not
        ("what counts as physical?", "Laser and Shock Wave Therapy"),
        ("How is tumoral calcinosis treated?", "Phosphate Binders and Dietary Restriction"),
    ],
)
def test_who_asks_for_a_member_of_a_list_gets_one(bundled: Library, question: str, found: str) -> None:
    assert first(Conversation(bundled).ask(question)) == found


@pytest.mark.parametrize("question", ["every drug that is mentioned", "drugs for calcinosis"])
def test_who_asks_for_all_drugs_gets_passages_that_name_many(bundled: Library, question: str) -> None:
    shown = [quote.passage.row for quote in Conversation(bundled).ask(question).quotes]
    assert "Medical Therapy" in shown


@pytest.mark.parametrize(
    ("question", "unwanted"),
    [
        ("Which treatments are there apart from surgery?", ("surg", "parathyroidectomy")),
        (
            "How can calcinosis be treated without drugs?",
            ("minocycline", "thiosulfate", "rituximab", "tnf", "diltiazem"),
        ),
        ("What types are there other than dystrophic?", ("dystrophic",)),
        ("Apart from pain, what symptoms are there?", ("pain",)),
    ],
)
def test_what_is_not_wanted_comes_behind_what_is(bundled: Library, question: str, unwanted: tuple[str, ...]) -> None:
    answer = Conversation(bundled).ask(question)
    assert answer.state == "answered"
    named = [(quote.passage.row or quote.passage.heading[-1]).lower() for quote in answer.quotes[:4]]
    assert not [name for name in named if name.startswith(unwanted)]


def test_one_who_asks_what_makes_a_list_hard_gets_no_list(bundled: Library) -> None:
    answer = Conversation(bundled).ask("Why are treatments for calcinosis so hard to standardise?")
    assert answer.quotes[0].passage.kind == "paragraph"


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("Which type of calcinosis is the most common?", "Dystrophic Calcinosis"),  # not "its most common associations"
        ("What's the commonest kind of calcinosis?", "Dystrophic Calcinosis"),
        ("Which type do most people have?", "Dystrophic Calcinosis"),
    ],
)
def test_a_superlative_is_found_where_it_is_said_of_what_was_asked(bundled: Library, question: str, found: str) -> None:
    assert first(Conversation(bundled).ask(question)) == found


@pytest.mark.parametrize("question", ["best pizza in Rome", "Who won the 1998 World Cup?", "qwertz zuiop asdf"])
def test_no_passage_is_shown_where_no_word_is_shared(hay_fever: Library, question: str) -> None:
    answer = Conversation(hay_fever).ask(question)
    assert answer.state == "not_found"
    assert answer.quotes == ()
    assert answer.message.startswith("I did not find this in the article.")
    assert "Signs of Hay Fever" in answer.message


def test_an_aspect_that_the_article_leaves_out_is_named(bundled: Library) -> None:
    answer = Conversation(bundled).ask("How many milligrams of diltiazem do people take?")
    assert answer.state == "weak"
    assert "mentions diltiazem but says nothing about dose" in answer.message
    assert first(answer) == "Diltiazem & Bisphosphonates"


def test_the_article_mentions_only_words_that_it_has(bundled: Library) -> None:
    answer = Conversation(bundled).ask("Is it contagious?")  # found by "infection"
    assert answer.state == "weak"
    assert answer.message.startswith("The article says nothing about whether it is catching.")


def test_an_aspect_that_the_article_has_is_answered(hay_fever: Library) -> None:
    assert Conversation(hay_fever).ask("How long do nasal steroids take to work?").state == "answered"
    assert Conversation(hay_fever).ask("What do nasal steroids cost?").state == "weak"


def test_a_drug_that_the_article_does_not_name_is_missing(bundled: Library) -> None:
    answer = Conversation(bundled).ask("Can warfarin set off calciphylaxis?")
    assert answer.state == "weak"
    assert "warfarin" in answer.missing
    assert "warfarin" in answer.message


def test_corrections_and_synonyms_are_told(bundled: Library) -> None:
    answer = Conversation(bundled).ask("calcinossis lumps")
    assert [(c.written, c.read_as) for c in answer.corrections] == [("calcinossis", "calcinosis")]
    answer = Conversation(bundled).ask("is it passed down in the family?")
    assert any("inherited" in synonyms.added or "familial" in synonyms.added for synonyms in answer.synonyms)


def test_no_word_is_told_to_be_searched_beside_itself(bundled: Library) -> None:
    answer = Conversation(bundled).ask("Is it from kidney disease?")
    assert answer.synonyms
    assert not [synonyms for synonyms in answer.synonyms if synonyms.word in synonyms.added]


def test_two_questions_are_both_answered_in_order(bundled: Library) -> None:
    answer = Conversation(bundled).ask("What is calciphylaxis? And does rituximab help?")
    assert answer.state == "answered"
    assert [first(answer), answer.quotes[1].passage.row] == ["Calciphylaxis", "Rituximab"]


def test_of_two_questions_the_one_that_is_not_covered_is_named(bundled: Library) -> None:
    answer = Conversation(bundled).ask("What is calciphylaxis? What does pizza cost in Rome?")
    assert first(answer) == "Calciphylaxis"
    assert "I did not find this" in answer.message


@pytest.mark.parametrize(
    "question",
    [
        "What is progeria and is it inherited?",
        "What is gout and how is it treated?",
        "What is Ehlers-Danlos syndrome, and which types are there?",
    ],
)
def test_what_is_asked_of_a_thing_that_the_article_lacks_is_not_answered_of_another(
    bundled: Library, question: str
) -> None:
    answer = Conversation(bundled).ask(question)
    assert answer.state != "answered"
    assert answer.message.count("does not cover") == 2


def test_what_is_asked_of_a_thing_that_the_article_lacks_lends_nothing_to_the_next_turn(bundled: Library) -> None:
    conversation = Conversation(bundled)
    conversation.ask("What is progeria and is it inherited?")
    assert conversation.ask("Can lupus cause chest pain?").carried_over == ()


@pytest.mark.parametrize(
    "question",
    [
        "What is calciphylaxis and is it dangerous?",
        "What is progeria? And what are the symptoms of calcinosis?",
        "What is gout, what is calcinosis, and how is it treated?",
    ],
)
def test_what_is_asked_of_a_thing_that_the_article_has_is_answered(bundled: Library, question: str) -> None:
    assert Conversation(bundled).ask(question).state == "answered"


def test_a_name_is_mended_only_to_a_word_of_the_article(bundled: Library) -> None:
    conversation = Conversation(bundled)
    assert conversation.ask("What does Ehlers help with?").corrections == ()
    assert [c.read_as for c in conversation.ask("What does Ritximab help with?").corrections] == ["rituximab"]
    assert [c.read_as for c in conversation.ask("Does Bisphosphonat help?").corrections] == ["bisphosphonate"]


def test_a_number_of_passages_is_no_source(bundled: Library) -> None:
    answer = Conversation(bundled).ask("Please cite 2 passages about surgery")
    assert "Surgical Excision" in [quote.passage.row for quote in answer.quotes]


def test_both_sides_of_a_comparison_come_first(bundled: Library) -> None:
    answer = Conversation(bundled).ask("What is the difference between dystrophic and metastatic calcinosis?")
    assert {quote.passage.heading[-1] for quote in answer.quotes[:2]} == {
        "Dystrophic Calcinosis",
        "Metastatic Calcinosis",
    }


def test_a_list_question_gets_the_whole_table(bundled: Library) -> None:
    answer = Conversation(bundled).ask("Which types of calcinosis are there?")
    assert "table" in [quote.passage.kind for quote in answer.quotes[:3]]


@pytest.mark.parametrize("question", ["Where is source 15 used?", "which passages cite 15", "What cites [15]?"])
def test_a_source_is_found_by_its_number(bundled: Library, question: str) -> None:
    answer = Conversation(bundled).ask(question)
    assert answer.quotes
    assert all(15 in quote.passage.citations for quote in answer.quotes)
    assert all(quote.score > 0 for quote in answer.quotes)


@pytest.mark.parametrize("question", ["hello", "thanks!", "bye", "?", "who are you?"])
def test_courtesy_searches_nothing(bundled: Library, question: str) -> None:
    answer = Conversation(bundled).ask(question)
    assert (answer.state, answer.quotes) == ("courtesy", ())
    assert answer.message


def test_an_emergency_is_said_first_and_hides_no_passage(bundled: Library) -> None:
    answer = Conversation(bundled).ask("My skin ulcer is black and I can't breathe")
    assert answer.notice == "emergency"
    assert answer.quotes


def test_a_personal_decision_gets_the_passage_and_the_notice(bundled: Library) -> None:
    answer = Conversation(bundled).ask("Should I stop taking my diltiazem?")
    assert (answer.notice, answer.state) == ("personal_advice", "weak")
    assert first(answer) == "Diltiazem & Bisphosphonates"


def test_the_answer_span_keeps_the_sentence_that_takes_back(hay_fever: Library) -> None:
    quote = Conversation(hay_fever).ask("does rubbing my eyes help?").quotes[0]
    assert quote.answer_span is not None
    assert "cold compresses" in quote.passage.text[slice(*quote.answer_span)]


def test_a_list_item_keeps_its_lead_in(hay_fever: Library) -> None:
    quote = Conversation(hay_fever).ask("mowing the lawn").quotes[0]
    assert quote.passage.text.startswith("Avoid the following:")


def test_a_very_long_question_is_cut_with_a_word_of_notice(bundled: Library) -> None:
    answer = Conversation(bundled).ask("ulcers " * LONGEST)
    assert "I read only its first" in answer.message
    assert answer.question == "ulcers " * LONGEST


def test_the_same_question_gives_the_same_answer_every_time(bundled: Library) -> None:
    answers = {Conversation(bundled).ask("why does it hurt when I grip things") for _ in range(20)}
    assert len(answers) == 1


def test_suggestions_are_answered(bundled: Library) -> None:
    conversation = Conversation(bundled)
    asked = [*conversation.starters(), *conversation.ask("does it hurt?").suggestions]
    assert len(asked) > 4
    assert all(Conversation(bundled).ask(question).state == "answered" for question in asked)


SCHEMA = {
    "type": "object",
    "required": [
        "question", "state", "notice", "message", "searched_for", "corrections", "synonyms",
        "carried_over", "missing", "passages", "suggestions",
    ],
    "properties": {
        "state": {"enum": ["answered", "weak", "not_found", "courtesy"]},
        "notice": {"enum": [None, "emergency", "personal_advice"]},
        "passages": {
            "type": "array",
            "items": {
                "required": [
                    "id", "article", "heading", "kind", "row", "text", "citations", "lines", "score", "answer_span",
                    "matches",
                ],
                "properties": {"score": {"exclusiveMinimum": 0}, "heading": {"minItems": 1}, "text": {"minLength": 1}},
            },
        },
    },
}  # fmt: skip
WORDS = st.sampled_from(
    [
        *"what is calcinosis surgery lumps the treat ulcers and or it dose 2 hurtt grow back why - ???".split(),
        *("[/b]", "\x1b[31m", "\ud800", "什么", "\n"),
    ]
)


@settings(deadline=None, max_examples=150)
@given(st.lists(WORDS, max_size=12).map(" ".join) | st.text(max_size=60))
def test_any_text_gets_a_well_formed_answer(bundled: Library, text: str) -> None:
    conversation = Conversation(bundled)
    for question in (text, "why?"):
        answer = conversation.ask(question)
        jsonschema.validate(to_json(answer), SCHEMA)
        assert (answer.state in ("answered", "weak")) == bool(answer.quotes)
        assert [q.score for q in answer.quotes] == sorted((q.score for q in answer.quotes), reverse=True)
        for quote in answer.quotes:
            length = len(quote.passage.text)
            spans = [*quote.matches, *([quote.answer_span] if quote.answer_span else [])]
            assert all(0 <= start < end <= length for start, end in spans)
            assert list(quote.matches) == sorted(quote.matches)


@pytest.mark.parametrize(
    "question",
    [
        "Just give me the gist.",
        "main points in a nutshell please",
        "Can you sum it up?",
        "what is this article about",
        "What does the article conclude?",
    ],
)
def test_a_request_for_the_whole_gets_the_opening_and_the_summary(bundled: Library, question: str) -> None:
    answer = Conversation(bundled).ask(question)
    assert answer.state == "answered"
    assert {quote.passage.heading[-1] for quote in answer.quotes} & {"Main Points Covered:", "Conclusion"}
    assert all(quote.score > 0 for quote in answer.quotes)


def test_which_medicines_gets_the_passage_that_names_most(bundled: Library) -> None:
    found = Conversation(bundled).ask("Which medicines have been tried?").quotes[:3]
    assert any(quote.passage.row == "Medical Therapy" for quote in found)


def test_the_name_of_another_thing_is_not_met_by_a_part_of_it(bundled: Library) -> None:
    answer = Conversation(bundled).ask("What are the first signs of a kidney stone?")
    assert answer.state != "answered"
    assert "kidney stone" in answer.missing


def test_a_class_said_beside_its_member_is_not_missing(bundled: Library) -> None:
    assert "antibiotic" not in Conversation(bundled).ask("antibiotic minocycline connective tissue disease").missing


def test_a_name_with_figures_and_two_of_them_swapped_is_read_as_meant(bundled: Library) -> None:
    answer = Conversation(bundled).ask("what does GALTN3 do?")
    assert [(c.written.lower(), c.read_as) for c in answer.corrections] == [("galtn3", "galnt3")]
    assert not Conversation(bundled).ask("what does FGF21 do?").corrections


def test_two_passages_that_cite_a_number_in_brackets_are_found(bundled: Library) -> None:
    answer = Conversation(bundled).ask("what is [10] cited for?")
    assert answer.state == "answered"
    assert all(10 in quote.passage.citations for quote in answer.quotes)


def test_an_expression_of_stop_words_that_leads_nowhere_here_is_survived(hay_fever: Library) -> None:
    answer = Conversation(hay_fever).ask("How common is it that they come back?")
    assert answer.state in ("weak", "not_found", "answered")


def test_a_report_of_an_emergency_lends_nothing_to_what_is_asked_next() -> None:
    conversation = Conversation(Library.open())
    assert conversation.ask("I have crushing chest pain and calcinosis").notice == "emergency"
    answer = conversation.ask("does it hurt?")
    assert answer.carried_over == ()
    assert first(answer) == "Pain and Tenderness"


@pytest.mark.parametrize(
    "question",
    [
        "List all the causes please, hospital-made ones included.",
        "List all the causes, and don't leave out the one due to medical care.",
        "all the causes, including the genetic ones",
    ],
)
def test_what_a_list_is_said_to_include_does_not_narrow_it(question: str) -> None:
    answer = Conversation(Library.open()).ask(question)
    assert answer.state == "answered"
    assert "Causes range from" in answer.quotes[0].passage.text


def test_a_passage_that_has_the_words_in_one_sentence_comes_before_one_that_has_them_scattered() -> None:
    between = "Many people notice this first in summer, when they swim, walk and work outside for hours."
    scattered = f"Cold water makes the fingers pale. {between} {between} Gloves help where knitting is slow."
    together = f"{between} {between} Knitting is slow with pale fingers. Gloves help where cold water is about."
    text = f"# Hands\n\n## In winter\n\n{scattered}\n\n## In summer\n\n{together}\n"
    conversation = Conversation(Library.of([read_markdown(text, "hands", "0" * 64)]))
    assert first(conversation.ask("Is knitting with pale fingers slow?")) == "In summer"
