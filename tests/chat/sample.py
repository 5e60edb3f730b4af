"""A small article made by hand, and a conversation about it that needs no index."""

from collections.abc import Callable
from dataclasses import dataclass, field

from bot.article import Article, Citation, ItemList, ListItem, Paragraph, Passage, Row, Section, Source, Table, Text
from bot.conversation.answer import Answer, Contribution, Correction, Quote, Synonyms

ARTICLE = Article(
    name="tea",
    title="Tea: Kinds, Effects and Preparation",
    publisher="The Kettle",
    date="May 4, 2024",
    lines=(),
    digest="0" * 64,
    sections=(
        Section(
            ("Tea: Kinds, Effects and Preparation",),
            1,
            1,
            (Paragraph(Text("Tea is a drink made from leaves. It is drunk all over the world [1].", (3, 3))),),
        ),
        Section(("Effects of Tea",), 2, 5),
        Section(
            ("Effects of Tea", "Sleep"),
            3,
            7,
            (
                Paragraph(
                    Text(
                        "Black tea keeps many people awake. "
                        "Drunk in the evening, it can delay sleep by an hour [2, 7].",
                        (9, 9),
                        (Citation(87, 93, (2, 7)),),
                    )
                ),
                ItemList(
                    (
                        ListItem(Text("Black tea after noon [2]", (12, 12), (Citation(21, 24, (2,)),))),
                        ListItem(Text("Strong green tea", (13, 13))),
                    ),
                    Text("Avoid the following:", (11, 11)),
                ),
            ),
        ),
        Section(
            ("Kinds of Tea",),
            2,
            15,
            (
                Table(
                    Text("Kind Leaf Taste Sources", (17, 17)),
                    ("Kind", "Leaf", "Taste", "Sources"),
                    (
                        Row(
                            Text("Black Fully oxidised Strong [3]", (19, 19), (Citation(28, 31, (3,)),)),
                            ("Black", "Fully oxidised", "Strong"),
                        ),
                        Row(
                            Text("Green Not oxidised Grassy [4]", (20, 20), (Citation(26, 29, (4,)),)),
                            ("Green", "Not oxidised", "Grassy"),
                        ),
                    ),
                    Text("Table 1: Kinds of tea", (22, 22)),
                ),
            ),
        ),
        Section(
            ("Preparation",),
            2,
            24,
            tuple(
                Paragraph(Text(f"Step {number}: wait, and let the leaves draw for another while.", (number, number)))
                for number in range(26, 46)
            ),
        ),
    ),
    sources=(Source(2, "A. Nap: Evening drinks. 2019.", 50), Source(7, "B. Doze: Caffeine. 2021.", 51)),
)

SLEEP = Passage(
    id="tea-sleep",
    article="tea",
    heading=("Effects of Tea", "Sleep"),
    kind="paragraph",
    text="Black tea keeps many people awake. Drunk in the evening, it can delay sleep by an hour [2, 7].",
    lines=(9, 9),
    citations=(2, 7),
    citation_spans=((87, 93),),
)
AVOID = Passage(
    id="tea-avoid",
    article="tea",
    heading=("Effects of Tea", "Sleep"),
    kind="list-item",
    text="Avoid the following: Black tea after noon [2]",
    lines=(12, 12),
    context=21,
    citations=(2,),
    citation_spans=((42, 45),),
)
GREEN = Passage(
    id="tea-green",
    article="tea",
    heading=("Kinds of Tea",),
    kind="table-row",
    text="Kind Leaf Taste Sources Green Not oxidised Grassy [4]",
    lines=(20, 20),
    row="Green",
    context=24,
    citations=(4,),
    citation_spans=((50, 53),),
    columns=("Kind", "Leaf", "Taste", "Sources"),
    cells=(("Green", "Not oxidised", "Grassy"),),
)
KINDS = Passage(
    id="tea-kinds",
    article="tea",
    heading=("Kinds of Tea",),
    kind="table",
    text="Kind Leaf Taste Sources Black Fully oxidised Strong [3] Green Not oxidised Grassy [4]",
    lines=(17, 20),
    citations=(3, 4),
    citation_spans=((52, 55), (82, 85)),
    columns=("Kind", "Leaf", "Taste", "Sources"),
    cells=(("Black", "Fully oxidised", "Strong"), ("Green", "Not oxidised", "Grassy")),
)
STARTERS = ("Does tea keep me awake?", "What kinds of tea are there?")

SLEEP_QUOTE = Quote(
    SLEEP,
    4.2,
    (35, 94),
    ((6, 9), (70, 75)),
    (Contribution("sleep", "typed", 3.0), Contribution("tea", "carried over", 1.0)),
)
ANSWERED = Answer(
    question="does it hurt my slep?",
    state="answered",
    searched_for="sleep tea",
    corrections=(Correction("slep", "sleep"),),
    synonyms=(Synonyms("hurt", ("delay",)),),
    carried_over=("tea",),
    quotes=(SLEEP_QUOTE, Quote(AVOID, 2.0, (21, 45), ((27, 30),)), Quote(GREEN, 1.0, None, ((30, 42),))),
    suggestions=("What kinds of tea are there?",),
)
WEAK = Answer("is tea good for dogs?", "weak", missing=("dogs",), searched_for="tea dogs", quotes=(SLEEP_QUOTE,))
NOT_FOUND = Answer(
    "best pizza in Rome?",
    "not_found",
    "I did not find this in the article. I searched for: pizza rome. You could ask in other words.",
    searched_for="pizza rome",
)
TABLE = Answer("what kinds of tea are there?", "answered", quotes=(Quote(KINDS, 3.0, None, ((30, 42),)),))
URGENT = Answer(
    "I have chest pain",
    "not_found",
    "I did not find this in the article. I searched for: chest pain.",
    notice="emergency",
    notice_text="Call your emergency number now.",
    searched_for="chest pain",
)
HELLO = Answer("hello", "courtesy", "Hello. Ask me about the article.", suggestions=STARTERS)


@dataclass
class FakeLibrary:
    """What the chat needs of a library."""

    articles: tuple[Article, ...] = (ARTICLE,)
    passages: tuple[Passage, ...] = (SLEEP, AVOID, GREEN, KINDS)

    warning: str = ""

    @property
    def by_name(self) -> dict[str, Article]:
        return {article.name: article for article in self.articles}

    def passages_of(self, article: str) -> list[Passage]:
        return [passage for passage in self.passages if passage.article == article]

    def only(self, names: tuple[str, ...]) -> "FakeLibrary":
        return FakeLibrary(tuple(article for article in self.articles if article.name in names))


@dataclass
class FakeConversation:
    """Answers each question with the answer given for it, or else that about sleep."""

    answers: dict[str, Answer] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    restarts: int = 0
    starter_questions: tuple[str, ...] = STARTERS

    def ask(self, text: str) -> Answer:
        self.asked.append(text)
        return self.answers.get(text, ANSWERED)

    def restart(self) -> None:
        self.restarts += 1

    def starters(self) -> tuple[str, ...]:
        return self.starter_questions


ANSWERS = {answer.question: answer for answer in (ANSWERED, WEAK, NOT_FOUND, TABLE, URGENT, HELLO)}


def conversations(first: FakeConversation) -> Callable[[object], FakeConversation]:
    """Returns what makes conversations: the first that is wanted is the given one."""
    made = [first]
    return lambda _: made.pop() if made else FakeConversation()
