"""One target under atheris, in a process of its own: `python -m tests.fuzz.driver TARGET FOLDER [libFuzzer's options]`.

What is found is written to FOLDER, each kind once: the input, and beside it the traceback. The fuzzer goes on after it.
"""

import hashlib
import sys
import time
import traceback
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["bot"]):
    from tests.fuzz.targets import TARGETS, seeds

_ROOT = Path(__file__).parent.parent.parent
_SLOW = 2.0  # seconds of CPU for one short input


class Driver:
    """Tries inputs on a target and keeps what it finds."""

    def __init__(self, name: str, folder: Path) -> None:
        self._check, self._folder = TARGETS[name].check, folder
        self._seen: set[str] = set()

    def __call__(self, data: bytes) -> None:
        """Tries one input."""
        started = time.process_time()
        try:
            self._check(data)
        except Exception as error:
            frames = traceback.extract_tb(error.__traceback__)
            own = [frame for frame in frames if frame.filename.startswith(str(_ROOT))][-2:]
            self._keep(data, " ".join([type(error).__name__, *(f"{f.filename}:{f.lineno}" for f in own)]))
        if time.process_time() - started > _SLOW:
            self._keep(data, f"slow: {time.process_time() - started:.1f} s")

    def _keep(self, data: bytes, kind: str) -> None:
        if kind in self._seen or (kind.startswith("slow") and any(one.startswith("slow") for one in self._seen)):
            return
        self._seen.add(kind)
        name = hashlib.sha256(data).hexdigest()[:12]
        (self._folder / name).write_bytes(data)
        (self._folder / f"{name}.txt").write_text(f"{kind}\n{traceback.format_exc()}", "utf-8", "backslashreplace")
        print(f"FOUND {kind.replace(str(_ROOT), '')}: {name}", flush=True)


if __name__ == "__main__":
    driver = Driver(sys.argv[1], Path(sys.argv[2]))
    for seed in seeds(sys.argv[1]):
        TARGETS[sys.argv[1]].check(seed.read_bytes())  # what is loaded once is not to be timed
    atheris.Setup([sys.argv[0], *sys.argv[3:]], driver)
    atheris.Fuzz()
