"""What is installed beside this package: declared, bounded, needed, and free to use. `.ci` holds what takes longer."""

import re
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions

import pytest
from packaging.requirements import Requirement

from tests.test_architecture import ROOT, imports, modules

PYPROJECT = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
PROJECT = tomllib.loads(PYPROJECT)
OPTIONAL = PROJECT["project"]["optional-dependencies"]
RUNTIME = PROJECT["project"]["dependencies"] + OPTIONAL["faq"] + OPTIONAL["web"] + OPTIONAL["documents"]


def canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_what_is_imported_is_declared_and_what_is_declared_is_imported() -> None:
    imported = {name.split(".")[0] for path in modules() for name in imports(path)} - sys.stdlib_module_names - {"bot"}
    installed = packages_distributions()
    unknown = imported - installed.keys()
    assert not unknown
    needed = {canonical(installed[name][0]) for name in imported}
    assert needed == {canonical(Requirement(text).name) for text in RUNTIME}


@pytest.mark.parametrize("text", RUNTIME + OPTIONAL["dev"] + OPTIONAL["bench"])
def test_a_dependency_has_a_lower_bound(text: str) -> None:
    requirement = Requirement(text)
    assert requirement.name == "citebot" or [one.operator for one in requirement.specifier if one.operator == ">="]


@pytest.mark.parametrize("text", RUNTIME)
def test_a_dependency_is_justified(text: str) -> None:
    assert re.search(rf'^    "{re.escape(text)}", +# \w', PYPROJECT, re.MULTILINE)


def test_what_builds_the_package_is_what_it_needs() -> None:
    assert {text for text in PROJECT["build-system"]["requires"] if "hatchling" not in text} < set(RUNTIME)


def test_every_licence_is_allowed_and_listed() -> None:
    done = subprocess.run(
        [sys.executable, ROOT / ".ci" / "licences.py"], capture_output=True, encoding="utf-8", check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    listed = (ROOT / "DEPENDENCIES.md").read_text(encoding="utf-8")
    for text in RUNTIME:
        row = rf"^\| {canonical(Requirement(text).name)} \| [^|]+ \| .*Citebot"
        assert re.search(row, listed, re.MULTILINE), text
        assert re.search(row, done.stdout, re.MULTILINE), text


def test_a_licence_that_is_not_allowed_is_told() -> None:
    code = "import sys; sys.path.insert(0, '.ci'); from licences import allowed; print(*map(allowed, sys.argv[1:]))"
    said = ["MIT", "(MIT AND Zlib) OR GPL-3.0-only", "GPL-3.0-only", "MIT AND GPL-3.0-only", "", "Proprietary"]
    done = subprocess.run([sys.executable, "-c", code, *said], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["True", "True", "False", "False", "False", "False"]
