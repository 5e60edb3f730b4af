"""Variants: which question each is another wording of."""

from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet

from bot.coverage.values import FaqRow
from bot.reading.characters import clean, fold


def resolve(
    rows: Sequence[FaqRow],
    given: Sequence[str],
    variants: Mapping[int, str],
    repeats: Mapping[int, int],
    unusable: AbstractSet[int],
) -> tuple[dict[int, int], dict[int, str]]:
    """Returns for each variant the place of its question, and for each that has none what is wrong.

    `given` are the ids as the files have them, `variants` say what stands under "variant of" for a row's place,
    `repeats` lead a duplicate to the row that is kept, `unusable` are the places of bad and empty rows. A variant
    may name an id of its own file or of another, or the question itself; one of a variant is one of its question.
    """
    find = _finder(rows, given)
    target = {}
    lost: dict[int, str] = {}
    for place, name in variants.items():
        found = find(rows[place].file, name)
        if found is None:
            lost[place] = f'It is said to be a variant of "{name[:60]}", but no row has that id or question.'
        elif repeats.get(found, found) != place:
            target[place] = repeats.get(found, found)
    roots: dict[int, int] = {}
    for place in target:
        last, seen = place, {place}
        while last in target and target[last] not in seen:
            last = target[last]
            seen.add(last)
        if last in target:
            lost[place] = "The variants lead round in a circle: one of them must be the question."
        elif last in lost or last in unusable:
            lost[place] = f"It is a variant of row {rows[last].number}, which is left out."
        else:
            roots[place] = last
    return roots, lost


def _finder(rows: Sequence[FaqRow], given: Sequence[str]) -> Callable[[str, str], int | None]:
    """How a variant's question is found: by id in its file, by id, by its words, by the row's number without ids."""
    names: dict[tuple[str, str], int] = {}
    ids: dict[str, int] = {}
    words: dict[str, int] = {}
    numbers: dict[tuple[str, str], int] = {}
    with_ids = {row.file for row, name in zip(rows, given, strict=True) if name.strip()}
    for place, (row, name) in enumerate(zip(rows, given, strict=True)):
        names.setdefault((row.file, fold(clean(name)) or row.id), place)
        ids.setdefault(row.id, place)
        if row.question:
            words.setdefault(row.question.casefold(), place)
        if row.file not in with_ids:
            numbers[row.file, str(row.number)] = place

    def find(file: str, name: str) -> int | None:
        places = (names.get((file, name)), ids.get(name), words.get(name.casefold()), numbers.get((file, name)))
        return next((place for place in places if place is not None), None)

    return find
