"""A line is added to a file of synonyms and taken back, and nothing else in the file changes."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.coverage.review.synonyms import add, parsed
from bot.errors import UsageError

OWN = '# ours\n"sore" = ["pain"]  # said often\n\n[one-way.deposits]\n"white bits" = ["deposit"]\n'


def test_a_line_goes_into_a_table_of_its_own_and_the_next_behind_it(tmp_path: Path) -> None:
    path = tmp_path / "synonyms.toml"
    path.write_text(OWN)
    first = add(path, "spits", ["extrude"])
    assert path.read_text() == OWN + '\n[one-way.review]\n"spits" = ["extrude"]\n'
    path.write_text(path.read_text() + '\n[loosely]\n"line" = ["infusion"]\n')
    add(path, "chalk", ["deposit", "calcium"])
    assert '"spits" = ["extrude"]\n"chalk" = ["deposit", "calcium"]\n\n[loosely]\n' in path.read_text()
    with pytest.raises(UsageError, match="changed by somebody"):
        first.undo()


def test_a_word_that_is_there_gets_more_expressions_and_nothing_twice(tmp_path: Path) -> None:
    path = tmp_path / "synonyms.toml"
    add(path, "spits", ["extrude"])
    edit = add(path, "spits", ["discharge", "extrude"])
    assert path.read_text() == '[one-way.review]\n"spits" = ["extrude", "discharge"]\n'
    with pytest.raises(UsageError, match="already"):
        add(path, "spits", ["extrude"])
    edit.undo()
    assert path.read_text() == '[one-way.review]\n"spits" = ["extrude"]\n'


@pytest.mark.parametrize(
    "content",
    [
        OWN.encode(),
        b"",
        b'\xef\xbb\xbf# mark\r\n"a" = ["b"]\r\n',
        b'"a" = ["b"]',
        b'review = ["x"]\n["one-way"]\n"q" = ["r"]',
    ],
)
def test_taking_back_restores_every_byte(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "synonyms.toml"
    path.write_bytes(content)
    edit = add(path, "spits", ["extrude"])
    kept = path.read_bytes()
    assert kept.startswith(content.rstrip())
    assert tomllib.loads(kept.decode("utf-8-sig"))["one-way"]["review"] == {"spits": ["extrude"]}
    assert (b"\r\n" in kept) == (b"\r\n" in content)
    edit.undo()
    assert path.read_bytes() == content


def test_a_file_that_was_not_there_is_gone_again(tmp_path: Path) -> None:
    path = tmp_path / "synonyms.toml"
    edit = add(path, "spits", ["extrude"], b"# copied\n")
    assert path.read_bytes().startswith(b"# copied\n")
    edit.undo()
    assert not path.exists()


@pytest.mark.parametrize("content", [b"a = 1\n", b'"a" = [', b"\xff\xfe\x00", b'one-way = ["x"]\n'])
def test_a_file_that_cannot_be_added_to_is_left_alone(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "synonyms.toml"
    path.write_bytes(content)
    with pytest.raises(UsageError):
        add(path, "spits", ["extrude"])
    assert path.read_bytes() == content


@pytest.mark.parametrize(("word", "expressions"), [("", ["x"]), ("x", []), ("x", [" "])])
def test_an_empty_synonym_is_refused(tmp_path: Path, word: str, expressions: list[str]) -> None:
    with pytest.raises(UsageError):
        add(tmp_path / "synonyms.toml", word, expressions)
    assert not list(tmp_path.iterdir())


WORDS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12).filter(str.strip)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(WORDS, st.lists(WORDS, min_size=1, max_size=3))
def test_whatever_is_typed_is_read_back_as_it_was(tmp_path: Path, word: str, expressions: list[str]) -> None:
    path = tmp_path / "synonyms.toml"
    path.write_text(OWN)
    add(path, word, expressions)
    wanted = list(dict.fromkeys(text.strip() for text in expressions))
    assert tomllib.loads(path.read_text(encoding="utf-8"))["one-way"]["review"] == {word.strip(): wanted}
    assert path.read_text(encoding="utf-8").startswith(OWN)


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ('"sore" = ["pain", "ache"]', ("sore", ("pain", "ache"))),
        ("", ("", ())),
        ("a b c", ("", ())),
        ('a = "b"', ("", ())),
        ('a = ["b"]\nc = ["d"]', ("", ())),
    ],
)
def test_a_suggested_line_fills_the_fields(line: str, found: tuple[str, tuple[str, ...]]) -> None:
    assert parsed(line) == found
