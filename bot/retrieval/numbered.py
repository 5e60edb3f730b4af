"""Documents whose terms are numbers: what one process makes of texts, and another one an index of."""

import os
from array import array
from collections.abc import Iterable, Sequence
from itertools import count
from typing import NamedTuple

_counted = count()  # the numberings of this process


class Numbered(NamedTuple):
    """The next documents of a numbering: which one it is, the terms that are new to it, the numbers of the documents'
    terms, document after document, and how many terms each document has.

    The first term that was ever new has the number 0.
    """

    numbering: tuple[int, int]
    new: list[str]
    numbers: "array[int]"
    lengths: list[int]


class Numbering(dict[str, int]):
    """Numbers terms in the order in which they first come; it names each only once to who takes its documents."""

    def __init__(self) -> None:
        """Begins with no terms."""
        super().__init__()
        self._which = (os.getpid(), next(_counted))
        self._new: list[str] = []

    def __missing__(self, term: str) -> int:
        number = self[term] = len(self)
        self._new.append(term)
        return number

    def numbered(self, documents: Iterable[Sequence[str]]) -> Numbered:
        """Returns the next documents; each may be empty."""
        numbers, lengths = array("i"), []
        for document in documents:
            numbers.extend(map(self.__getitem__, document))
            lengths.append(len(document))
        new, self._new = self._new, []
        return Numbered(self._which, new, numbers, lengths)
