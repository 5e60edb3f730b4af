"""What the jobs beside `.ci/run` share: a copy of the tree, empty environments, interpreters, steps that may fail."""

import os
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

ROOT = Path(__file__).parent.parent
VERSIONS = ("3.11", "3.12", "3.13", "3.14")  # those that are missing are left out, and named
_LONGEST = 1800  # seconds of a command


class Failed(Exception):
    """Something is not as it is promised; what, says the text."""


def tracked() -> list[str]:
    """Returns the paths of all files of the tree that git does not ignore, as they stand now."""
    listed = run("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", cwd=ROOT)
    return sorted({name for name in listed.split("\0") if name and (ROOT / name).is_file()})


@contextmanager
def copy() -> Iterator[Path]:
    """Gives a new folder, and in it `tree`: a copy of the tracked files; removes it afterwards."""
    with tempfile.TemporaryDirectory(prefix="fresh-") as name:
        for path in tracked():
            target = Path(name, "tree", path)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / path, target)
        yield Path(name)


def run(
    *command: str | Path,
    cwd: Path,
    env: dict[str, str] | None = None,
    code: int | tuple[int, ...] = 0,
    typed: str = "",
    errors: bool = False,
) -> str:
    """Runs a command and returns what it printed, or its errors; raises `Failed` for another exit code than `code`."""
    done = subprocess.run(  # noqa: S603
        [str(part) for part in command], cwd=cwd, env=clean() if env is None else env, input=typed,
        capture_output=True, encoding="utf-8", timeout=_LONGEST, check=False,
    )  # fmt: skip
    if done.returncode not in (code if isinstance(code, tuple) else (code,)):
        said = f"{done.stdout[-3000:]}\n{done.stderr[-3000:]}".strip()
        raise Failed(f"{shlex.join(map(str, command))}\nexit code {done.returncode}, not {code}\n{said}")
    return done.stderr if errors else done.stdout


def clean() -> dict[str, str]:
    """Returns the surroundings without what would lead a program back to the checkout or another environment."""
    led = ("PYTHON", "VIRTUAL_ENV", "CITEBOT_", "COV_")
    return {name: value for name, value in os.environ.items() if not name.startswith(led)}


def environment(folder: Path, interpreter: str = sys.executable) -> Path:
    """Makes an empty virtual environment and returns the folder of its commands."""
    run(interpreter, "-m", "venv", folder, cwd=folder.parent)
    return folder / ("Scripts" if os.name == "nt" else "bin")


def install(commands: Path, *what: str | Path) -> None:
    """Installs packages into an environment, and checks that they agree with each other."""
    run(commands / "python", "-m", "pip", "install", "-q", *what, cwd=commands.parent)
    run(commands / "python", "-m", "pip", "check", cwd=commands.parent)


def interpreters() -> dict[str, str]:
    """Returns the interpreters that are there, by version; says which are not."""
    found = {version: path for version in VERSIONS if (path := _interpreter(version))}
    for version in VERSIONS:
        if version not in found:
            step(f"skipped: Python {version} is not on PATH")
    return found


def _interpreter(version: str) -> str | None:
    """The first on PATH that runs: what stands in front may be a manager's shim for one that is not chosen."""
    for folder in os.get_exec_path():
        path = shutil.which(f"python{version}", path=folder)
        if path:
            with suppress(Failed):
                run(path, "-c", f"import sys; sys.exit(not sys.version.startswith('{version}.'))", cwd=ROOT)
                return path
    return None


def step(text: str) -> None:
    """Says what was shown, at once."""
    print(text, flush=True)
