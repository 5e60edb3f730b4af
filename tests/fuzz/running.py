"""Runs targets under atheris, each in a process of its own, and reads from its output how it went."""

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

from tests.fuzz.targets import TARGETS, seeds

_DONE = re.compile(r"^stat::number_of_executed_units:\s+(\d+)|^Done (\d+) runs in (\d+) second", re.MULTILINE)
_COVERED = re.compile(r"cov: (\d+)")
_HANG = 60  # seconds for one input
_MEMORY = 4096  # megabytes


class Run(NamedTuple):
    """How a target went: executions, seconds, the edges of the program that were reached, and what was found."""

    name: str
    executions: int
    seconds: int
    covered: int
    found: tuple[str, ...]
    broken: str = ""  # why the fuzzer itself ended early, if it did


def run(name: str, runs: int, found: Path, seconds: int = 0) -> Run:
    """Tries a target so many times, or for so many seconds where that is shorter; findings go to a folder below."""
    place = found / name
    place.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="citebot-fuzz-") as folder:
        tried, start = Path(folder) / "tried", Path(folder) / "seeds"
        for one in (tried, start):
            one.mkdir()
        for seed in seeds(name):
            (start / seed.name).write_bytes(seed.read_bytes())
        options = [
            f"-runs={runs}", f"-max_total_time={seconds}", f"-max_len={TARGETS[name].longest}", f"-timeout={_HANG}",
            f"-rss_limit_mb={_MEMORY}", "-print_final_stats=1", f"-artifact_prefix={place}/",
        ]  # fmt: skip
        command = [sys.executable, "-m", "tests.fuzz.driver", name, str(place), *options, str(tried), str(start)]
        environment = os.environ | {"CITEBOT_CACHE": str(Path(folder) / "cache")}
        ended = subprocess.run(command, capture_output=True, text=True, errors="replace", env=environment, check=False)
    return _read(name, ended)


def _read(name: str, ended: "subprocess.CompletedProcess[str]") -> Run:
    said = ended.stdout + ended.stderr
    counts = [int(match[1] or match[2]) for match in _DONE.finditer(said)]
    times = [int(match[3]) for match in _DONE.finditer(said) if match[3]]
    covered = [int(match[1]) for match in _COVERED.finditer(said)]
    found = tuple(line.removeprefix("FOUND ") for line in said.splitlines() if line.startswith("FOUND "))
    broken = "" if ended.returncode == 0 else "\n".join(said.splitlines()[-12:])
    return Run(name, max(counts, default=0), max(times, default=0), max(covered, default=0), found, broken)
