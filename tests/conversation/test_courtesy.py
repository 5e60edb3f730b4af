"""Small talk gets a short fixed reply, but only where nothing is asked besides; greetings come off a question."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.courtesy import Courtesy, read_words
from bot.conversation.dialogue import Conversation
from bot.library import Library

COURTESY = Courtesy.load()

SMALL_TALK = """
Hi
hello!
hiya
good morning
Morning! How's your day going?
Hey there
thanks
Thank you so much!
ta very much, that's all
cheers
Cheers, you've been a star
thanks, bye
goodbye
bye
see you later
who are you
who are you?
what are you
are you a robot
Are you a robot or a real nurse?
are you human?
am I talking to a real person?
help
help!
what can you do?
how's your day going?
you've been a star
lol
haha
do you ever get bored of talking about calcium lol
how are you
how are you today?
How are you doing?
ok
okay thanks
great, thank you
hello, how are you?
tell me a joke
sorry
never mind
nice to meet you
that was very helpful, thanks!
you're welcome
I'm fine thanks
what's your name?
hi bot
thx
ok great
good night
have a nice day
thanks a lot for your help
wow
that's all for now
i love you
you are useless
What's up?
thank you, goodbye
no thanks
Perfect, thanks
is this a real person?
good evening
bless you
no more questions
are you there?
can you help me?
""".strip().splitlines()

QUESTIONS = """
hi, what is calcinosis?
thanks, and does it hurt?
Hello, does it hurt
help with pain
thanks to rituximab the lumps shrank
what is calcinosis
more
next
yes
and surgery?
how are lumps removed
how is it treated
how are you supposed to treat calcinosis
who are you quoting
what are ulcers
are you sure the article says that
morning stiffness
good treatments
what can you do about the lumps?
what can you do against it
how does it work
is this a tumour
what do you know about rituximab
Sorry, wrong word, I meant the dystrophic one.
do you get tired with calcinosis?
do you have children's information
how do you feel with calcinosis
thanks for the info on lasers, what about surgery
lol what is klotho
who is at risk
what is this lump
is there a cure
ok and children
no, the other one
show 14
sources
can I ask about lasers
great toe pain
help me understand calciphylaxis
asdkjh qwe 7777 zzz
7
end stage kidney disease
stop smoking
exit site
good outcome after surgery
well known causes
cool laser
right hand
fine needle aspiration
test
options
what is it for
how does this hurt
pain
does it hurt
""".strip().splitlines()


@pytest.mark.parametrize("text", SMALL_TALK)
def test_small_talk_gets_a_reply(text: str) -> None:
    assert COURTESY.reply(text)


@pytest.mark.parametrize("text", QUESTIONS)
def test_what_asks_or_says_something_is_not_small_talk(text: str) -> None:
    assert COURTESY.reply(text) is None


@pytest.mark.parametrize("text", ["", " ", "?", "…", "!!!", "\n\t", "👍", "?!"])
def test_an_empty_text_is_asked_for_a_question(text: str) -> None:
    assert "type a question" in str(COURTESY.reply(text))


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("hi", "Hello"),
        ("thanks!", "You are welcome"),
        ("goodbye", "Goodbye"),
        ("thank you, bye", "Goodbye"),
        ("hello, who are you?", "Citebot"),
        ("are you a robot or a real nurse?", "not a doctor or nurse"),
        ("help", "Type a question"),
        ("hi, how are you?", "a program"),
    ],
)
def test_each_kind_has_its_reply_and_the_weightier_kind_wins(text: str, part: str) -> None:
    assert part in str(COURTESY.reply(text))


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("hi, what is calcinosis?", "what is calcinosis?"),
        ("Hello what is it", "what is it"),
        ("\n hello\nwhat is it", "what is it"),
        ("thanks, and does it hurt?", "and does it hurt?"),
        ("thanks what about surgery", "what about surgery"),
        ("Hi there! Thanks for that. What next?", "What next?"),
        ("Sorry, wrong word, I meant the dystrophic one.", "wrong word, I meant the dystrophic one."),
        ("Thanks, the ambulance is on its way. Which glands?", "the ambulance is on its way. Which glands?"),
        ("hello", ""),
        ("Thank you!", ""),
        ("hey hey", ""),
        ("morning stiffness", "morning stiffness"),
        ("thanks to rituximab it shrank", "thanks to rituximab it shrank"),
        ("hi-res ultrasound", "hi-res ultrasound"),
        ("what is hi", "what is hi"),
        ("Excuse my English. My wife has lupus.", "Excuse my English. My wife has lupus."),
        ("", ""),
    ],
)
def test_a_leading_greeting_thanks_or_excuse_comes_off_and_nothing_else(text: str, rest: str) -> None:
    assert COURTESY.strip(text) == rest


@given(st.text())
def test_what_is_left_is_a_part_of_the_text(text: str) -> None:
    assert COURTESY.strip(text) in text
    assert COURTESY.reply(text) is None or len(str(COURTESY.reply(text))) < 200


@given(st.text(alphabet=st.characters(codec="utf-8")))
def test_words_are_read_in_order_from_inside_the_text(text: str) -> None:
    spans = [(start, end) for _, start, end in read_words(text)]
    assert spans == sorted(spans)
    assert all(0 <= start < end <= len(text) for start, end in spans)


def test_short_forms_are_written_out() -> None:
    words = [word for word, _, _ in read_words("I’m sure she CAN NOT, it's sooo bad; don't")]
    assert words == ["i", "am", "sure", "she", "cant", ",", "it", "is", "so", "bad", ".", "dont"]


@pytest.mark.parametrize("unit", ["hello ", "hi, ", "how are you ", "haha", "thanks ", "so and but ", "a"])
def test_a_very_long_text_is_settled_at_once(unit: str) -> None:
    text = (unit * 100_000)[:100_000]
    start = time.perf_counter()
    COURTESY.reply(text)
    COURTESY.strip(text)
    assert time.perf_counter() - start < 1


WRAPPERS = [
    "could you tell me {}?",
    "I would like to know {}.",
    "quick question: {}?",
    "any idea {}?",
    "According to the article, {}?",
    "my doctor asked me {}?",
    "can you help me understand {}?",
    "{}? Thank you so much in advance!",
    "Good morning. {}? Kind regards, Anna",
    "{}?? urgent",
    "{}, in one or two sentences?",
    "{} in plain English?",
    "{}, without the medical jargon?",
    "{}, in layman's terms?",
    "{}, generally speaking?",
    "{}, as far as is known?",
    "{}, would you say?",
    "{} according to this article?",
    "{}? Keep it short.",
    "{}? I need it for my flashcards.",
    "{}? I'm in a hurry.",
    "In short, {}?",
    "Scientifically speaking, {}?",
    "Out of curiosity, {}?",
    "First of all, {}?",
    "Serious question: {}?",
    "Tell me honestly, {}?",
    "Remind me, {}?",
    "For my presentation: {}?",
    "My daughter's teacher asked me: {}?",
    "Nobody could tell me: {}?",
    "By the way, {}?",
]


@pytest.mark.parametrize("wrapper", WRAPPERS)
@pytest.mark.parametrize("question", ["what is calcinosis", "what causes calcinosis", "when is surgery done"])
def test_what_only_wraps_a_question_changes_nothing(bundled: Library, wrapper: str, question: str) -> None:
    wrapped, plain = (Conversation(bundled).ask(text) for text in (wrapper.format(question), f"{question}?"))
    assert (wrapped.state, wrapped.notice) == (plain.state, plain.notice) == ("answered", None)
    assert wrapped.quotes[0].passage == plain.quotes[0].passage


@pytest.mark.parametrize("told", ["I'm a nursing student.", "I am 63 and retired.", "Our cat has just had kittens."])
def test_who_asks_changes_nothing_of_what_a_whole_question_finds(bundled: Library, told: str) -> None:
    asked, plain = (Conversation(bundled).ask(text) for text in (f"{told} What is calcinosis?", "What is calcinosis?"))
    assert (asked.state, asked.quotes[0].passage) == (plain.state, plain.quotes[0].passage)


@pytest.mark.parametrize(
    "text",
    [
        "Is it urgent?",
        "Thing is, does it hurt?",
        "tell me more",
        "My leg is black. Please help",
        "any idea?",
        "Did the filler do it, what do you think?",
    ],
)
def test_what_may_be_part_of_the_question_stays(text: str) -> None:
    assert COURTESY.strip(text) == text
