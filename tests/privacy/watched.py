"""A home, a corpus and a `citebot` whose processes are watched: what they did is gathered, and judged."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from socket import AF_UNIX

ROOT = Path(__file__).parents[2]
WATCHING = Path(__file__).parent / "watching"
SECRETS = ("zanzibarine", "quuxolotl", "Marzipania Ottokar")  # nobody writes them but who asks
QUESTION = f"Does {SECRETS[0]} {SECRETS[1]} help {SECRETS[2]} with gout?"
ARTICLE = """---
title: Gout in plain words
date: 2024-05-01
---

# Gout in plain words

## Causes

Gout is caused by urate crystals in a joint [1]. The crystals form when there is too much uric acid in the blood.

## Treatment

Colchicine and rest help with an attack of gout [1]. Allopurinol is given for years, since it lowers uric acid.

## Sources

1. A handbook of joints. https://example.org/joints
"""
RUN = """
import runpy, sys
sys.argv[0] = "citebot"
runpy.run_module("bot", run_name="__main__")
"""  # behind what changes the program
_SYSTEM = (
    "/dev/null",
    "/dev/tty",
    "/dev/urandom",
    "/etc/localtime",
    "/etc/mime.types",
    "/proc/self/",
    "/usr/share/zoneinfo/",
    "/dev/pts/",
)
_OWN_SETTINGS = ("CITEBOT_", "TEXTUAL", "PYTHON", "NO_COLOR", "FORCE_COLOR", "ACCESSIBLE", "COLUMNS", "LINES", "XDG_",
                 "DISPLAY", "WAYLAND_DISPLAY", "SSH_")  # fmt: skip


@dataclass(frozen=True)
class Event:
    """What a process did, with what: a path, or the arguments of the event."""

    name: str
    with_what: tuple[str, ...]


class Watched:
    """A place to run `citebot` in, with all that it did there."""

    def __init__(self, folder: Path) -> None:
        """Makes a home, a corpus, and a folder to work in."""
        self.folder = folder.resolve()
        self.home, self.work, self.corpus = (self.folder / name for name in ("home", "work", "corpus"))
        for place in (self.home, self.work, self.corpus, self.folder / "tmp"):
            place.mkdir()
        (self.home / "private.txt").write_text("nobody's business\n")
        self.article = self.corpus / "gout.md"
        self.article.write_text(ARTICLE, encoding="utf-8")
        self.data = self.home / "data"
        self.cache = Path(os.environ["CITEBOT_CACHE"]).resolve()
        self._report = self.folder / "events.jsonl"

    @property
    def environment(self) -> dict[str, str]:
        """What a watched process is started with."""
        libraries = Path(os.__file__).parent
        own = [sys.prefix, sys.base_prefix, libraries, libraries.resolve(), ROOT, ROOT.resolve()]
        kept = {name: value for name, value in os.environ.items() if not name.startswith(_OWN_SETTINGS)}
        return kept | {
            "HOME": str(self.home),
            "TMPDIR": str(self.folder / "tmp"),
            "CITEBOT_CACHE": str(self.cache),
            "CITEBOT_DATA": str(self.data),
            "PYTHONPATH": os.pathsep.join(map(str, (WATCHING, ROOT))),
            "PYTHONDONTWRITEBYTECODE": "1",
            "TERM": "xterm-256color",
            "WATCHED_BY": str(self._report),
            "WATCHED_OWN": json.dumps([*map(str, own)]),
        }

    def command(self, *arguments: str) -> list[str]:
        """Returns the command line of a watched `citebot`."""
        return [sys.executable, "-P", "-m", "bot", *arguments]

    def run(
        self, *arguments: str, typed: str = "", command: Sequence[str] = (), umask: int = -1, **environment: str
    ) -> "subprocess.CompletedProcess[str]":
        """Runs `citebot`, or a command, to its end."""
        return subprocess.run(
            command or self.command(*arguments), input=typed, capture_output=True, text=True, encoding="utf-8",
            cwd=self.work, env=self.environment | environment, timeout=300, umask=umask,
        )  # fmt: skip

    def events(self) -> list[Event]:
        """Returns what was done so far."""
        lines = self._report.read_text(encoding="utf-8").splitlines() if self._report.exists() else []
        return [Event(name, tuple(map(str, args))) for name, *args in map(json.loads, lines)]

    def strange(self, *reading: Path, writing: Sequence[Path] = ()) -> list[Event]:
        """Returns what was done beyond reading the corpus and these files, writing these, and using cache and data."""
        kept = (self.cache, self.data)
        may_write, may_read = (*kept, *writing), (*kept, self.corpus, *reading, *writing)
        return [event for event in self.events() if not self._is_meant(event, may_read, may_write)]

    def _is_meant(self, event: Event, may_read: Sequence[Path], may_write: Sequence[Path]) -> bool:
        if event.name == "socket.__new__":
            return event.with_what[1] in (repr(AF_UNIX), repr(int(AF_UNIX)))  # a pair of them wakes an event loop
        if event.name in ("exec", "compile") or event.name.startswith(("socket", "subprocess", "os.posix", "os.exec")):
            return False
        places = may_read if event.name in ("read", "os.listdir", "os.scandir", "glob.glob") else may_write
        return all(_below(path, places) or path.startswith(_SYSTEM) for path in event.with_what)

    def files(self) -> list[Path]:
        """Returns every file that stands here or in the cache now, but for what was written down of the events."""
        places = (*self.folder.rglob("*"), *self.cache.rglob("*"))
        return [path for path in places if path.is_file() and path not in (self._report, self.folder / "stdout")]

    def holding(self, words: Sequence[str] = SECRETS) -> list[Path]:
        """Returns the files that hold any of the words, in any of the encodings that programs write."""
        wanted = [word.encode(encoding) for word in words for encoding in ("utf-8", "utf-16-le", "utf-32-le")]
        return [path for path in self.files() if any(one in path.read_bytes() for one in wanted)]


def _below(path: str, places: Sequence[Path]) -> bool:
    return any(path == str(place) or path.startswith(f"{place}{os.sep}") for place in places)
