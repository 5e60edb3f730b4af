"""From files to articles, whatever the files hold."""

import hashlib
import os
import sys
from pathlib import Path

import pytest

from bot.errors import CitebotError, CorpusNotFound, NothingToRead, Unreadable
from bot.reading.files import find_articles, read_article

TEXT = "# Burns\n\nCool the burn – at once [1].\n"


def write(path: Path, content: bytes | str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def paragraph(path: Path) -> str:
    (block,) = read_article(path).sections[0].blocks
    return block.text.text  # type: ignore[union-attr]


def test_a_folder_gives_its_articles_sorted_without_hidden_ones_and_readme(tmp_path: Path) -> None:
    for name in ("b.md", "B.txt", "a/z.MD", "README.md", "sub/readme.md", ".c.md", ".git/d.md", "e.pdf", "C.markdown"):
        write(tmp_path / name, TEXT)
    found = [path.relative_to(tmp_path).as_posix() for path in find_articles(tmp_path)]
    assert found == ["a/z.MD", "b.md", "B.txt", "C.markdown"]


def test_a_hidden_folder_can_be_named_itself(tmp_path: Path) -> None:
    path = write(tmp_path / ".corpus" / "a.md", TEXT)
    assert find_articles(tmp_path / ".corpus") == [path]


def test_a_file_is_its_own_corpus(tmp_path: Path) -> None:
    path = write(tmp_path / "README.md", TEXT)
    assert find_articles(path) == [path]


def test_a_missing_corpus_and_an_empty_folder_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(CorpusNotFound):
        find_articles(tmp_path / "none")
    with pytest.raises(NothingToRead):
        find_articles(tmp_path)
    with pytest.raises(CitebotError):
        find_articles(Path("a\0b"))


def test_the_extension_chooses_the_reader(tmp_path: Path) -> None:
    markdown = read_article(write(tmp_path / "a.md", "# T\n\nSore 2 7. Hot [3]."))
    web = read_article(write(tmp_path / "a.txt", "T\n\nSore 2 7. Hot [3]."))
    cited = [[c.numbers for c in article.sections[0].blocks[0].text.citations] for article in (markdown, web)]  # type: ignore[union-attr]
    assert cited == [[(3,)], [(2, 7), (3,)]]


def test_other_extensions_are_refused_with_what_can_be_read(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match=r"\.md"):
        read_article(write(tmp_path / "a.pdf", TEXT))


def test_the_name_is_the_stem_unless_given_and_the_digest_is_of_the_bytes(tmp_path: Path) -> None:
    path = write(tmp_path / "burns.md", TEXT)
    assert read_article(path).name == "burns"
    assert read_article(path, "burns-2").name == "burns-2"
    assert read_article(path).digest == hashlib.sha256(TEXT.encode()).hexdigest()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_unicode_encodings_read_alike_and_raise_no_doubt(tmp_path: Path, encoding: str) -> None:
    path = write(tmp_path / "a.md", TEXT.encode(encoding))
    assert paragraph(path) == "Cool the burn – at once [1]."
    assert read_article(path).doubts == ()


def test_windows_1252_is_read_with_a_doubt_about_its_first_odd_line(tmp_path: Path) -> None:
    path = write(tmp_path / "a.md", TEXT.encode("cp1252"))
    assert paragraph(path) == "Cool the burn – at once [1]."
    (doubt,) = read_article(path).doubts
    assert doubt.line == 3
    assert "Windows-1252" in doubt.reason


def test_one_broken_byte_does_not_garble_the_rest(tmp_path: Path) -> None:
    path = write(tmp_path / "a.md", "# T\n\nCafé, naïve – all good".encode() + b"\xff.")
    assert paragraph(path) == "Café, naïve – all good\ufffd."
    assert "damaged" in read_article(path).doubts[0].reason


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_make_no_difference(tmp_path: Path, end: str) -> None:
    for name, text in (("a.md", TEXT), ("a.txt", "Burns\n\nCool the\nburn.\n\nRest.\n")):
        plain = read_article(write(tmp_path / name, text))
        other = read_article(write(tmp_path / name, text.replace("\n", end)))
        assert other.sections == plain.sections
        assert other.lines == plain.lines == tuple(text.splitlines())


def test_nothing_that_acts_on_a_terminal_is_left_in_any_text(tmp_path: Path) -> None:
    raw = "Title\x1b]0;x\x07\n\nRed \x1b[31mskin\x1b[0m\x9b, \u202eback\u202c "
    raw += "\u2066in\u2069 \x7fand\x08 so on.\x0c Next.\n"
    for name in ("a.md", "a.txt"):
        article = read_article(write(tmp_path / name, raw))
        text = "".join(article.lines)
        assert "Red skin, back in and so on." in text
        assert all(character.isprintable() or character == "\t" for character in text)


def test_binary_files_are_refused(tmp_path: Path) -> None:
    for content in (b"\x89PNG\r\n\x1a\n\0\0\0", bytes(range(1, 256)) * 4, b"ab\0cd", b"\xff\xfea"):
        with pytest.raises(Unreadable):
            read_article(write(tmp_path / "a.md", content))


@pytest.mark.parametrize(
    "content", ["", " \n\t\n", "\ufeff\n", "# T\n\n## H\n", "---\ntitle: x\n---\n", "## Sources\n\n1. x"]
)
def test_files_without_text_are_refused(tmp_path: Path, content: str) -> None:
    with pytest.raises(NothingToRead):
        read_article(write(tmp_path / "a.md", content))


def test_one_line_is_text_enough(tmp_path: Path) -> None:
    assert read_article(write(tmp_path / "a.txt", "Burns need cooling")).sections[0].blocks


def test_folders_missing_files_and_locked_ones_are_plain_errors(tmp_path: Path) -> None:
    (tmp_path / "folder.md").mkdir()
    with pytest.raises(Unreadable, match="folder"):
        read_article(tmp_path / "folder.md")
    with pytest.raises(CorpusNotFound):
        read_article(tmp_path / "gone.md")
    locked = write(tmp_path / "locked.md", TEXT)
    locked.chmod(0)
    if sys.platform != "win32" and not os.access(locked, os.R_OK):
        with pytest.raises(Unreadable, match="permission"):
            read_article(locked)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no named pipes in folders")
def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.md")
    with pytest.raises(Unreadable):
        read_article(tmp_path / "pipe.md")


def test_errors_show_no_control_characters(tmp_path: Path) -> None:
    with pytest.raises(CitebotError) as caught:
        read_article(tmp_path / "a\x1b[31mb.md")
    assert str(caught.value).isprintable()
