"""What is made when the package is built spares the first question the making."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.test_architecture import ROOT

HEAVY = {"nltk", "numpy", "rank_bm25", "spellchecker", "markdown_it", "tomllib"}


def prepare(folder: Path) -> dict[str, bytes]:
    run = subprocess.run(
        [sys.executable, "-m", "bot.prepare", str(folder)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    made = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert run.stdout.split() == sorted(made)
    return made


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("prepared")
    prepare(folder)
    return folder


def loaded_by_a_first_question(prepared: Path, cache: str) -> set[str]:
    code = (
        f"import sys\nfrom pathlib import Path\nfrom bot.cache import kept\nkept.PREPARED = Path({str(prepared)!r})\n"
        "from bot.cli.main import run\nrun(['ask', 'What is calcinosis?'])\nprint(*sys.modules, file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=os.environ | {"CITEBOT_CACHE": cache},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert "Passage 1." in done.stdout
    return set(done.stderr.split())


@pytest.mark.parametrize("cache", ["without a cache", "with an empty one"])
def test_a_first_question_makes_nothing(cache: str, prepared: Path, tmp_path: Path) -> None:
    loaded = loaded_by_a_first_question(prepared, str(tmp_path) if cache == "with an empty one" else "")
    assert not HEAVY & loaded
    assert not list(tmp_path.rglob("*.cache"))


def test_what_was_prepared_before_is_made_again(prepared: Path) -> None:
    before = {path.name: path.read_bytes() for path in prepared.iterdir()}
    assert {name.split("-")[0] for name in before} >= {"english", "lexicon", "library", "cues", "signs", "suggestions"}
    (prepared / "of an older version.cache").touch()
    assert prepare(prepared) == before
