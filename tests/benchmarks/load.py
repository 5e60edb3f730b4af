"""Load: many questions in one process, a long chat, many visitors at once. What is looked for is what grows.

Run by hand: in full it takes most of an hour on two processors.
"""

import asyncio
import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from time import perf_counter
from typing import IO, Any

from tests.benchmarks import conversation, visitors
from tests.benchmarks.memory import megabytes, resident
from tests.benchmarks.processes import ROOT, citebot, surroundings
from tests.benchmarks.questions import questions
from tests.benchmarks.rounds import BenchmarkError, Figure
from tests.benchmarks.tables import Table

QUESTIONS, MESSAGES, VISITORS = 100_000, 5_000, 50
BASE = 80  # questions that are asked again and again
_PORTION = 20  # lines that are on their way at once: they fit into a pipe
_GROWTH = 1.15  # what memory may grow by after the first tenth
_MARKS = (100, 10, 2, 1)  # of the whole: where memory is looked at
_TYPOS = 25  # one question in so many has a word that nobody knows


@dataclass(frozen=True, slots=True)
class Sizes:
    """How much of each; 0 leaves that out."""

    questions: int = QUESTIONS
    messages: int = MESSAGES
    visitors: int = VISITORS


def tables(_runs: int, sizes: Sizes | None = None) -> Iterator[Table]:
    """Yields what was measured of each load; it is measured once, as it takes long."""
    sizes = sizes or Sizes()
    if sizes.questions:
        yield batch(sizes.questions)
    if sizes.messages:
        yield chat(sizes.messages)
    if sizes.visitors:
        yield visitors.table(sizes.visitors, questions(min(BASE, sizes.visitors), longest=70))


def line(number: int, base: Sequence[str]) -> dict[str, Any]:
    """Returns a line of the batch: in four rounds in turn a question as it is, one with a name that was never typed
    before, one in a conversation of its own, and one in a conversation of two.
    """
    question = base[number % len(base)]
    if number % _TYPOS == _TYPOS - 1:
        question += f" {_letters(number)}"
    match number // len(base) % 4:
        case 1:
            return {"id": number, "question": f"{question} (patient N{number})"}
        case 2:
            return {"id": number, "question": question, "conversation": f"one {number}"}
        case 3:
            return {"id": number, "question": question, "conversation": f"two {number // 2}"}
    return {"id": number, "question": question}


def batch(count: int) -> Table:
    """Asks so many questions of one process of `citebot ask --jsonl`, the first and the last ones being the same."""
    base = questions(min(BASE, count))
    marks = {max(1, count // share) for share in _MARKS}
    seconds: list[float] = []
    seen: dict[int, int] = {}
    with subprocess.Popen(
        citebot("ask", "--jsonl"), stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=surroundings(), cwd=ROOT
    ) as process:
        assert process.stdin
        assert process.stdout
        pipes = (process.stdin, process.stdout)
        first = _exchange(*pipes, [{"id": n, "question": question} for n, question in enumerate(base)])
        done, begun = 0, perf_counter()
        for mark in sorted(marks):
            while done < mark:
                portion = range(done, min(mark, done + _PORTION))
                since = perf_counter()
                _exchange(*pipes, [line(number, base) for number in portion])
                seconds.append((perf_counter() - since) / len(portion))
                done = portion.stop
            seen[mark] = resident(process.pid)
            print(f"{mark:,}: {megabytes(seen[mark])}, {perf_counter() - begun:,.0f} s", file=sys.stderr, flush=True)
        taken = perf_counter() - begun
        last = _exchange(*pipes, [{"id": n, "question": question} for n, question in enumerate(base)])
        process.stdin.close()
        rest = process.stdout.read()
    if process.returncode or rest:
        raise BenchmarkError(f"The batch ended with exit code {process.returncode}.")
    wrong = [] if first == last else ["the last answers are not those that the same questions got first"]
    wrong += _grown([seen[mark] for mark in sorted(marks)][-3:])
    note = "Memory after " + ", ".join(f"{mark:,}: {megabytes(seen[mark])}" for mark in sorted(marks))
    shown = tuple(seconds[place] for place in range(0, len(seconds), max(1, len(seconds) // 1000)))
    return Table(
        f"Load: {count:,} questions through ask --jsonl",
        (Figure("a question", shown),),
        note=f"{note}\n{count / taken:,.0f} questions a second",
        wrong="; ".join(wrong),
    )


def chat(messages: int) -> Table:
    """Asks in the chat until there are so many questions and answers: how long an answer takes, and the memory."""
    from bot.library import Library

    base = questions(BASE, longest=70)
    marks = [max(2, messages // 500), max(2, messages // 5), messages]
    stages = asyncio.run(conversation.stages(Library.open(), base, [mark // 2 for mark in marks]))
    grown = (stages[-1].memory - stages[-2].memory) / max(1, messages - marks[1])
    note = "Memory after " + ", ".join(
        f"{mark:,} messages: {megabytes(stage.memory)}" for mark, stage in zip(marks, stages, strict=True)
    )
    figures = (
        Figure(f"Enter to answer, around message {mark:,}", stage.seconds)
        for mark, stage in zip(marks, stages, strict=True)
    )
    title = f"Load: the chat over {messages:,} messages"
    return Table(title, tuple(figures), note=f"{note}\n{grown / 1000:.1f} kB for each message after {marks[1]:,}")


def _exchange(to: IO[bytes], back: IO[bytes], lines: Sequence[dict[str, Any]]) -> list[bytes]:
    """Sends lines in portions, and returns what came back for each; raises `BenchmarkError` for no answer."""
    answers: list[bytes] = []
    for start in range(0, len(lines), _PORTION):
        portion = lines[start : start + _PORTION]
        to.write("".join(f"{json.dumps(one)}\n" for one in portion).encode())
        to.flush()
        answers += [back.readline() for _ in portion]
        if not answers[-1] or any(b'"state"' not in answer for answer in answers[-len(portion) :]):
            raise BenchmarkError("A question of the batch got no answer.")
    return answers


def _grown(sizes: Sequence[int]) -> list[str]:
    """Says what is wrong where memory grew after the first tenth."""
    grown = sizes[-1] / sizes[0]
    return [f"memory grew by {grown - 1:.0%} after the first tenth"] if grown > _GROWTH else []


def _letters(number: int) -> str:
    """Returns a word that nobody knows, another one for each number."""
    return "qz" + "".join(chr(ord("a") + int(digit)) for digit in str(number)) + "vx"
