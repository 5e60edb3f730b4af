"""An answer in words, and the commands about it."""

from pathlib import Path

import pytest

from bot.conversation.answer import Answer, Contribution, Correction, Quote
from bot.keeping import clipboard
from bot.plain.rendering import explained, render
from tests.chat.sample import ANSWERED, ANSWERS, KINDS, SLEEP, SLEEP_QUOTE, FakeConversation
from tests.plain.talking import ABOUT_COFFEE, SLEEP_QUESTION, Shelf, reply, talk

PASSAGES = (
    "Answered from the article.\n"
    'Searched for: sleep tea; "slep" read as "sleep"; "hurt" also as delay; from your earlier question: tea\n\n'
    "Passage 1. Effects of Tea > Sleep (line 9)\n"
    "Black tea keeps many people awake. Drunk in the evening, it can delay sleep by an hour [2] [7].\n\n"
    "Passage 2. Effects of Tea > Sleep (line 12)\n"
    "Avoid the following:\n"
    "- Black tea after noon [2]\n\n"
    "Passage 3. Kinds of Tea (line 20)\n"
    "Kind: Green; Leaf: Not oxidised; Taste: Grassy; Sources: [4]\n\n"
)


def test_an_answer_is_said_in_words() -> None:
    asked = "You could ask:\n- What kinds of tea are there?\n\nGeneral information, not medical advice."
    assert render(ANSWERED) == f"{PASSAGES}{asked}"


def test_in_a_conversation_the_suggested_questions_have_numbers() -> None:
    asked = "You could ask (type the number alone):\n1. What kinds of tea are there?"
    assert reply(SLEEP_QUESTION) == f"{PASSAGES}{asked}\n\nGeneral information, not medical advice."


@pytest.mark.parametrize(
    ("question", "start"),
    [
        ("is tea good for dogs?", "Closest passages; the article does not cover: dogs.\nSearched for: tea dogs"),
        (
            "best pizza in Rome?",
            "Not found in this article.\nI searched for: pizza rome. You could ask in other words.\n\nGeneral",
        ),
        (
            "I have chest pain",
            "URGENT: Call your emergency number now.\n\nNot found in this article.\nI searched for: chest pain.\n\nG",
        ),
        ("hello", "Hello. Ask me about the article.\n\nYou could ask:\n- Does tea keep me awake?\n- What"),
    ],
)
def test_states_and_notices_come_first_and_in_words(question: str, start: str) -> None:
    assert render(ANSWERS[question]).startswith(start)


def test_a_whole_table_is_said_row_by_row() -> None:
    said = render(Answer("?", "answered", quotes=(Quote(KINDS, 1.0, None, ()),)))
    assert "Passage 1. Kinds of Tea (lines 17 to 20)\n- Kind: Black; Leaf: Fully oxidised; Taste: Strong" in said
    assert "- Kind: Green; Leaf: Not oxidised; Taste: Grassy" in said


def test_where_there_are_several_articles_a_passage_names_its_own() -> None:
    assert "Passage 1. Coffee: Roasting (line 5)\n" in reply(ABOUT_COFFEE.question, library=Shelf)
    assert "Passage 1. Roasting (line 5)\n" in render(ABOUT_COFFEE)


def test_open_shows_the_passage_marked_in_its_section() -> None:
    assert reply(SLEEP_QUESTION, "/open 2") == (
        "Passage 2 of 3. Its lines begin with >.\n\n"
        "Effects of Tea > Sleep (line 7)\n\n"
        "  Black tea keeps many people awake. Drunk in the evening, it can delay sleep by an hour [2] [7].\n\n"
        "  Avoid the following:\n> - Black tea after noon [2]\n  - Strong green tea"
    )


def test_open_marks_a_table_row_and_every_row_of_a_table() -> None:
    said = talk(SLEEP_QUESTION, "/open 3", "what kinds of tea are there?", "/open")
    row = "> Kind: Green; Leaf: Not oxidised; Taste: Grassy; Sources: [4]\n  Table 1: Kinds of tea"
    assert f"  Kind: Black; Leaf: Fully oxidised; Taste: Strong; Sources: [3]\n{row}" in said
    assert f"> Kind: Black; Leaf: Fully oxidised; Taste: Strong; Sources: [3]\n{row}" in said


def test_next_and_previous_walk_the_passages_and_say_where_they_end() -> None:
    assert reply(SLEEP_QUESTION, "/next").startswith("Passage 1 of 3.")
    assert reply(SLEEP_QUESTION, "/open 2", "/next").startswith("Passage 3 of 3.")
    assert reply(SLEEP_QUESTION, "/open 3", "/next").startswith("Passage 3 was the last one")
    assert reply(SLEEP_QUESTION, "/open 3", "/previous").startswith("Passage 2 of 3.")
    assert reply(SLEEP_QUESTION, "/next", "/previous") == "There is no passage before the first one."
    assert "Type /next." in reply(SLEEP_QUESTION, "/previous")


def test_a_new_answer_is_walked_from_its_beginning() -> None:
    assert reply(SLEEP_QUESTION, "/open 3", "what kinds of tea are there?", "/next").startswith("Passage 1 of 1.")


def test_small_talk_leaves_the_passages_at_hand_and_another_answer_does_not() -> None:
    assert reply(SLEEP_QUESTION, "hello", "/open 3").startswith("Passage 3 of 3.")
    assert "shows no passage" in reply(SLEEP_QUESTION, "best pizza in Rome?", "/open 3")


def test_why_names_the_words_and_their_shares() -> None:
    assert reply(SLEEP_QUESTION, "/why 1") == (
        "Passage 1, Effects of Tea > Sleep, was chosen for these words:\n"
        "75% sleep (from your question)\n25% tea (from your earlier question)"
    )
    assert "No single word decided." in reply(SLEEP_QUESTION, "/why 2")


def test_the_shares_of_one_word_are_added_up() -> None:
    parts = (Contribution("tea", "typed", 1.0), Contribution("sleep", "typed", 2.0), Contribution("tea", "typed", 1.0))
    said = explained(SLEEP_QUOTE._replace(contributions=parts))
    assert said == "50% tea (from your question)\n50% sleep (from your question)"


def test_why_without_a_number_is_about_the_passage_that_was_read_last() -> None:
    assert reply(SLEEP_QUESTION, "/open 3", "/why").startswith("Passage 3, Kinds of Tea")


def test_copy_shows_a_passage_with_its_place_and_its_sources() -> None:
    assert reply(SLEEP_QUESTION, "/copy 1") == (
        "Black tea keeps many people awake. Drunk in the evening, it can delay sleep by an hour [2] [7].\n"
        "From: Tea: Kinds, Effects and Preparation (The Kettle, May 4, 2024), Effects of Tea > Sleep, line 9\n"
        "[2] A. Nap: Evening drinks. 2019.\n"
        "[7] B. Doze: Caffeine. 2021.\n\n"
        "General information, not medical advice.\n\n"
        f"The passage is in the file {Path('citebot-copied.txt').absolute()}"
    )


def test_copy_says_copied_where_a_tool_says_so_and_writes_no_file(monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[str] = []
    monkeypatch.setattr(clipboard, "find_tool", lambda: clipboard.Tool(("tool",)))
    monkeypatch.setattr(clipboard, "copy", lambda text, _: not given.append(text))
    said = reply(SLEEP_QUESTION, "/copy 1")
    assert said == f"{given[0]}\n\nThe passage is copied."
    assert not Path("citebot-copied.txt").exists()


def test_copy_where_nothing_can_be_written_says_so() -> None:
    Path("citebot-copied.txt").mkdir()
    said = reply(SLEEP_QUESTION, "/copy 1").splitlines()[-1]
    assert said.startswith(f"Nothing was copied. {Path('citebot-copied.txt').absolute()} cannot be written: ")


def test_copy_all_shows_question_and_answer_with_every_place() -> None:
    said = reply(SLEEP_QUESTION, "/copy all")
    assert said.startswith(f"Question: {SLEEP_QUESTION}\n\nAnswered from the article.\n\n1. Black tea keeps")
    assert said.count("From: Tea") == 3
    copied = Path("citebot-copied.txt").read_text(encoding="utf-8")
    assert said.startswith(copied)
    assert "passage" not in reply("/copy all").replace("shows no passage", "")


def test_answer_shows_the_whole_answer_again_and_asks_nothing() -> None:
    conversation = FakeConversation(dict(ANSWERS))
    said = talk(SLEEP_QUESTION, "/open 2", "/answer", conversation=conversation)
    assert said.count(PASSAGES) == 2
    assert conversation.asked == [SLEEP_QUESTION]
    assert "Ask a question first." in reply("/answer")


def test_more_asks_on_and_needs_an_answer() -> None:
    conversation = FakeConversation(dict(ANSWERS))
    talk("/more", "hello", "/more", conversation=conversation)
    assert conversation.asked == ["hello", "more"]


@pytest.mark.parametrize("typed", ["2", "/ask 2", "/ask 02"])
def test_a_number_asks_the_question_to_start_with(typed: str) -> None:
    conversation = FakeConversation(dict(ANSWERS))
    said = talk(typed, conversation=conversation)
    assert conversation.asked == ["What kinds of tea are there?"]
    assert f"You: {typed}\n\nQuestion 2: What kinds of tea are there?\n\nAnswered" in said


def test_after_an_answer_a_number_asks_what_that_answer_suggests() -> None:
    conversation = FakeConversation(dict(ANSWERS))
    talk(SLEEP_QUESTION, "1", conversation=conversation)
    assert conversation.asked == [SLEEP_QUESTION, "What kinds of tea are there?"]


@pytest.mark.parametrize("typed", ["9", "0", "/ask", "/ask 9"])
def test_a_number_of_no_question_is_said_and_not_asked(typed: str) -> None:
    conversation = FakeConversation(dict(ANSWERS))
    assert "Give a number from 1 to 2." in talk(typed, conversation=conversation)
    assert conversation.asked == []


def test_ask_takes_any_question_also_one_with_a_slash() -> None:
    conversation = FakeConversation(dict(ANSWERS))
    talk("/ask /24 hours of sleep", "9" * 5000, conversation=conversation)
    assert conversation.asked == ["/24 hours of sleep", "9" * 5000]


@pytest.mark.parametrize("text", ["\x1b[31mred", "[/b]", "[@click=app.quit]x[/]", "\u202eback"])
def test_text_from_outside_carries_no_control_characters(text: str) -> None:
    passage = SLEEP._replace(text=text, heading=(text,), citations=(), citation_spans=())
    answer = Answer(
        text,
        "weak",
        text,
        "personal_advice",
        text,
        text,
        (Correction(text, text),),
        missing=(text,),
        suggestions=(text,),
    )
    said = render(answer._replace(quotes=(Quote(passage, 1.0, None, ()),)))
    shown = text.replace("\x1b", " ").replace("\u202e", " ")
    assert said.count(shown.strip()) == 8
    assert "\x1b" not in said
    assert "\u202e" not in said
