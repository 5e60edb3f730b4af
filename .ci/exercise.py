"""Uses an installed `citebot` as its users do: each command, with its exit code and what it must print."""

import json
import os
import select
import statistics
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from fresh import Failed, clean, run

QUESTIONS = {
    "What is calcinosis?": ("answered", 0),
    "does diltiazem dose matter in children?": ("weak", 1),
    "best pizza in Rome": ("not_found", 1),
}
# The fields of an answer and of a passage, in their order, with their types.
ANSWER = {
    "question": str, "state": str, "notice": (dict, type(None)), "message": str, "searched_for": str,
    "corrections": list, "synonyms": list, "carried_over": list, "missing": list, "passages": list, "suggestions": list,
}  # fmt: skip
PASSAGE = {
    "id": str, "article": str, "heading": list, "kind": str, "row": (str, type(None)), "text": str, "citations": list,
    "lines": list, "score": float, "answer_span": (list, type(None)), "matches": list,
}  # fmt: skip
HEAVY = ("nltk", "numpy", "rank_bm25", "spellchecker", "markdown_it", "textual", "click")
_LOADED = "import sys; from bot.cli.main import run; run(sys.argv[1:]); print(*sys.modules, file=sys.stderr)"
_LONGEST = 60.0  # seconds


def exercise(commands: Path, place: Path, version: str) -> Iterator[str]:
    """Uses the command from an empty folder, with a home of its own; yields what was shown, raises `Failed`."""
    home = place / "home"
    home.mkdir()
    env = clean() | {"HOME": str(home), "USERPROFILE": str(home), "XDG_CACHE_HOME": str(home / "cache")}
    citebot = Citebot(commands, place, env)
    _need("its version", citebot("--version") == f"citebot, version {version}\n")
    yield f"a question with an empty cache {citebot.timed('empty'):.0f} ms, later ones {citebot.timed('filled'):.0f} ms"
    for question, (state, code) in QUESTIONS.items():
        said = json.loads(citebot("ask", "--json", question, code=code))
        _need(f"the state of {question!r}", said["state"] == state)
        _fits("an answer", said, ANSWER)
        for passage in said["passages"]:
            _fits("a passage", passage, PASSAGE)
        _need("passages where something was found", bool(said["passages"]) == (state != "not_found"))
    citebot("ask", "--no-such-option", code=2)
    yield "ask, its three states and its JSON"
    heavy = set(HEAVY) & set(citebot.loaded("ask", "What is calcinosis?"))
    _need(f"nothing made for a first question, but {heavy}", not heavy)
    _need("the passages of inspect", "Passages: 60" in citebot("inspect"))
    _need("line mode", "Passage 1." in citebot(typed="What is calcinosis?\n/quit\n"))
    _need("the coverage of the FAQ", "%" in citebot("coverage", str(citebot.faq()), code=(0, 1)))
    yield "inspect, line mode, coverage"
    for extra, refused in {"web": ["serve"], "documents": ["add", "page.html", "--corpus", "leaflets"]}.items():
        (place / "page.html").write_text("<h1>Gout</h1><p>Gout is a painful disease of joints.</p>", encoding="utf-8")
        hint = citebot(*refused, code=2, errors=True)
        _need(f"how to install {extra}: {hint}", f"citebot[{extra}]" in hint and "Traceback" not in hint)
    yield "serve and add name the extra that they lack"
    if os.name != "nt":
        citebot.chat()
        yield "the chat, started, asked and left"


class Citebot:
    """The installed command."""

    def __init__(self, commands: Path, place: Path, env: dict[str, str]) -> None:
        self._python, self._command = commands / "python", commands / "citebot"
        self._place, self._env = place, env

    def __call__(self, *arguments: str, code: int | tuple[int, ...] = 0, typed: str = "", errors: bool = False) -> str:
        """Runs it and returns what it printed; raises `Failed` for another exit code."""
        return run(self._command, *arguments, cwd=self._place, env=self._env, code=code, typed=typed, errors=errors)

    def loaded(self, *arguments: str) -> list[str]:
        """Returns the modules that are loaded by a command, without a cache."""
        env = self._env | {"CITEBOT_CACHE": ""}
        return run(self._python, "-c", _LOADED, *arguments, cwd=self._place, env=env, errors=True).split()

    def faq(self) -> Path:
        """Returns the list of questions that comes with the package."""
        find = "import bot, pathlib; print(pathlib.Path(bot.__file__).with_name('corpus'))"
        (path,) = Path(run(self._python, "-c", find, cwd=self._place, env=self._env).strip()).glob("*.faq.csv")
        return path

    def timed(self, cache: str) -> float:
        """Returns how many milliseconds a question takes with an `empty` cache or one that was `filled`."""
        times = []
        for number in range(5):
            folder = self._place / (f"cache {number}" if cache == "empty" else "cache 0")
            env = self._env | {"CITEBOT_CACHE": str(folder)}
            begin = time.perf_counter()
            run(self._command, "ask", "What is calcinosis?", cwd=self._place, env=env)
            times.append(time.perf_counter() - begin)
        return statistics.median(times) * 1000

    def chat(self) -> None:
        """Starts the chat in a terminal, asks, waits for the answer and leaves."""
        import pty

        pid, terminal = pty.fork()
        if pid == 0:
            os.chdir(self._place)
            env = self._env | {"TERM": "xterm-256color", "COLUMNS": "100", "LINES": "30"}
            os.execve(self._command, ["citebot"], env)  # noqa: S606
        _wait(terminal, b"Calcinosis", "the chat's first screen")
        os.write(terminal, b"What is calcinosis?\r")
        _wait(terminal, b"Answered", "the chat's answer")
        os.write(terminal, b"\x11")  # Ctrl+Q
        _wait(terminal, None, "the chat's end")
        _need("the chat's exit code", os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0)


def _wait(terminal: int, text: bytes | None, what: str) -> None:
    """Reads what is painted until a text came, or the terminal is closed; raises `Failed` when it takes too long."""
    painted, deadline = b"", time.monotonic() + _LONGEST
    while time.monotonic() < deadline and not (text and text in painted):
        if select.select([terminal], [], [], 0.2)[0]:
            try:
                chunk = os.read(terminal, 65536)
            except OSError:
                chunk = b""  # as Linux tells that the other side is closed
            if not chunk:
                _need(f"{what}; the chat ended with {painted[-300:]!r}", text is None)
                return
            painted += chunk
    _need(f"{what}, after {painted[-300:]!r}", bool(text and text in painted))


def _fits(what: str, value: dict[str, Any], fields: dict[str, Any]) -> None:
    _need(f"the fields of {what}: {sorted(value)}", list(value) == list(fields))
    for name, kinds in fields.items():
        _need(f"{name} of {what} as {kinds}", isinstance(value[name], kinds))


def _need(what: str, there: bool) -> None:
    if not there:
        raise Failed(f"The installed command lacks {what}")
