"""Builds the sdist and the wheel, looks into them, and uses the installed command on every Python that is there.

What is shown: both can be built again to the same bytes, the wheel from the sdist too; nothing is missing, nothing is
stray, nothing tells of the machine; and each Python makes the prepared files to the same bytes. Exit codes: 0, 1.
"""

import getpass
import hashlib
import os
import sys
import tarfile
import zipfile
from pathlib import Path

from exercise import exercise
from fresh import Failed, copy, environment, install, interpreters, run, step

_CHECKS = ("build", "twine", "check-wheel-contents")
_PREPARED = {"cues", "english", "help", "lexicon", "library", "signs", "suggestions"}


def main() -> int:
    """Does it and returns the exit code."""
    try:
        with copy() as folder:
            tree = {str(path.relative_to(folder / "tree").as_posix()) for path in files_in(folder / "tree")}
            sdist, wheel = built(folder)
            looked_into(sdist, wheel, tree, traces(folder))
            used(wheel, folder)
    except Failed as failed:
        step(f"FAILED: {failed}")
        return 1
    return 0


def built(folder: Path) -> tuple[Path, Path]:
    """Builds all that there is twice, in different places, and compares the bytes; returns the sdist and the wheel."""
    tools = environment(folder / "tools")
    install(tools, *_CHECKS)
    python, out, again = tools / "python", folder / "dist", folder / "again"
    run(python, "-m", "build", "--sdist", "--wheel", "-o", out, cwd=folder / "tree")
    (sdist,), (wheel,) = out.glob("*.tar.gz"), out.glob("*.whl")
    with tarfile.open(sdist) as archive:
        archive.extractall(folder / "unpacked", filter="data")
    (unpacked,) = (folder / "unpacked").iterdir()
    run(python, "-m", "build", "--sdist", "--wheel", "-o", again, cwd=unpacked)
    for first in (sdist, wheel):
        same = first.read_bytes() == (again / first.name).read_bytes()
        if not same:
            raise Failed(f"{first.name} is another one when it is built from the sdist")
        step(f"{first.name}: {first.stat().st_size} bytes, the same from the tree and from the sdist, {digest(first)}")
    step(run(python, "-m", "twine", "check", "--strict", sdist, wheel, cwd=folder))
    step(run(tools / "check-wheel-contents", wheel, cwd=folder))
    return sdist, wheel


def looked_into(sdist: Path, wheel: Path, tree: set[str], telling: list[bytes]) -> None:
    """Compares what is inside with the tree, and looks for traces of this machine."""
    with tarfile.open(sdist) as archive:
        members = [member for member in archive.getmembers() if member.isfile()]
        inside = {member.name.partition("/")[2]: archive.extractfile(member).read() for member in members}  # type: ignore[union-attr]
    agree("the sdist", set(inside), tree | {"PKG-INFO"})
    with zipfile.ZipFile(wheel) as archive:
        held = {name: archive.read(name) for name in archive.namelist()}
    prepared = {name for name in held if name.startswith("bot/prepared/")}
    facts = {name for name in held if ".dist-info/" in name}
    shipped = {f"bot/{name}" if name.startswith("corpus/") else name for name in tree}
    agree("the wheel", set(held) - prepared - facts, {name for name in shipped if name.startswith("bot/")})
    agree("what is prepared", {Path(name).name.split("-")[0] for name in prepared}, _PREPARED)
    agree("the wheel's facts", {Path(name).name for name in facts}, {"METADATA", "RECORD", "WHEEL", "entry_points.txt"})
    for name, content in [*inside.items(), *held.items()]:
        for trace in telling:
            if trace in content:
                raise Failed(f"{name} tells of this machine: {trace.decode()}")
    step(f"sdist: {len(inside)} files, wheel: {len(held)}, none missing, none stray, none with a trace of this machine")


def files_in(folder: Path) -> list[Path]:
    """Returns all files of a folder and of those in it."""
    return [path for path in folder.rglob("*") if path.is_file()]


def agree(what: str, found: set[str], wanted: set[str]) -> None:
    """Raises `Failed` where two sets differ."""
    if found != wanted:
        raise Failed(f"{what}: stray {sorted(found - wanted)[:20]}, missing {sorted(wanted - found)[:20]}")


def traces(folder: Path) -> list[bytes]:
    """Returns what would tell where something was built, and by whom."""
    places = [str(folder), folder.name, str(Path(__file__).parent.parent), sys.prefix, sys.base_prefix]
    user = getpass.getuser()
    return [place.encode() for place in [*places, str(Path.home()) + os.sep, f"/{user}/"] if len(place) > 1]


def used(wheel: Path, folder: Path) -> None:
    """Installs the wheel in an empty environment of each Python, and uses it from an empty folder."""
    made: dict[str, dict[str, str]] = {}
    for version, interpreter in interpreters().items():
        commands = environment(folder / f"venv-{version}", interpreter)
        install(commands, wheel)
        place = folder / f"used on {version}"
        place.mkdir()
        for line in exercise(commands, place, wheel.name.split("-")[1]):
            step(f"Python {version}: {line}")
        again = place / "prepared"
        run(commands / "python", "-m", "bot.prepare", again, cwd=place)
        made[version] = {path.name: digest(path) for path in again.iterdir()}
    with zipfile.ZipFile(wheel) as archive:
        inside = {
            Path(name).name: archive.read(name) for name in archive.namelist() if name.startswith("bot/prepared/")
        }
    wanted = {name: hashlib.sha256(content).hexdigest() for name, content in inside.items()}
    for version, files in made.items():
        if files != wanted:
            raise Failed(f"Python {version} prepares something else: {sorted(files.items() ^ wanted.items())}")
    step(f"prepared alike by {', '.join(made)}")


def digest(path: Path) -> str:
    """Returns the SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


if __name__ == "__main__":
    sys.exit(main())
