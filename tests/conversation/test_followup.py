"""What a turn leaves unsaid comes from the turns before it, and only when it lacks something."""

import pytest

from bot.conversation.answer import Answer
from bot.conversation.dialogue import Conversation
from bot.conversation.followup import asks_for_more
from bot.library import Library


def last(library: Library, *questions: str) -> Answer:
    conversation = Conversation(library)
    return [conversation.ask(question) for question in questions][-1]


def first(answer: Answer) -> str:
    assert answer.quotes, answer.message
    return answer.quotes[0].passage.row or answer.quotes[0].passage.heading[-1]


@pytest.mark.parametrize(
    ("turns", "found"),
    [
        (["What is perennial rhinitis?", "what causes it?"], "Perennial Rhinitis"),
        (["What are nasal steroids for?", "how long do they take to work?"], "Nasal Steroids"),
        (["Tell me about seasonal rhinitis", "is that common?"], "Seasonal Rhinitis"),
        (["Do antihistamines help?", "and immunotherapy?"], "Immunotherapy"),
        (["What are nasal steroids for?", "no, I meant the antihistamines"], "Antihistamines"),
        (
            ["Which is for severe cases, antihistamines or immunotherapy?", "tell me about the second one"],
            "Immunotherapy",
        ),
    ],
)
def test_a_turn_that_lacks_its_subject_gets_it(hay_fever: Library, turns: list[str], found: str) -> None:
    assert first(last(hay_fever, *turns)) == found


@pytest.mark.parametrize(
    ("turns", "found"),
    [
        (["What are the causes of calcinosis?", "which is the most common?"], "Tissue Injury and Inflammation"),
        (["What types of calcinosis are there?", "which is the most common?"], "Dystrophic Calcinosis"),
        (["Which kinds of calcinosis are there?", "which of those is life-threatening?"], "Calciphylaxis"),
        (
            ["What are the types of calcinosis?", "which one is life-threatening?", "and which is the most common?"],
            "Dystrophic Calcinosis",  # it chooses from the same list, and is not about calciphylaxis
        ),
        (["Is idiopathic calcinosis hereditary?", "so which one is hereditary?"], "Tumoral Calcinosis"),
        (["Is calciphylaxis inherited?", "which type is inherited?"], "Tumoral Calcinosis"),
        (["What does metastatic mean here?", "ok and dystrophic?"], "Dystrophic Calcinosis"),  # no longer metastatic
    ],
)
def test_a_turn_that_chooses_does_so_from_the_list_that_was_asked_for(
    bundled: Library, turns: list[str], found: str
) -> None:
    answer = last(bundled, *turns)
    assert (answer.state, first(answer)) == ("answered", found)


@pytest.mark.parametrize(
    ("turns", "found"),
    [
        (["What types of calcinosis are there?", "explain number 2"], "Metastatic Calcinosis"),
        (["What types of calcinosis are there?", "number four please"], "Iatrogenic Causes"),
        (["What types of calcinosis are there?", "and the fifth one?"], "Calciphylaxis"),
    ],
)
def test_a_member_of_a_list_is_meant_by_its_number(bundled: Library, turns: list[str], found: str) -> None:
    assert first(last(bundled, *turns)) == found


def test_the_number_of_a_source_is_not_that_of_a_member(bundled: Library) -> None:
    asked = "which statements rest on source number 2?"
    assert last(bundled, "What types of calcinosis are there?", asked).quotes[0].passage.citations.count(2) == 1


@pytest.mark.parametrize(
    "turns",
    [
        ["Tell me about dystrophic calcinosis", "what other types are there?"],
        ["Tell me about rituximab", "what else is there?"],
        ["Does diltiazem help?", "is there an alternative to that?"],
        ["Does calcinosis hurt?", "any other symptoms?"],
        ["How is calcinosis treated?", "and without surgery?"],
        ["Does surgery help?", "and without an operation?"],
    ],
)
def test_who_asks_for_others_gets_the_list_and_not_the_same_again(bundled: Library, turns: list[str]) -> None:
    named = last(bundled, turns[0]).quotes[0].passage
    answer = last(bundled, *turns)
    assert answer.state == "answered"
    assert "table" in [quote.passage.kind for quote in answer.quotes[:2]]
    assert named.row is None or all(quote.passage.row != named.row for quote in answer.quotes)


@pytest.mark.parametrize(
    ("turns", "section"),
    [
        (["Why do I get sores?", "how are they treated?"], "Treatment of Calcinosis"),
        (["What do the lumps look like?", "and treatment?"], "Treatment of Calcinosis"),
        (["Does it change how you look?", "can anything be done about that?"], "Treatment of Calcinosis"),
        (["Can bad kidneys give you calcinosis?", "which kind would that be?"], "Types of Calcinosis"),
        (["I have dermatomyositis, why is there calcium in my skin?", "which type is it?"], "Types of Calcinosis"),
    ],
)
def test_what_is_asked_of_what_was_spoken_of_is_found_in_its_own_section(
    bundled: Library, turns: list[str], section: str
) -> None:
    assert section in last(bundled, *turns).quotes[0].passage.heading


@pytest.mark.parametrize(
    ("turns", "found"),
    [
        (["What is dystrophic calcinosis?", "is the calcium in the blood high?"], "Dystrophic Calcinosis"),
        (["What is idiopathic calcinosis?", "is it inherited?"], "Idiopathic Calcinosis"),  # its cases are sporadic
        (["When are parathyroid glands removed?", "Is that for mild cases too?"], "Parathyroidectomy"),
    ],
)
def test_the_opposite_answers_what_is_asked_of_what_was_spoken_of(
    bundled: Library, turns: list[str], found: str
) -> None:
    assert first(last(bundled, *turns)) == found


def test_for_which_types_is_asked_of_the_treatment_that_was_spoken_of(bundled: Library) -> None:
    turns = ["What is the use of phosphate binders?", "for which types?"]
    assert first(last(bundled, *turns)).startswith("Phosphate Binders")


def test_what_is_left_out_is_told(bundled: Library) -> None:
    turns = ["Tell me about dystrophic calcinosis", "what other types are there?"]
    assert last(bundled, *turns).searched_for == "types without dystrophic"


def test_others_of_what_was_spoken_of_itself_are_asked_of_it(bundled: Library) -> None:
    answer = last(bundled, "What is tumoral calcinosis?", "what other causes does it have?")
    assert "tumoral" in " ".join(answer.carried_over)


def test_what_was_carried_over_is_told(hay_fever: Library) -> None:
    answer = last(hay_fever, "What is perennial rhinitis?", "what causes it?")
    assert "perennial" in answer.carried_over
    assert "perennial" in answer.searched_for


@pytest.mark.parametrize(
    "question",
    ["Do antihistamines make people drowsy?", "A different question: do my eyes turn red?", "What are nasal steroids?"],
)
def test_a_complete_new_question_is_not_mixed_with_the_old_one(hay_fever: Library, question: str) -> None:
    after = last(hay_fever, "What is perennial rhinitis?", question)
    assert after.carried_over == ()
    assert after.quotes == Conversation(hay_fever).ask(question).quotes


def test_a_question_about_something_else_is_not_answered_by_what_was_said_before(hay_fever: Library) -> None:
    answer = last(hay_fever, "Do antihistamines make people drowsy?", "best pizza in Rome")
    assert (answer.state, answer.carried_over) == ("not_found", ())


def test_more_goes_on_without_repeats_until_all_is_said(hay_fever: Library) -> None:
    conversation = Conversation(hay_fever, top=2)
    seen = [quote.passage.id for quote in conversation.ask("hay fever signs").quotes]
    for _ in range(50):
        answer = conversation.ask("more")
        if not answer.quotes:
            break
        seen += [quote.passage.id for quote in answer.quotes]
    assert (answer.state, answer.message) == ("courtesy", "That was all I found in the article on this.")
    assert len(seen) == len(set(seen)) > 2


def test_back_to_what_was_asked_first(hay_fever: Library) -> None:
    turns = [
        "What is perennial rhinitis?",
        "Do antihistamines help?",
        "and the first one I asked about, what causes it?",
    ]
    assert first(last(hay_fever, *turns)) == "Perennial Rhinitis"


def test_a_new_conversation_remembers_nothing(hay_fever: Library) -> None:
    conversation = Conversation(hay_fever)
    conversation.ask("What is perennial rhinitis?")
    conversation.restart()
    assert conversation.ask("what causes it?").carried_over == ()


@pytest.mark.parametrize("text", ["more", "tell me more", "More please", "go on", "what else?", "show me more"])
def test_asking_for_more_is_known(text: str) -> None:
    assert asks_for_more(text)


@pytest.mark.parametrize(
    "text", ["more pain in the morning?", "is it more common in children?", "what else causes it?"]
)
def test_a_question_with_more_in_it_is_a_question(text: str) -> None:
    assert not asks_for_more(text)


def test_the_last_one_in_a_list_that_was_shown_is_the_last_row_of_its_table(bundled: Library) -> None:
    talk = Conversation(bundled)
    talk.ask("List the types of calcinosis.")
    answer = talk.ask("the last one in that list?")
    assert answer.quotes[0].passage.heading[-1] == "Tumoral Calcinosis"


def test_the_second_one_is_of_the_last_two_that_were_put_side_by_side(bundled: Library) -> None:
    talk = Conversation(bundled)
    talk.ask("How is dystrophic calcinosis different from metastatic calcinosis?")
    talk.ask("Tell me more about the second one")
    assert talk.ask("And what drives the first one?").carried_over[0] == "dystrophic"


def test_persons_and_times_are_not_carried_over(hay_fever: Library) -> None:
    talk = Conversation(hay_fever)
    talk.ask("My neighbour has seasonal rhinitis since Monday. What is it?")
    assert not {"neighbour", "monday"} & set(talk.ask("Is it common?").carried_over)


def test_a_long_name_carried_over_counts_no_more_than_a_short_one(bundled: Library) -> None:
    talk = Conversation(bundled)
    talk.ask("Can a machine break the deposits up with shock waves?")
    answer = talk.ask("And what about cutting them out?")
    assert answer.quotes[0].passage.row == "Surgical Excision"


def test_a_complete_question_about_the_article_s_subject_is_not_mixed_with_the_one_before() -> None:
    conversation = Conversation(Library.open())
    conversation.ask("What causes calcinosis?")
    answer = conversation.ask("What are the symptoms of calcinosis?")
    assert answer.carried_over == ()


def test_the_other_is_the_one_of_two_that_was_not_spoken_of_last() -> None:
    conversation = Conversation(Library.open())
    conversation.ask("Which biologic drugs get used for calcinosis?")
    conversation.ask("Which of them is mostly about juvenile dermatomyositis?")
    answer = conversation.ask("Tell me about the other.")
    assert answer.quotes[0].passage.row == "Rituximab"


@pytest.mark.parametrize(
    ("turns", "found"),
    [
        (
            ["How do nasal steroids and antihistamines differ? Explain it like I'm twelve.", "the second one"],
            "Antihistamines",
        ),
        (["Nasal steroids or antihistamines?", "With the latter, what is it like?"], "Antihistamines"),
        (["Antihistamines or immunotherapy?", "which sort of remedy is the latter actually?"], "Immunotherapy"),
        (
            [
                "Three remedies: antihistamines, immunotherapy, nasal steroids. What are antihistamines?",
                "the second one",
            ],
            "Immunotherapy",
        ),
    ],
)
def test_subjects_are_counted_in_the_order_in_which_they_were_named(
    hay_fever: Library, turns: list[str], found: str
) -> None:
    assert first(last(hay_fever, *turns)) == found


def test_the_words_that_only_say_which_one_is_meant_are_not_searched_for(bundled: Library) -> None:
    answer = last(bundled, "Calcinosis types?", "the last one in that list?", "and the one you named at the start?")
    assert first(answer) == "Dystrophic Calcinosis"
    assert (answer.state, answer.missing) == ("answered", ())


def test_what_the_same_is_asked_of_counts_be_it_only_persons(bundled: Library) -> None:
    answer = last(bundled, "What is rituximab used for in calcinosis?", "and in children?")
    assert first(answer) == "TNF Inhibitors"


def test_what_the_same_is_asked_of_is_missed_where_the_article_lacks_it(hay_fever: Library) -> None:
    answer = last(hay_fever, "Do antihistamines help?", "and in children?")
    assert answer.state != "answered"
    assert answer.missing == ("children",)


@pytest.mark.parametrize(
    ("turns", "found"),
    [
        (["When is calcinosis cut out?", "does it stay gone after that?"], "Surgical Excision"),
        (["Does calcinosis hurt?", "and the immune system, how does it do that?"], "Autoimmune Diseases"),
    ],
)
def test_what_a_turn_says_itself_outweighs_what_it_is_lent(bundled: Library, turns: list[str], found: str) -> None:
    assert first(last(bundled, *turns)) == found


@pytest.mark.parametrize(
    ("turns", "found"),
    [
        (["When is surgical excision done?", "does it last?"], "Surgical Excision"),
        (["What is parathyroidectomy?", "which illness is often at the bottom of that?"], "Parathyroidectomy"),
        (["Why do skin ulcers open?", "could they be caused by something else?"], "Skin Ulcers and Extrusion"),
        (["What is calciphylaxis?", "and if it's not that bad?"], "Calciphylaxis"),
    ],
)
def test_a_word_that_only_looks_like_a_pointer_points_nowhere(bundled: Library, turns: list[str], found: str) -> None:
    assert first(last(bundled, *turns)) == found


def test_back_to_something_goes_back_to_where_it_was_spoken_of(bundled: Library) -> None:
    turns = ["What is calciphylaxis?", "What is parathyroidectomy?", "Do the lumps hurt?"]
    answer = last(bundled, *turns, "back to the parathyroidectomy: who needs it?")
    assert first(answer) == "Parathyroidectomy"
    assert "calciphylaxis" not in answer.carried_over


@pytest.mark.parametrize(
    "question",
    [
        "Which kind of calcinosis goes with too much calcium in the blood?",
        "Is there a treatment for calcinosis in everybody?",
        "How does an attack of the immune system end in calcium deposits?",
        "Which gene faults are listed for tumoral calcinosis?",
    ],
)
def test_a_long_question_that_points_nowhere_is_complete(bundled: Library, question: str) -> None:
    assert last(bundled, "How are iatrogenic causes prevented?", question).carried_over == ()


@pytest.mark.parametrize(
    ("turns", "found"),
    [
        (["Primary or secondary tumoral calcinosis?", "what is behind the second?"], "Tumoral Calcinosis"),
        (["What sets dystrophic and metastatic apart?", "which one has normal blood", "the other one?"], "Metastatic"),
        (["Laser or operation?", "Which is for deposits near the surface?", "And the other one?"], "Surgical Excision"),
        (
            ["what operations are there for calcinosis?", "which one takes out glands?", "and the other one?"],
            "Surgical Excision",  # what was answered before
        ),
        (
            [
                "Which biologic helps in juvenile dermatomyositis?",
                "how good is the evidence?",
                "and the other biologic?",
            ],
            "Rituximab",
        ),
    ],
)
def test_the_other_and_the_second_are_found_again(bundled: Library, turns: list[str], found: str) -> None:
    assert first(last(bundled, *turns)).startswith(found)


@pytest.mark.parametrize(
    ("turns", "found"),
    [
        (
            ["List the types of calcinosis.", "Take the third one, what is it?", "And the last one?"],
            "Tumoral Calcinosis",
        ),
        (["Which type has normal blood calcium?", "And one where it's raised?"], "Metastatic"),
        (
            ["Which type has normal blood calcium?", "And where the blood calcium is high, what's that called?"],
            "Metastatic Calcinosis",
        ),
        (
            [
                "Tell me about the idiopathic type.",
                "Sorry, I meant the iatrogenic one.",
                "and the one I said by mistake?",
            ],
            "Idiopathic Calcinosis",
        ),
        (["Is calcinosis one illness or several?", "Which of them is caused by medical treatment?"], "Iatrogenic"),
        (["What can doctors do about calcinosis?", "Which of those is for the kidney type?"], "Parathyroidectomy"),
        (["Tell me about the skin ulcers.", "Are they painful?"], "Skin Ulcers"),
        (["What is tumoral calcinosis?", "Can it turn into cancer?", "How is it treated?"], "Phosphate Binders"),
        (["What is colchicine for?", "Is it well tested?"], "Minocycline & Colchicine"),
        (["Do phosphate binders help?", "and if the parathyroid is the problem?"], "Parathyroidectomy"),
    ],
)
def test_what_a_turn_asks_of_is_kept_or_left_as_it_says(bundled: Library, turns: list[str], found: str) -> None:
    assert first(last(bundled, *turns)).startswith(found)


def test_another_source_is_asked_for_by_its_number_alone(bundled: Library) -> None:
    shown = last(bundled, "What does source 8 say?", "And number 1?").quotes
    assert all(1 in quote.passage.citations for quote in shown[:3])


def test_what_they_are_called_is_the_list_that_was_spoken_of(bundled: Library) -> None:
    turns = ["Is calcinosis one illness or several?", "What are they all called?"]
    assert (
        last(bundled, *turns).quotes[0].passage
        == last(bundled, "What types of calcinosis are there?").quotes[0].passage
    )


def test_the_list_is_told_in_the_order_in_which_it_is_counted(bundled: Library) -> None:
    turns = ["What types of calcinosis are there?"]
    told = last(bundled, *turns).quotes[0].passage.text.lower()
    counted = [first(last(bundled, *turns, f"the {number} one")) for number in ("first", "second", "third", "fourth")]
    places = [told.index(name.split()[0].lower()) for name in counted]
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("turns", "found"),
    [
        (["Which types are there?", "tell me about the first one", "and the next one?"], "Metastatic Calcinosis"),
        (["Which types are there?", "the third one", "what is the one before that?"], "Metastatic Calcinosis"),
        (["What is dystrophic calcinosis?", "and the next type?"], "Metastatic Calcinosis"),
        (["In the treatment table, what comes under physical methods?", "And the row underneath it?"], "Surgical"),
        (["What are the symptoms?", "the second one", "what comes next in the table?"], "Pain and Tenderness"),
        (["What is metastatic calcinosis?", "the previous one"], "Dystrophic Calcinosis"),
        (["What is calciphylaxis?", "and the one before that?"], "Iatrogenic"),
    ],
)
def test_what_stands_next_to_what_was_spoken_of_is_found(bundled: Library, turns: list[str], found: str) -> None:
    assert first(last(bundled, *turns)).startswith(found)


@pytest.mark.parametrize("turn", ["what is the next step?", "what happens next?", "and the week before that?"])
def test_next_is_not_always_the_next_of_a_list(bundled: Library, turn: str) -> None:
    turns = ["Which types are there?", "What is dystrophic calcinosis?", turn]
    assert "metastatic" not in last(bundled, *turns).carried_over


def test_there_is_nothing_behind_the_last_of_a_list(hay_fever: Library) -> None:
    answer = last(hay_fever, "Which remedies are there?", "what is immunotherapy?", "and the next one?")
    assert "steroids" not in answer.carried_over


@pytest.mark.parametrize(
    ("turns", "found"),
    [
        (["What do phosphate binders do?", "In which kinds of calcinosis?"], "Phosphate Binders"),
        (["What is rituximab?", "for which types?"], "Rituximab"),
        (["What is a parathyroidectomy?", "In which cases?"], "Parathyroidectomy"),
        (["What does colchicine do?", "Has it been tested?"], "Minocycline & Colchicine"),
    ],
)
def test_the_rest_of_a_question_is_about_what_was_spoken_of(bundled: Library, turns: list[str], found: str) -> None:
    answer = last(bundled, *turns)
    assert first(answer).startswith(found)
    assert answer.state == "answered"


def test_what_is_shown_where_the_article_is_silent_is_nothing_to_go_on_from(bundled: Library) -> None:
    turns = ["Who was the first doctor to describe calcinosis?", "Okay, so what is it then?"]
    assert last(bundled, turns[0]).state != "answered"
    assert first(last(bundled, *turns)) == bundled.titles["calcinosis"]


def test_its_sources_are_still_told(bundled: Library) -> None:
    turns = ["Which doctor should somebody with diltiazem for calcinosis see?", "How much diltiazem do they take?"]
    silent = last(bundled, *turns)
    assert silent.state == "weak"
    assert first(last(bundled, *turns, "And who is cited for it?")) == first(silent)


@pytest.mark.parametrize(
    ("turns", "written_out"),
    [
        (["What is calcinosis?", "what causes it?", "and how is it treated?"], "How is calcinosis treated?"),
        (["Is calcinosis hereditary?", "what about treatment?"], "How is calcinosis treated?"),
        (["How is calcinosis treated?", "can it be cured?"], "Can calcinosis be cured?"),
    ],
)
def test_a_turn_asks_of_the_whole_again(bundled: Library, turns: list[str], written_out: str) -> None:
    answer = last(bundled, *turns)
    assert answer.state == "answered"
    assert first(answer) == first(last(bundled, written_out))


def test_a_part_without_an_answer_is_no_ground_to_go_on_from(bundled: Library) -> None:
    answer = last(bundled, "Is calcinosis contagious, can I catch it from my wife?", "then what does it come from?")
    assert "ulcers" not in answer.carried_over


KIDNEY = ["how do you treat calcinosis in lupus", "sorry i meant the kidney type"]


def test_who_meant_another_kind_asks_the_same_of_it(bundled: Library) -> None:
    answer = last(bundled, *KIDNEY)
    assert "treatment" in answer.carried_over
    assert "Treatment of Calcinosis" in answer.quotes[0].passage.heading


SIDES = ["explain dystrophic calcinosis", "how's it different from metastatic"]


def test_what_differs_from_what_was_spoken_of_is_shown_beside_it(bundled: Library) -> None:
    best = [quote.passage.heading[-1] for quote in last(bundled, *SIDES).quotes[:2]]
    assert best == ["Metastatic Calcinosis", "Dystrophic Calcinosis"]


@pytest.mark.parametrize(
    ("turns", "found"),
    [
        (["is the calcium in the blood normal in the first one?"], "Dystrophic Calcinosis"),
        (["is the calcium in the blood normal in the first one?", "and the other one?"], "Metastatic Calcinosis"),
    ],
)
def test_of_two_sides_one_of_which_was_not_named_again_each_can_be_meant(
    bundled: Library, turns: list[str], found: str
) -> None:
    assert first(last(bundled, *SIDES, *turns)) == found


def test_another_aspect_leaves_the_words_of_the_last_one(bundled: Library) -> None:
    answer = last(bundled, "what is calcinosis", "what causes it?", "how would i know i have it")
    assert "causes" not in answer.carried_over
