"""A synthetic corpus for searching, the same on every machine: passages of about 50 words, drawn by Zipf's law.

How often words of a natural text occur falls with about the inverse of their rank (B. Mandelbrot 1953, "An
informational theory of the statistical structure of language": 1 / (rank + 2.7)).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from numpy.typing import NDArray

LENGTH, SPREAD = 50, 0.4  # of a passage: the median, and the deviation of its logarithm
WORDS, SHIFT = 300_000, 2.7
COMMON, CONTENT = 50, 100  # the rank up to which a word is very common, and from which on it is a content word
KINDS = ("3-10 content words", "30 content words", "with very common words")
_PORTION = 20_000  # passages drawn at once
_SEED = 20


@dataclass(frozen=True, slots=True)
class Corpus:
    """Passages as ranks of words, one after the other, and where each ends."""

    ranks: "NDArray[Any]"
    ends: "NDArray[Any]"
    words: tuple[str, ...]

    def __len__(self) -> int:
        """The number of passages."""
        return len(self.ends)

    def passages(self) -> Iterator[list[str]]:
        """Yields the words of each passage."""
        words, begin = self.words, 0
        for number in range(0, len(self.ends), _PORTION):
            ends = self.ends[number : number + _PORTION].tolist()
            ranks = self.ranks[begin : ends[-1]].tolist()
            first = begin
            for end in ends:
                yield [words[rank] for rank in ranks[begin - first : end - first]]
                begin = end


def corpus(size: int) -> Corpus:
    """Returns so many passages; a larger corpus begins with the same ones."""
    import numpy as np

    shares = np.cumsum(1 / (np.arange(WORDS) + 1 + SHIFT))
    shares /= shares[-1]
    ranks, lengths = [], []
    for number in range(0, size, _PORTION):
        drawn = np.random.default_rng((_SEED, number))
        sizes = np.maximum(1, drawn.lognormal(np.log(LENGTH), SPREAD, _PORTION)).astype(np.int64)
        sizes = sizes[: size - number]
        lengths.append(sizes)
        ranks.append(shares.searchsorted(drawn.random(int(sizes.sum()))).astype(np.int32))
    return Corpus(np.concatenate(ranks), np.cumsum(np.concatenate(lengths)), tuple(map(_word, range(WORDS))))


def save(found: Corpus, folder: Path) -> None:
    """Writes a corpus for other processes."""
    import numpy as np

    np.save(folder / "ranks.npy", found.ranks)
    np.save(folder / "ends.npy", found.ends)


def load(folder: Path) -> Corpus:
    """Reads what `save` wrote."""
    import numpy as np

    ranks, ends = (np.load(folder / f"{name}.npy", mmap_mode="r") for name in ("ranks", "ends"))
    return Corpus(ranks, ends, tuple(map(_word, range(WORDS))))


def queries(found: Corpus, kind: str, count: int) -> list[list[str]]:
    """Returns queries of a kind: most of a query's words stand in one passage, as in a question with an answer."""
    import numpy as np

    drawn = np.random.default_rng((_SEED, KINDS.index(kind)))
    asked = []
    while len(asked) < count:
        passage = int(drawn.integers(len(found)))
        ranks = found.ranks[int(found.ends[passage - 1]) if passage else 0 : int(found.ends[passage])]
        own = _distinct(ranks[ranks >= CONTENT].tolist())
        size = 30 if kind == KINDS[1] else int(drawn.integers(3, 11))
        if len(own) < 3:
            continue
        wanted = own[: -(-size * 2 // 3)]
        while len(wanted) < size:
            other = int(found.ranks[drawn.integers(len(found.ranks))])
            if other >= CONTENT and other not in wanted:
                wanted.append(other)
        if kind == KINDS[2]:
            wanted += drawn.choice(COMMON, 3, replace=False).tolist()
        asked.append([found.words[rank] for rank in drawn.permutation(wanted)])
    return asked


def _distinct(ranks: Sequence[int]) -> list[int]:
    return list(dict.fromkeys(ranks))


def _word(rank: int) -> str:
    """Letters, for each rank others."""
    letters = [chr(97 + rank % 26)]
    while rank := rank // 26:
        letters.append(chr(97 + rank % 26))
    return "".join(letters)
