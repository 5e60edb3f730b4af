"""A large library answers as a small one of the same articles does."""

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot import library as rooms
from bot.conversation.dialogue import Conversation
from bot.conversation.inquiry import inquire
from bot.conversation.ranking import rank
from bot.library import Library, bundled_corpus
from bot.shelf.database import Database
from bot.shelf.looking import look
from tests.shelf.corpus import QUESTIONS, answers, opened, write

QUALITY = Path(__file__).parent.parent / "quality" / "questions" / "dev"


def asked(name: str) -> list[str]:
    lines = (QUALITY / name).read_text(encoding="utf-8").splitlines()
    return [json.loads(line)["question"] for line in lines if line.startswith("{")]


def test_the_answers_are_the_same(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    questions = [*QUESTIONS, "does cofee keep me awake?"]
    small = answers(opened(folder, monkeypatch, large=False), questions)
    assert answers(opened(folder, monkeypatch, large=True), questions) == small


@pytest.mark.parametrize("name", ["answerable.jsonl", "unanswerable.jsonl"])
def test_the_answers_of_the_article_that_ships_are_the_same(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    questions = asked(name)[::7]
    small = answers(opened(bundled_corpus(), monkeypatch, large=False), questions)
    assert answers(opened(bundled_corpus(), monkeypatch, large=True), questions) == small


def test_conversations_go_the_same_way(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    turns = ["What are the symptoms of low calcium?", "and how is it treated?", "which of those is common?", "more"]
    ways = []
    for large in (False, True):
        conversation = Conversation(opened(folder, monkeypatch, large=large))
        ways.append([(answer.state, answer.message, answer.quotes) for answer in map(conversation.ask, turns)])
    assert ways[0] == ways[1]


def test_a_library_tells_the_same_of_itself(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    small, large = opened(folder, monkeypatch, large=False), opened(folder, monkeypatch, large=True)
    assert tuple(large.articles) == tuple(small.articles)
    assert tuple(large.passages) == tuple(small.passages)
    assert large.passages[-3:] == small.passages[-3:]
    assert tuple(large.names) == tuple(small.names)
    numbers = range(len(small.passages))
    assert [large.order_of(number) for number in numbers] == [small.order_of(number) for number in numbers]
    assert (large.subjects, large.called, set(large.words)) == (small.subjects, small.called, set(small.words))
    assert dict(large.titles) == dict(small.titles)
    assert dict(large.by_name) == dict(small.by_name)
    for article in small.articles:
        assert large.outline_of(article.name) == small.outline_of(article.name)
        assert large.passages_of(article.name) == small.passages_of(article.name)
        assert large.numbers_of(article.name) == small.numbers_of(article.name)
        assert large.lists_of(article.name) == small.lists_of(article.name)
    assert [large.citing(number) for number in range(7)] == [small.citing(number) for number in range(7)]
    assert large.citing(1 << 70) == []
    assert large.index.vocabulary == small.index.vocabulary
    for term in small.index.vocabulary:
        assert large.index.idf(term) == small.index.idf(term)
        assert large.index.scores(term) == small.index.scores(term)
    assert large.associations.tables == small.associations.tables


def test_passages_that_are_read_at_once_are_those_that_are_read_one_by_one(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    passages = tuple(opened(folder, monkeypatch, large=True).passages)
    monkeypatch.setattr("bot.shelf.database._AT_ONCE", 2)
    shelf = opened(folder, monkeypatch, large=True).shelf
    assert shelf is not None
    shelf.read_rows(lambda one: one.load(range(1, len(passages))))
    monkeypatch.setattr(Database, "get", lambda *_: pytest.fail("they were read before"))
    assert shelf.passages[1:] == passages[1:]


def test_words_that_are_broken_off_are_completed_alike(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    small, large = opened(folder, monkeypatch, large=False), opened(folder, monkeypatch, large=True)
    begun = sorted({word[:length] for word in small.words for length in (5, 6)})
    completed = [small.speller.correct(word) for word in begun]
    assert any(completed)
    assert [large.speller.correct(word) for word in begun] == completed


def test_a_look_finds_the_same_where_no_folder_can_be_opened(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = look(folder)
    monkeypatch.setattr("os.supports_dir_fd", set())
    again = look(folder)
    assert found is not None
    assert again is not None
    assert (again.stamp, again.size) == (found.stamp, found.size)
    (folder / "new.md").write_text("# New\n\nA new one.\n", encoding="utf-8")
    other = look(folder)
    assert other is not None
    assert other.stamp != found.stamp
    assert other.size == found.size + len("# New\n\nA new one.\n")


WORDS = st.sampled_from("calcium cramps night sleep sun skin tablets food pain muscles the of coffee burns".split())
TEXTS = st.lists(WORDS, min_size=1, max_size=8).map(" ".join)
HEADED = st.tuples(TEXTS, st.lists(TEXTS, min_size=1, max_size=4))


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(articles=st.lists(HEADED, min_size=1, max_size=4), questions=st.lists(TEXTS, min_size=1, max_size=3))
def test_any_corpus_is_ranked_in_the_same_order(
    articles: list[tuple[str, list[str]]],
    questions: list[str],
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    texts = {}
    for number, (title, parts) in enumerate(articles):
        sections = [f"## {text}\n\n{text} [{place}]." for place, text in enumerate(parts)]
        texts[f"a{number}.md"] = "\n\n".join([f"# {title}", *sections])
    folder = write(tmp_path_factory.mktemp("corpus"), texts)
    ranked = []
    for large in (0, 10**12):
        monkeypatch.setattr(rooms, "LARGE", large)
        library = Library.open(folder)
        ranked.append([rank(library, inquire(f"what is {question}?", library))[:40] for question in questions])
    assert ranked[0] == ranked[1]
