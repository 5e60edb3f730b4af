"""The quotations of a transcript, checked one by one against the articles as they are now."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from bot.article import Article, Passage
from bot.errors import UsageError
from bot.keeping.parsing import Written
from bot.keeping.quotations import Quotation, in_data, in_words
from bot.keeping.transcript import Stamp
from bot.showing import one_line, printable

Outcome = Literal["ok", "changed", "gone"]
_NEAR = 55  # of 100; what is less like a quotation is another text
_BEFORE, _SHOWN = 30, 90  # characters
_NAMED = 3  # articles in a sentence


@dataclass(frozen=True, slots=True)
class Finding:
    """How one quotation compares with the articles; `now` is the passage itself, or the one that is most like it."""

    label: str
    quotation: Quotation
    outcome: Outcome
    said: str
    now: Quotation | None


@dataclass(frozen=True, slots=True)
class Verification:
    """What came of checking a transcript: a sentence about each article, and a finding for each quotation."""

    articles: tuple[str, ...]
    findings: tuple[Finding, ...]

    @property
    def holds(self) -> bool:
        """Tells whether every quotation is in its article, word for word and where the transcript says."""
        return all(finding.outcome == "ok" for finding in self.findings)


def verify(written: Written, articles: Sequence[Article], passages: Sequence[Passage]) -> Verification:
    """Checks every quotation of a transcript.

    Raises `UsageError` when it quotes nothing, or is about none of these articles.
    """
    if not written.quotations:
        raise UsageError("The transcript quotes no passage, so there is nothing to check.")
    known = [(stamp, _article_of(stamp, articles)) for stamp in written.articles]
    if not any(article for _, article in known):
        about = _titles(written.articles) or "no article that it names"
        raise UsageError(f"The transcript is about {about}, which is not in this corpus.", "Name it with --corpus.")
    form = in_data if written.is_data else in_words
    checker = _Checker(known, [form(passage) for passage in passages], form)
    findings = tuple(checker.check(label, quotation) for label, quotation in written.quotations)
    return Verification(tuple(_about(stamp, article) for stamp, article in known), findings)


def _titles(stamps: Sequence[Stamp]) -> str:
    """The titles of articles for a sentence, of many or long ones not all: a file may say whatever it likes."""
    titles = [one_line(stamp.title) for stamp in stamps[:_NAMED]]
    named = [f'"{title[:_SHOWN]}{"…" * (len(title) > _SHOWN)}"' for title in titles]
    others = len(stamps) - _NAMED
    return " and ".join([*named, f"{others} other{'s' * (others > 1)}"] if others > 0 else named)


def _article_of(stamp: Stamp, articles: Sequence[Article]) -> Article | None:
    """The article by its name, else by its content or title: files are renamed."""
    same: tuple[Callable[[Article], bool], ...] = (
        lambda article: article.name == stamp.name,
        lambda article: article.digest == stamp.digest,
        lambda article: article.title == stamp.title,
    )
    return next((article for is_same in same for article in articles if is_same(article)), None)


def _about(stamp: Stamp, article: Article | None) -> str:
    title, digest = one_line(stamp.title), one_line(stamp.digest) or "not given"
    if article is None:
        return f'The article "{title}" is not in this corpus.'
    if article.digest == stamp.digest:
        return f'The article "{title}" is the one that was quoted (SHA-256 {digest}).'
    return f'The article "{title}" was edited since: its SHA-256 was {digest} and is {article.digest}.'


class _Checker:
    """Compares quotations with the passages there are."""

    def __init__(
        self,
        known: Sequence[tuple[Stamp, Article | None]],
        passages: Sequence[Quotation],
        form: Callable[[Passage], Quotation],
    ) -> None:
        self._passages = passages
        self._by_text: dict[str, list[Quotation]] = {}
        for passage in passages:
            self._by_text.setdefault(passage.text, []).append(passage)
        shown = {article.name: form(_nothing(article.name)).article for _, article in known if article}
        self._names = {form(_nothing(stamp.name)).article: shown[article.name] for stamp, article in known if article}
        self._same = {shown[article.name] for stamp, article in known if article and article.digest == stamp.digest}

    def check(self, label: str, quotation: Quotation) -> Finding:
        """Returns how a quotation compares with the article that it names, or, where it is not there, with the rest."""
        own = self._names.get(quotation.article, quotation.article)
        there = self._by_text.get(quotation.text, [])
        here = [p for p in there if p.article == own and p.heading == quotation.heading]
        best = next((p for p in here if p.place == quotation.place), here[0] if here else None)
        if best:
            return self._compared(label, quotation, best)
        elsewhere = next((p for p in there if p.article == own), there[0] if there else None)
        if elsewhere:
            said = f"These words stand under another heading: {_place_of(elsewhere, own)}."
            return Finding(label, quotation, "changed", said, elsewhere)
        near = self._nearest(quotation, own)
        if near is None:
            return Finding(label, quotation, "gone", "No passage has these words, or nearly.", None)
        return Finding(label, quotation, "changed", f"The article has other words: {_place_of(near, own)}.", near)

    def _compared(self, label: str, quotation: Quotation, passage: Quotation) -> Finding:
        if passage.details != quotation.details:
            said = "The words are the article's, but not the sources, the row or the kind of passage."
            return Finding(label, quotation, "changed", said, passage)
        if passage.place == quotation.place:
            return Finding(label, quotation, "ok", "", passage)
        if passage.article in self._same:
            return Finding(label, quotation, "changed", f"These words stand at {passage.place}.", passage)
        return Finding(label, quotation, "ok", f"now at {passage.place}", passage)

    def _nearest(self, quotation: Quotation, own: str) -> Quotation | None:
        from rapidfuzz import fuzz, process

        choices = [p for p in self._passages if p.article == own] or self._passages
        found = process.extractOne(quotation.text, [p.text for p in choices], scorer=fuzz.ratio, score_cutoff=_NEAR)
        return choices[found[2]] if found else None


def _nothing(article: str) -> Passage:
    return Passage("", article, (), "paragraph", "", (1, 1))


def _place_of(passage: Quotation, own: str) -> str:
    article = "" if passage.article == own else f" of {passage.article}"
    return f"{passage.heading}, {passage.place}{article}"


def render(verification: Verification) -> str:
    """Returns what was found, for a person to read: the articles, every quotation, the figures."""
    lines = [*verification.articles, "", *_lines(verification.findings)]
    return "\n".join(printable(line) for line in lines) + "\n"


def _lines(findings: Sequence[Finding]) -> Iterator[str]:
    for finding in findings:
        about = f" ({finding.said})" if finding.outcome == "ok" and finding.said else ""
        yield f"{finding.label} {finding.outcome}{about}"
        if finding.outcome != "ok":
            yield from _difference(finding)
    total = len(findings)
    counts = {outcome: sum(f.outcome == outcome for f in findings) for outcome in ("ok", "changed", "gone")}
    yield ""
    yield (
        f"{total} quotation{'s' * (total != 1)}: {counts['ok']} ok, {counts['changed']} changed, {counts['gone']} gone."
    )


def _difference(finding: Finding) -> Iterator[str]:
    """What is said of a quotation that does not hold, and the two texts where they begin to differ."""
    said, now = finding.quotation, finding.now
    where = f"{said.heading}, {said.place}" if said.place else "no place is given"
    yield f"    {finding.said}"
    yield f"    Transcript ({where}): {_excerpt(said.text, now.text if now else '')}"
    if now and now.text != said.text:
        yield f"    Article: {_excerpt(now.text, said.text)}"


def _excerpt(text: str, other: str) -> str:
    same = next((place for place, pair in enumerate(zip(text, other, strict=False)) if pair[0] != pair[1]), None)
    start = max(0, (min(len(text), len(other)) if same is None else same) - _BEFORE) if text != other else 0
    shown = one_line(text[start : start + _SHOWN])
    return f"{'…' * (start > 0)}{shown}{'…' * (start + _SHOWN < len(text))}"
