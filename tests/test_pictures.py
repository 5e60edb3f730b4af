"""The README's pictures show what the program shows; `python -m tests.pictures` takes them anew."""

from pathlib import Path

import pytest

from tests import pictures

README = Path(__file__).parent.parent / "README.md"


@pytest.mark.parametrize("name", pictures.PICTURES)
def test_a_picture_shows_what_the_program_shows_now(name: str) -> None:
    stored = (pictures.FOLDER / f"{name}.svg").read_text(encoding="utf-8")
    assert pictures.words_of(stored) == pictures.words_of(pictures.take(name))


@pytest.mark.parametrize("name", pictures.PICTURES)
def test_a_picture_is_in_the_readme_and_loads_nothing(name: str) -> None:
    assert f"(.github/{name}.svg)" in README.read_text(encoding="utf-8")
    stored = (pictures.FOLDER / f"{name}.svg").read_text(encoding="utf-8")
    assert "@import" not in stored
    assert "url(http" not in stored
