"""Installs exactly the lowest versions that pyproject.toml allows, on the lowest Python, and runs the tests with them.

Exit codes: 0 the tests pass, 1 they do not, or a bound is not the version that was installed by it.
"""

import subprocess
import sys
import tomllib
from pathlib import Path

from fresh import VERSIONS, Failed, clean, copy, environment, install, interpreters, run, step

EXTRAS = ("faq", "web", "documents", "dev")
_PICTURE = "--deselect=tests/test_pictures.py"  # of the help as the newest click writes it
# Prints the requirements whose lowest version is not the one that is installed, as something else needs a later one.
_WRONG = """
import sys
from importlib.metadata import version
from packaging.requirements import Requirement
from packaging.version import Version
for one in map(Requirement, sys.argv[1:]):
    lowest = [Version(bound.version) for bound in one.specifier if bound.operator == ">="]
    if one.name != "citebot" and (not lowest or lowest != [Version(version(one.name))]):
        print(f"{one} is really {version(one.name)}")
"""


def main() -> int:
    """Does it and returns the exit code."""
    lowest = interpreters().get(VERSIONS[0])
    if lowest is None:
        step("There is no Python to test with.")
        return 1
    try:
        with copy() as folder:
            tree = folder / "tree"
            tools = environment(folder / "tools")
            install(tools, "uv")
            commands = environment(folder / "venv", lowest)
            target = ("--python", commands / "python", "--resolution", "lowest-direct")
            run(tools / "uv", "pip", "install", *target, "-e", f".[{','.join(EXTRAS)}]", cwd=tree)
            step(run(tools / "uv", "pip", "list", "--python", commands / "python", cwd=tree))
            wrong = run(commands / "python", "-c", _WRONG, *requirements(tree), cwd=tree)
            if wrong:
                raise Failed(wrong)
            return tested(commands, tree)
    except Failed as failed:
        step(str(failed))
        return 1


def requirements(tree: Path) -> list[str]:
    """Returns all that pyproject.toml requires of whoever installs it with the extras."""
    project = tomllib.loads((tree / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return project["dependencies"] + [one for extra in EXTRAS for one in project["optional-dependencies"][extra]]


def tested(commands: Path, tree: Path) -> int:
    """Runs the tests, with their output here; returns 0 or 1."""
    command = [str(commands / "python"), "-m", "pytest", "-q", "-n", "auto", "-p", "no:cacheprovider", _PICTURE]
    command += sys.argv[1:]
    return int(subprocess.run(command, cwd=tree, env=clean(), check=False).returncode != 0)  # noqa: S603


if __name__ == "__main__":
    sys.exit(main())
