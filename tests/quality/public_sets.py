"""Asks a public question set: corpus.jsonl, queries.jsonl and qrels.tsv in one folder.

A question with a `scope` is asked of the article of that title alone; without, of all articles together.
"""

import hashlib
import itertools
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.article import Article, Paragraph, Passage, Section, Text
from tests.quality.article_files import read_lines
from tests.quality.baseline import Baseline
from tests.quality.labels import LabelError
from tests.quality.metrics import first_rank, spaced
from tests.quality.outcomes import CITEBOT, OKAPI, PLUS, PLUS_TEXT, Ask, Outcome

TOP = 10
FILES = ("corpus.jsonl", "queries.jsonl", "qrels.tsv")
AskOf = Callable[[Sequence[Article]], Ask]


@dataclass(frozen=True, slots=True)
class Document:
    """A passage of a public set."""

    id: str
    title: str
    section: str
    text: str


@dataclass(frozen=True, slots=True)
class PublicSet:
    """A public set: its documents, its queries as they stand in the file, and the accepted documents by query."""

    documents: tuple[Document, ...]
    queries: tuple[Mapping[str, Any], ...]
    accepted: Mapping[str, frozenset[str]]


def is_public(folder: Path) -> bool:
    """Says whether the folder holds a public set."""
    return all((folder / name).is_file() for name in FILES)


def read_set(folder: Path, limit: int | None = None) -> PublicSet:
    """Returns the set with at most `limit` queries, evenly spaced; LabelError when a field is missing."""
    accepted: dict[str, set[str]] = {}
    try:
        for line in (folder / "qrels.tsv").read_text(encoding="utf-8").splitlines():
            query, document, relevance = line.split("\t")
            if int(relevance) > 0:
                accepted.setdefault(query, set()).add(document)
        documents = tuple(
            Document(record["doc_id"], record["title"], record["section"], record["text"])
            for _, record in read_lines(folder / "corpus.jsonl")
        )
        queries = [{"history": [], **record} for _, record in read_lines(folder / "queries.jsonl")]
        unlabelled = [q["query_id"] for q in queries if q["answerable"] and not accepted.get(q["query_id"])]
    except KeyError as error:
        raise LabelError(str(folder), [f"the field {error} is missing"]) from error
    except ValueError as error:
        raise LabelError(str(folder), [f"qrels.tsv is not query, document, relevance: {error}"]) from error
    known = {document.id for document in documents}
    problems = [f"{query}: answerable, but without a document" for query in unlabelled]
    problems += [f"{query}: no such document" for query, found in accepted.items() if not found <= known]
    if problems:
        raise LabelError(str(folder), problems)
    found = {query: frozenset(names) for query, names in accepted.items()}
    return PublicSet(documents, tuple(spaced(queries, limit)), found)


def articles_of(documents: Iterable[Document]) -> list[Article]:
    """Returns an article a title, a paragraph a document; the paragraph's line is its document's number from 1."""
    grouped: dict[str, list[Document]] = {}
    for document in documents:
        grouped.setdefault(document.title, []).append(document)
    return [_article(f"article-{number}", title, found) for number, (title, found) in enumerate(grouped.items(), 1)]


def measure(public: PublicSet, ask_of: AskOf) -> list[Outcome]:
    """Returns what came of every query, in order; one with history is asked a second time, alone."""
    outcomes: dict[str, list[Outcome]] = {}
    for documents, queries in shelves(public):
        shelf = _Shelf(documents, ask_of)
        outcomes |= {query["query_id"]: shelf.outcomes(query, public.accepted) for query in queries}
    return [outcome for query in public.queries for outcome in outcomes[query["query_id"]]]


def shelves(public: PublicSet) -> Iterator[tuple[list[Document], list[Mapping[str, Any]]]]:
    """Yields the documents that are asked together, with the queries that are asked of them, where there are any."""
    titled = any("scope" in query for query in public.queries)
    documents = sorted(public.documents, key=lambda document: document.title) if titled else public.documents
    for title, group in itertools.groupby(documents, key=lambda document: document.title if titled else ""):
        queries = [query for query in public.queries if not titled or query["scope"] == title]
        if queries:
            yield list(group), queries


def ids_of(documents: Iterable[Document], articles: Iterable[Article]) -> dict[tuple[str, int], str]:
    """Returns the documents' ids by the name of their article and their line in it."""
    names = {article.title: article.name for article in articles}
    counts: Counter[str] = Counter()
    found: dict[tuple[str, int], str] = {}
    for document in documents:
        counts[document.title] += 1
        found[names[document.title], counts[document.title]] = document.id
    return found


class _Shelf:
    """The documents that a question is asked of, as Citebot and as the baselines see them."""

    def __init__(self, documents: Sequence[Document], ask_of: AskOf) -> None:
        articles = articles_of(documents)
        self._ask = ask_of(articles)
        self._document = ids_of(documents, articles)
        self._ids = [document.id for document in documents]
        texts = [document.text for document in documents]
        # As Citebot does, the baseline reads the title where several articles are searched together.
        headed = [f"{d.title if len(articles) > 1 else ''} {d.section} {d.text}" for d in documents]
        self._baselines = {
            OKAPI: Baseline(texts, "okapi"),
            PLUS_TEXT: Baseline(texts, "plus"),
            PLUS: Baseline(headed, "plus"),
        }

    def outcomes(self, query: Mapping[str, Any], accepted: Mapping[str, frozenset[str]]) -> list[Outcome]:
        gold = accepted.get(query["query_id"], frozenset())
        history = query["history"]
        if not history:
            return [self._outcome(query, [query["text"]], "single", gold)]
        return [
            self._outcome(query, [*history, query["text"]], "with history", gold),
            self._outcome(query, [query["text"]], "last turn alone", gold),
        ]

    def _outcome(self, query: Mapping[str, Any], turns: Sequence[str], group: str, gold: frozenset[str]) -> Outcome:
        answer = self._ask(turns)[-1]
        shown = {CITEBOT: list(dict.fromkeys(self._id(quote.passage) for quote in answer.quotes))}
        if query["answerable"]:
            asked = " ".join(turns[-2:])  # the baselines read one earlier turn, simply put in front
            for system, index in self._baselines.items():
                shown[system] = [self._ids[position] for position in index.rank(asked, TOP)]
        return Outcome(
            id=query["query_id"],
            group=group,
            style=query.get("kind", "query"),
            question=" | ".join(turns[-2:]),
            answerable=query["answerable"],
            state=answer.state,
            notice=answer.notice,
            ranks={system: first_rank(ids, gold) for system, ids in shown.items()},
            first=shown[CITEBOT][0] if shown[CITEBOT] else "",
            expected="; ".join(sorted(gold)),
        )

    def _id(self, passage: Passage) -> str:
        return self._document[passage.article, passage.lines[0]]


def _article(name: str, title: str, documents: Sequence[Document]) -> Article:
    numbered = list(enumerate(documents, start=1))
    sections = []
    for heading, group in itertools.groupby(numbered, key=lambda pair: pair[1].section):
        blocks = tuple(Paragraph(Text(document.text, (line, line))) for line, document in group)
        path, level = ((heading,), 2) if heading else ((title,), 1)
        sections.append(Section(path, level, blocks[0].text.lines[0], blocks))
    lines = tuple(document.text for document in documents)
    digest = hashlib.sha256("\n".join(lines).encode()).hexdigest()
    return Article(name, title, tuple(sections), lines, digest)
