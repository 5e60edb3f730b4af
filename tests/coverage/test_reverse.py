"""The article seen from its passages."""

from bot.coverage.naming import BEGINNING, found_in
from bot.coverage.reverse import hidden, reverse
from bot.coverage.values import Outcome, State
from tests.coverage.small import STINGS, library, outcome

STUNG = library()
PASSAGES = {passage.row or passage.heading[-1]: passage for passage in STUNG.passages if passage.kind != "table"}
TABLE = next(passage for passage in STUNG.passages if passage.kind == "table")


def shown(name: str, *passages: str, state: State = "answered", variant_of: str = "") -> Outcome:
    found = tuple(found_in(PASSAGES[passage], 5.0 - place) for place, passage in enumerate(passages))
    return outcome(name, row={"id": name, "variant_of": variant_of}, found=found, state=state)


def reached(*outcomes: Outcome) -> dict[str, tuple[int, int]]:
    return {part.heading[-1]: (part.reached, part.passages) for part in reverse(outcomes, STUNG).sections}


def test_without_questions_nothing_is_reached_and_every_passage_has_its_lines() -> None:
    found = reverse((), STUNG)
    assert [(part.heading[-1], part.reached, part.passages) for part in found.sections] == [
        ("Bee Stings", 0, 1),
        ("Signs of a Sting", 0, 2),
        ("Swelling", 0, 1),
        ("First Aid", 0, 2),
        ("Allergy", 0, 1),
    ]
    lines = STINGS.splitlines()
    for part in found.sections:
        assert len(part.unreached) == part.passages
        for passage in part.unreached:
            assert passage.text.split()[0].strip(":") in lines[passage.lines[0] - 1]


def test_a_passage_is_reached_among_the_first_three() -> None:
    places = reached(shown("q", "Swelling", "Cooling", "Hives", "Allergy"))
    assert places["Swelling"] == (1, 1)
    assert places["First Aid"] == places["Signs of a Sting"] == (1, 2)
    assert places["Allergy"] == (0, 1)


def test_a_weak_answer_reaches_and_a_courtesy_does_not() -> None:
    assert reached(shown("q", "Swelling", state="weak"))["Swelling"] == (1, 1)
    assert reached(shown("q", "Swelling", state="courtesy"))["Swelling"] == (0, 1)


def test_a_whole_table_reaches_its_rows() -> None:
    table = outcome("q", found=(found_in(TABLE, 1.0),))
    assert reached(table)["Signs of a Sting"] == (2, 2)


def test_a_passage_that_comes_first_for_very_many_questions_is_busy() -> None:
    many = [shown(f"s{n}", "Swelling") for n in range(9)] + [shown(f"c{n}", "Cooling") for n in range(4)]
    found = reverse(many, STUNG)
    assert [(passage.heading[-1], count) for passage, count in found.busy] == [("Swelling", 9)]
    assert reverse(many[:4], STUNG).busy == ()


def test_different_questions_on_one_passage_share_it_and_wordings_do_not() -> None:
    questions = [shown("a", "Swelling"), shown("b", "Cooling"), shown("c", "Swelling"), shown("d", "Hives")]
    wordings = [shown("a2", "Swelling", variant_of="a"), shown("b2", "Cooling", variant_of="b")]
    found = reverse([*questions, *wordings], STUNG)
    assert [(passage.heading[-1], ids) for passage, ids in found.shared] == [("Swelling", ("a", "c"))]


def test_a_passage_that_its_own_words_do_not_bring_first_is_hidden() -> None:
    assert hidden(STUNG) == ()
    swelling = PASSAGES["Swelling"].text
    twice = library(STINGS.replace(swelling, f"{swelling}\n\n{swelling}"))
    line = PASSAGES["Swelling"].lines[0] + 2
    assert [(found.heading[-1], found.lines) for found in hidden(twice)] == [("Swelling", (line, line))]


def test_a_long_passage_is_named_by_its_beginning() -> None:
    long = library("# Bees\n\n" + "word " * 100 + "\n").passages[0]
    assert found_in(long).text.endswith("word…")
    assert len(found_in(long).text) <= BEGINNING
