"""Lists the licence of all that Citebot needs, directly or not, as installed here: `python .ci/licences.py`.

It prints DEPENDENCIES.md. Exit codes: 0, or 1 where a licence is unknown or not allowed, or something is not installed.
"""

import re
import sys
import tomllib
from collections.abc import Iterable
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement

EXTRAS = ("faq", "web", "documents")
# Licences that leave whoever installs Citebot free to use it, pass it on and build on it, MPL-2.0 file by file.
ALLOWED = {
    "0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "CNRI-Python", "ISC", "MIT", "MIT-0", "MIT-CMU",
    "MPL-2.0", "PSF-2.0", "Unlicense", "Zlib",
}  # fmt: skip
# How they are written where no SPDX expression stands.
_NAMES = {
    "apache 2": "Apache-2.0", "apache 2.0": "Apache-2.0", "apache2.0": "Apache-2.0", "apache license 2.0": "Apache-2.0",
    "apache license, version 2.0": "Apache-2.0", "apache software license": "Apache-2.0", "mit license": "MIT",
    "bsd": "BSD-3-Clause", "bsd license": "BSD-3-Clause", "psfl": "PSF-2.0", "simplified bsd": "BSD-2-Clause",
    "python software foundation license": "PSF-2.0", "mit, bsd-3-clause": "MIT AND BSD-3-Clause",
}  # fmt: skip
# pypdfium2 carries PDFium, and beside it the licences of its parts: all as permissive.
_NAMES["bsd-3-clause, apache-2.0, dependency licenses"] = "BSD-3-Clause AND Apache-2.0"
_HEAD = """# What Citebot needs, and under which licence

Made by `python .ci/licences.py`, which also fails where a licence is not among those that it allows.

| package | licence | needed by |
|---|---|---|
"""


def main() -> int:
    """Prints the table, and on stderr what is wrong; returns the exit code."""
    found, missing = needed(Path(__file__).parent.parent / "pyproject.toml")
    print(
        _HEAD + "\n".join(f"| {name} | {licence(one)} | {', '.join(sorted(by))} |" for name, (one, by) in found.items())
    )
    wrong = [f"{name} is not installed" for name in missing]
    wrong += [f"{name}: {licence(one)}" for name, (one, _) in found.items() if not allowed(licence(one))]
    print(*wrong, sep="\n", end="\n" * bool(wrong), file=sys.stderr)
    return 1 if wrong else 0


def needed(project: Path) -> tuple[dict[str, tuple[Distribution, set[str]]], list[str]]:
    """Returns all distributions that are needed, by name, with what needs them, and those that are missing."""
    said = tomllib.loads(project.read_text(encoding="utf-8"))["project"]
    asked = [(Requirement(text), "Citebot") for text in said["dependencies"]]
    for extra in EXTRAS:
        asked += [(Requirement(text), f"Citebot's {extra}") for text in said["optional-dependencies"][extra]]
    found: dict[str, tuple[Distribution, set[str]]] = {}
    missing, done = [], set()
    while asked:
        requirement, by = asked.pop(0)
        name = _canonical(requirement.name)
        try:
            one = distribution(requirement.name)
        except PackageNotFoundError:
            missing.append(name)
            continue
        found.setdefault(name, (one, set()))[1].add(by)
        if (step := (name, frozenset(requirement.extras))) not in done:
            done.add(step)
            asked += [(below, name) for below in _below(one, requirement.extras)]
    return dict(sorted(found.items())), missing


def _below(one: Distribution, extras: Iterable[str]) -> list[Requirement]:
    """What a distribution needs on this system, with these extras."""
    all_of = map(Requirement, one.requires or ())
    return [r for r in all_of if r.marker is None or any(r.marker.evaluate({"extra": e}) for e in ["", *extras])]


def licence(one: Distribution) -> str:
    """Returns a licence as an SPDX expression where it is known how it is meant, else as it is said; "" for none."""
    said = one.metadata
    texts = [said.get("License-Expression") or "", said.get("License") or ""]
    texts += [text.rpartition("::")[2] for text in said.get_all("Classifier") or () if text.startswith("License ::")]
    meant = [_NAMES.get(text.strip().lower(), text.strip()) for text in texts if text.strip()]
    return next((text for text in meant if allowed(text)), meant[0].splitlines()[0] if meant else "")


def allowed(expression: str) -> bool:
    """Tells whether a licence is allowed: all of those joined by AND, one of those joined by OR."""
    parts = re.split(r"\s+AND\s+", re.sub(r"[()]", " ", expression).strip())
    return all(any(one.strip() in ALLOWED for one in re.split(r"\s+OR\s+", part)) for part in parts)


def _canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


if __name__ == "__main__":
    sys.exit(main())
