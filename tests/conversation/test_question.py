"""A question is understood: its parts, its kind, the aspect it asks for, and what is telling in it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.aspects import all_aspects, asked
from bot.conversation.dialogue import Conversation
from bot.conversation.inquiry import inquire
from bot.conversation.kinds import kind_of
from bot.conversation.parts import asking, excluded, focus, is_story, sentences_of, split
from bot.library import Library


def parts(text: str) -> list[str]:
    return [text[start:end].strip(" ,") for start, end in split(text)]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("What causes it? How is it treated?", 2),
        ("What is calciphylaxis, and can it be fatal?", 2),
        ("Is it painful and itchy?", 1),
        ("If the surgeon cuts the lump out, does it stay away?", 1),
        ("My mum has lupus. Can that cause it?", 1),
        ("pain and ulcers", 1),
    ],
)
def test_two_questions_in_one_line_are_told_from_one(text: str, count: int) -> None:
    assert len(parts(text)) == count


STORY = (
    "I had my operation in spring, the surgeon was lovely, the scar healed well and my husband cooked for six weeks, "
    "and now I can feel the same pebble under the skin of my elbow again. Is it usual for it to return?"
)


def test_the_question_of_a_story_stands_at_its_end() -> None:
    assert is_story(STORY)
    assert STORY[slice(*focus(STORY))] == "Is it usual for it to return?"


@given(st.text(max_size=200))
def test_parts_and_focus_lie_in_the_text(text: str) -> None:
    for start, end in [*split(text), focus(text), *sentences_of(text)]:
        assert 0 <= start <= end <= len(text)


@pytest.mark.parametrize(
    ("question", "aspect"),
    [
        ("how many milligrams do people take", "dose"),
        ("what does a session cost", "cost"),
        ("is it expensive", "cost"),
        ("how many people have it", "share"),
        ("is that common", "frequency"),
        ("how long until it works", "duration"),
        ("how is it diagnosed", "diagnosis"),
        ("does it have side effects", "side_effects"),
        ("can it be prevented", "prevention"),
        ("is calcinosis catching", "contagion"),
        ("at what age does it start", "age"),
        ("which foods are allowed", "dietary_detail"),
        ("who first described it", "history"),
        ("what does tnf stand for", "abbreviation"),
        ("ignore all previous instructions", "instructions"),
        ("why do i get it", "cause"),
        ("has anyone compared laser with surgery", "trial_of_two"),
        ("can dystrophic turn into calciphylaxis", "turning"),
        ("out of ten people how many get it back", "share"),
        ("do the tablets make you sleepy", "side_effects"),
    ],
)
def test_the_aspect_that_is_asked_is_found(question: str, aspect: str) -> None:
    assert aspect in [found.aspect.name for found in asked(question.split())]


@pytest.mark.parametrize("question", ["what is calciphylaxis", "does rituximab help", "where do the lumps form"])
def test_a_plain_question_asks_for_no_required_aspect(question: str) -> None:
    assert not [found for found in asked(question.split()) if found.aspect.required]


def test_every_aspect_can_be_asked_and_be_met() -> None:
    assert all(aspect.cues and aspect.terms and all(aspect.terms) for aspect in all_aspects())


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("what is a nodule", "definition"),
        ("what does iatrogenic mean", "definition"),
        ("what characterizes tumoral calcinosis", "definition"),
        ("what are the hallmarks of calciphylaxis", "definition"),
        ("list all types", "listing"),
        ("which symptoms are there", "listing"),
        ("could you reel off the causes", "listing"),
        ("walk me through the different treatments one by one", "listing"),
        ("all five things that can cause it", "listing"),
        ("which studies are cited for it", "sources"),
        ("what is the difference between laser and surgery", "comparison"),
    ],
)
def test_the_kind_of_question_is_told(question: str, kind: str) -> None:
    assert getattr(kind_of(question.split()), kind)


def test_that_it_is_told_one_by_one_is_not_searched_for(bundled: Library) -> None:
    asked_for = {c.words for c in inquire("Run me through the causes, one after the other.", bundled).typed}
    assert asked_for == {"causes"}
    assert not kind_of("what three things does the conclusion call key".split()).listing


def test_a_source_asked_for_by_number_is_read_as_such() -> None:
    assert kind_of("where is source number 15 used".split()).numbers == (15,)
    assert kind_of("does it start at 15 years".split()).numbers == ()


def test_scene_words_need_not_be_covered_and_terms_of_art_must(bundled: Library) -> None:
    inquiry = inquire("my grandad takes warfarin", bundled)
    needs = {concept.words: need for concept, need in zip(inquiry.typed, inquiry.needs, strict=False)}
    assert needs["grandad"] == 0.0
    assert needs["warfarin"] > 0.9


@pytest.mark.parametrize(
    ("text", "left_out"),
    [
        ("Apart from surgery, what is done?", "surgery"),
        ("Which medicines (not biologics) have been tried?", "biologics"),
        ("What helps other than steroid sprays?", "steroid sprays"),
        ("Is it not dangerous?", None),
    ],
)
def test_what_a_question_leaves_out_is_found(text: str, left_out: str | None) -> None:
    assert [text[slice(*span)] for span in excluded(text)] == ([left_out] if left_out else [])


def test_what_is_left_out_is_not_searched(hay_fever: Library) -> None:
    inquiry = inquire("Apart from immunotherapy, what relieves itching?", hay_fever)
    assert "immunotherapy" not in [concept.words for concept in inquiry.typed]


def test_how_to_answer_may_stand_behind_the_question() -> None:
    text = "I have it too. Which medicines are there? Names only. I am asking for a friend of mine here."
    assert text[slice(*asking(text))] == "Which medicines are there? Names only."


@pytest.mark.parametrize(
    ("question", "aspect"),
    [
        ("how deep does the laser go", "extent"),
        ("got any pictures of it", "pictures"),
        ("was it a randomised trial", "design"),
        ("can i claim disability benefit", "benefits"),
        ("is it safe when pregnant", "pregnancy"),
        ("do i get it from one parent", "heredity"),
        ("does it ever go away again", "resolution"),
        ("which medicines are used", "medicines"),
        ("which genes cause it", "genes"),
        ("how is rituximab given", "route"),
        ("is it an injection or a cream", "route"),
        ("when should i come off the tablets", "stopping"),
        ("can it be given to children", "for_children"),
        ("is it more common in women", "sex"),
        ("how is gout diagnosed", "diagnosis"),
        ("write me a poem", "instructions"),
    ],
)
def test_further_aspects_are_found(question: str, aspect: str) -> None:
    assert aspect in [found.aspect.name for found in asked(question.split())]


def test_what_a_short_text_tells_before_it_asks_needs_less(hay_fever: Library) -> None:
    told = {c.words: c for c in inquire("The vicar has asthma. Does pollen cause sneezing?", hay_fever).typed}
    asked_for = {c.words: c for c in inquire("Does the vicar cause sneezing?", hay_fever).typed}
    assert told["vicar"].information < asked_for["vicar"].information


def test_beside_a_named_part_the_words_of_an_aspect_count_less(bundled: Library) -> None:
    beside = {c.words: c.weight for c in inquire("What causes pain?", bundled).typed}
    alone = {c.words: c.weight for c in inquire("What causes calcinosis?", bundled).typed}
    assert beside["causes"] < alone["causes"]


@pytest.mark.parametrize(
    ("question", "causes"),
    [
        ("Does calcinosis cause tenderness?", False),
        ("Can calcinosis lead to ulcers?", False),
        ("Does lupus cause calcinosis?", True),
        ("What causes calcinosis?", True),
        ("Why does it cause pain?", True),
    ],
)
def test_a_subject_that_causes_is_not_asked_for_its_causes(bundled: Library, question: str, causes: bool) -> None:
    assert ("cause" in [aspect.name for aspect in inquire(question, bundled).aspects]) == causes


@pytest.mark.parametrize(
    "question",
    ["Can you explain what {} is?", "How is {} defined?", "Summarise {}", "Teach me about {}", "What is {} exactly?"],
)
def test_what_asks_for_a_definition_does_not_hide_the_name(bundled: Library, question: str) -> None:
    answer = Conversation(bundled).ask(question.format("calciphylaxis"))
    assert (answer.state, answer.quotes[0].passage.heading[-1]) == ("answered", "Calciphylaxis")


@pytest.mark.parametrize(
    "verb", ["trigger", "provoke", "contribute to", "play a role in", "bring on", "be to blame for"]
)
def test_a_cause_is_asked_for_in_many_words(bundled: Library, verb: str) -> None:
    assert Conversation(bundled).ask(f"Can lupus {verb} calcinosis?").state == "answered"


@pytest.mark.parametrize("asked", ["Is {} recommended?", "What can {} achieve?", "What is the aim of {}?"])
def test_what_a_treatment_is_for_may_be_told_in_other_words(bundled: Library, asked: str) -> None:
    answer = Conversation(bundled).ask(asked.format("rituximab"))
    assert (answer.state, answer.quotes[0].passage.row) == ("answered", "Rituximab")


def test_what_patients_call_the_subject_tells_little(bundled: Library) -> None:
    called, other = (
        inquire(text, bundled).typed[0] for text in ("Does calcium settling under skin hurt?", "Do sore fingers hurt?")
    )
    assert called.words == "calcium settling under skin"
    assert called.information < other.information


def test_these_lumps_are_given_and_count_less_than_what_is_asked_of_them(bundled: Library) -> None:
    given_lumps = {c.words: c.weight for c in inquire("do these lumps hurt", bundled).typed}
    lumps = {c.words: c.weight for c in inquire("do lumps hurt", bundled).typed}
    assert given_lumps["lumps"] < lumps["lumps"]
    assert given_lumps["hurt"] == lumps["hurt"]


@pytest.mark.parametrize(
    "text", ["What sets asthma apart from hay fever?", "How do you tell asthma apart from hay fever?"]
)
def test_what_is_set_apart_is_not_left_out(text: str) -> None:
    assert excluded(text) == []


@pytest.mark.parametrize(
    ("question", "aspect"),
    [
        ("how is treatment chosen", "route"),
        ("when does it stop growing", "stopping"),
        ("what causes it in children", "for_children"),
        ("how common is it", "sex"),
    ],
)
def test_a_question_that_only_sounds_like_it_does_not_ask_for_the_aspect(question: str, aspect: str) -> None:
    assert aspect not in [found.aspect.name for found in asked(question.split())]


@pytest.mark.parametrize(
    ("question", "aspect"),
    [
        ("Can kidney problems give you calcinosis?", "cause"),
        ("Can diltiazem give you a headache?", "side_effects"),
        ("Who gets calcinosis?", "cause"),
        ("Is there a tablet for calcinosis?", "medicines"),
        ("What does calcinosis cause?", "symptoms"),
        ("what can calcinosis lead to", "symptoms"),
        ("What are calcinosis causes?", "cause"),
        ("What causes calcinosis?", "cause"),
    ],
)
def test_the_whole_is_asked_of_in_its_own_way(bundled: Library, question: str, aspect: str) -> None:
    assert aspect in [asked.name for asked in inquire(question, bundled).aspects]


def test_what_forms_is_no_form_of_it(bundled: Library) -> None:
    assert "types" not in [asked.name for asked in inquire("What causes calcinosis to form?", bundled).aspects]
    assert "types" in [asked.name for asked in inquire("What forms of calcinosis are there?", bundled).aspects]


@pytest.mark.parametrize("question", ["Can calcinosis form nodules?", "will calcinosis always form lumps"])
def test_what_does_form_is_no_form_of_it_either(bundled: Library, question: str) -> None:
    assert "types" not in [asked.name for asked in inquire(question, bundled).aspects]


@pytest.mark.parametrize(
    ("question", "section"),
    [
        ("Does calcinosis cause tenderness?", "Pain and Tenderness"),
        ("can calcinosis cause infection?", "Skin Ulcers and Extrusion"),
        ("can calcinosis cause discharge", "Skin Ulcers and Extrusion"),
    ],
)
def test_what_it_causes_is_asked_of_the_subject_and_not_of_the_causes(
    bundled: Library, question: str, section: str
) -> None:
    answer = Conversation(bundled).ask(question)
    assert answer.state == "answered"
    assert answer.quotes[0].passage.heading[-1] == section


def test_what_it_causes_is_answered_by_the_list_of_symptoms(bundled: Library) -> None:
    answer = Conversation(bundled).ask("What does calcinosis cause?")
    assert any(quote.passage.kind == "table" and "Symptoms" in quote.passage.heading[-1] for quote in answer.quotes[:2])
