"""The commands about the articles: their headings and text, and which of them are asked."""

from collections.abc import Callable, Sequence

from bot.article import Article
from bot.errors import UsageError
from bot.keeping.copying import described
from bot.plain.answers import number_in
from bot.plain.pages import (
    below,
    found_in,
    headings,
    in_context,
    section_text,
    sections_named,
    where,
    whole_text,
)
from bot.plain.talk import Talk
from bot.showing import printable

_MOST = 20  # places that a search says


def articles(talk: Talk, argument: str) -> str:  # noqa: ARG001  # every command gets what was typed after it
    """Lists the articles, and says which are asked."""
    asked = {article.name for article in talk.library.articles}
    narrowed = len(asked) < len(talk.whole.articles)
    lines = [
        f"{number}. {described(article)}{', asked now' if narrowed and article.name in asked else ''}"
        for number, article in enumerate(talk.whole.articles, start=1)
    ]
    if len(lines) == 1:
        return f"There is one article: {described(talk.whole.articles[0])}"
    hint = "/article all asks all of them." if narrowed else "/article 1 asks only the first."
    return "\n".join([f"There are {len(lines)} articles. {hint}", *lines])


def article(talk: Talk, argument: str) -> str:
    """Narrows the conversation to one article, or widens it to all."""
    if not argument or len(talk.whole.articles) == 1:
        return articles(talk, argument)
    if argument.casefold() == "all":
        problem = talk.narrow(())
        said = "From now on all articles are asked."
    else:
        chosen = match_in(talk.whole.articles, argument)
        problem = talk.narrow((chosen.name,))
        said = f"From now on only this article is asked: {described(chosen)}. /article all asks all of them again."
    return "\n\n".join(filter(None, [f"{said}\nWhat was asked before is forgotten.", talk.starters(), problem]))


def outline(talk: Talk, argument: str) -> str:
    """Lists headings: those of the article, or those that have the given words and the ones under them."""
    if argument:
        named = sections_named(talk.library.articles, argument)
        places = [place for top in named for place in headings(top.article) if place.section in below(top)]
        talk.listed = tuple(dict.fromkeys(places))
        if not talk.listed:
            raise UsageError("No heading is called so.", "/outline lists the headings.")
        return _listed(talk, "/read 1 reads the first.", named=len({place.article.name for place in places}) > 1)
    current = talk.current_article()
    if current is None:
        raise UsageError("There are several articles.", f"Choose one with /article first.\n{articles(talk, '')}")
    talk.listed = tuple(headings(current))
    sources = " /source lists its sources." if current.sources else ""
    return (
        f"{printable(current.title)}\n{_listed(talk, f'/read 1 reads the first; /read all reads everything.{sources}')}"
    )


def read(talk: Talk, argument: str) -> str:
    """Reads a section by its heading or its number in the last list, or the whole article."""
    current = talk.current_article()
    if argument.casefold() == "all":
        if current is None:
            raise UsageError("There are several articles.", "Choose one with /article first.")
        return whole_text(current)
    number = number_in(argument)
    if number is None:
        return _read_named(talk, argument)
    listed = talk.listed or (tuple(headings(current)) if current else ())
    if not 1 <= number <= len(listed):
        last = f"Give a number from 1 to {len(listed)}." if listed else "List the headings with /outline first."
        raise UsageError("There is no heading of that number.", last)
    place = listed[number - 1]
    if not place.lines:
        return section_text(place, name_article=talk.several)
    return f"The lines that were found begin with >.\n\n{in_context(place, name_article=talk.several)}"


def find(talk: Talk, argument: str) -> str:
    """Lists the places where all these words stand."""
    if not argument:
        raise UsageError("Give the words to search for, such as: /find sleep")
    places = [place for one in talk.library.articles for place in found_in(one, argument)]
    if not places:
        raise UsageError(f"These words stand nowhere together in {these(talk)}: {printable(argument)}.")
    talk.listed = tuple(places)
    count = "1 place" if len(places) == 1 else f"{len(places)} places"
    lines = [
        f"{number}. {where(place, name_article=talk.several)}: {place.text}"
        for number, place in enumerate(places[:_MOST], start=1)
    ]
    rest = [f"and {len(places) - _MOST} more; more words find fewer."] if len(places) > _MOST else []
    return "\n".join([f"Found in {count}; /read 1 reads the first where it stands.", *lines, *rest])


def match_in(choices: Sequence[Article], wanted: str) -> Article:
    """Returns the article of this number, name or title. Raises `UsageError` when it is none, or not one alone."""
    number = number_in(wanted)
    if number is not None and 1 <= number <= len(choices):
        return choices[number - 1]
    words = wanted.casefold()
    tests: list[Callable[[Article], bool]] = [
        lambda one: words in (one.name.casefold(), one.title.casefold()),
        lambda one: words in f"{one.name} {one.title}".casefold(),
    ]
    for test in tests:
        found = [one for one in choices if test(one)]
        if len(found) == 1:
            return found[0]
        if found:
            raise UsageError("Several articles are called so.", "Give its number; /articles lists them.")
    raise UsageError("There is no such article.", "/articles lists them.")


def _read_named(talk: Talk, heading: str) -> str:
    if not heading:
        raise UsageError("Give a heading or its number.", "/outline lists the headings.")
    found = sections_named(talk.library.articles, heading)
    if not found:
        raise UsageError("No heading is called so.", "/outline lists the headings.")
    inside = below(found[0])
    if all(place.article is found[0].article and place.section in inside for place in found):
        return section_text(found[0], name_article=talk.several)
    talk.listed = tuple(found)
    several = len({place.article.name for place in found}) > 1
    return _listed(talk, "Several headings fit. /read 1 reads the first.", named=several)


def _listed(talk: Talk, lead_in: str, *, named: bool = False) -> str:
    lines = [
        f"{number}. {f'{printable(place.article.title)}: ' if named else ''}{place.text}"
        for number, place in enumerate(talk.listed, start=1)
    ]
    return "\n".join([lead_in, *lines])


def these(talk: Talk) -> str:
    """Returns how the articles that are asked are called."""
    return "this article" if len(talk.library.articles) == 1 else "these articles"
