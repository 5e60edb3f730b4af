"""`citebot add`: what it writes and prints, what it never overwrites, and what it says of files that cannot be used."""

import io
import os
import pty
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from bot.adding import forms, word
from bot.cli.main import run
from bot.errors import Unreadable
from bot.library import Library
from tests.adding.made import FILES, made, of_html

ROOT = Path(__file__).parent.parent.parent
WORDS = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{}</w:body></w:document>'


def called(capfd: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    code = run(["add", *map(str, arguments)])
    out, err = capfd.readouterr()
    return code, out, err


def docx(path: Path, document: str, **parts: str | bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", document)
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def test_articles_are_written_shown_and_can_be_asked(capfd: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    folder = tmp_path / "leaflets"
    code, out, err = called(capfd, FILES / "gout.html", FILES / "iron.docx", "--corpus", folder)
    assert (code, err) == (0, "")
    assert {path.name for path in folder.iterdir()} == {"gout.md", "iron.md"}
    assert "# Gout: a guide for patients" in out
    assert "Doubtful lines: " in out
    assert "Words: 293 of the document's 293 stand in the article" in out
    assert [article.title.partition(":")[0] for article in Library.open(folder).articles] == ["Gout", "Iron tablets"]


def test_a_dry_run_prints_the_markdown_and_writes_nothing(capfd: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    code, out, err = called(capfd, FILES / "gout.html", "--dry-run", "--corpus", tmp_path)
    assert code == 0
    assert out == made(FILES / "gout.html").text
    assert "Doubtful lines" in err
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_replaced_unless_asked_for(capfd: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    target = tmp_path / "gout.md"
    target.write_text("mine", encoding="utf-8")
    code, _, err = called(capfd, FILES / "gout.html", "--corpus", tmp_path)
    assert (code, target.read_text(encoding="utf-8")) == (2, "mine")
    assert err == f"citebot: {target} is there already. To replace it, give --overwrite.\n"
    assert called(capfd, FILES / "gout.html", "--corpus", tmp_path, "--overwrite")[0] == 0
    assert target.read_text(encoding="utf-8").startswith("---\n")
    code, out, _ = called(capfd, FILES / "gout.html", "--corpus", tmp_path)
    assert code == 0
    assert "just like this" in out


@pytest.mark.parametrize(("answer", "code", "kept"), [("n", 1, True), ("y", 0, False)])
def test_on_a_terminal_the_person_is_asked(tmp_path: Path, answer: str, code: int, kept: bool) -> None:
    target = tmp_path / "gout.md"
    target.write_text("mine", encoding="utf-8")
    controller, terminal = pty.openpty()
    os.write(controller, f"{answer}\n".encode())
    command = [sys.executable, "-m", "bot", "add", str(FILES / "gout.html"), "--corpus", str(tmp_path)]
    done = subprocess.run(command, stdin=terminal, capture_output=True, text=True, cwd=ROOT, check=False)
    os.close(terminal)
    os.close(controller)
    assert done.returncode == code
    assert f"{target} is there already. Replace it? [y/N]:" in done.stderr
    assert (target.read_text(encoding="utf-8") == "mine") == kept


def test_a_folder_has_to_be_named(capfd: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert called(capfd, FILES / "gout.html")[0] == 2
    (tmp_path / "a.md").write_text("# A\n\nText.\n", encoding="utf-8")
    code, _, err = called(capfd, FILES / "gout.html", "--corpus", tmp_path / "a.md")
    assert code == 2
    assert "is no folder" in err


def test_a_text_beside_its_markdown_is_told(capfd: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    text = tmp_path / "warts.txt"
    text.write_bytes((FILES / "warts.txt").read_bytes())
    code, out, _ = called(capfd, text, "--corpus", tmp_path)
    assert code == 0
    assert "take it out, or both are read" in out


def bad_files(folder: Path) -> dict[str, str]:
    """Files that cannot be used, and what is said of each."""
    contents: dict[str, tuple[bytes, str]] = {
        "empty.html": (b"", "is empty"),
        "scripts.html": (b"<body><script>write()</script></body>", "holds no text"),
        "binary.html": (b"<p>\0\0\0</p>", "is binary"),
        "broken.pdf": (b"%PDF-1.7\nrubbish", "is damaged"),
        "broken.docx": (b"PK\x03\x04rubbish", "is damaged"),
        "other.docx": (b"hello", "is damaged"),
        "old.doc": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "is protected with a password, or"),
        "binary.txt": (bytes(range(256)) * 20, "is binary"),
        "notes.rtf": (b"{\\rtf1 hello}", "its form is not known"),
        "article.md": (b"# A\n\nText.\n", "is Markdown already"),
    }
    for name, (content, _) in contents.items():
        (folder / name).write_bytes(content)
    docx(folder / "entities.docx", f'<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]>{WORDS.format("&e;")}')
    docx(folder / "nothing.docx", WORDS.format(""))
    return {name: said for name, (_, said) in contents.items()} | {
        "entities.docx": "declares entities",
        "nothing.docx": "holds no text",
        "missing.pdf": "There is no file",
    }


def test_bad_files_are_one_sentence_each_and_the_others_are_converted(
    capfd: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    folder = tmp_path / "leaflets"
    expected = bad_files(tmp_path)
    paths = [tmp_path / name for name in expected]
    paths += [FILES / "locked.pdf", FILES / "scanned.pdf", tmp_path, FILES / "gout.html"]
    code, _, err = called(capfd, *paths, "--corpus", folder)
    lines = err.splitlines()
    assert code == 2
    assert [path.name for path in folder.iterdir()] == ["gout.md"]
    said = [*expected.values(), "is protected with a password", "holds pictures and no text", "is a folder"]
    assert len(lines) == len(said)
    assert all(what in line for what, line in zip(said, lines, strict=True)), list(zip(said, lines, strict=True))
    assert all(line.startswith("citebot: ") for line in lines)


def test_a_document_that_unpacks_to_anything_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word, "MOST_UNPACKED", 100_000)
    large = docx(tmp_path / "large.docx", WORDS.format("x"), picture=bytes(200_000))
    with pytest.raises(Unreadable, match="when unpacked"):
        made(large)
    lying = io.BytesIO()
    with zipfile.ZipFile(lying, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", bytes(3_000_000))
    told = (3_000_000).to_bytes(4, "little"), (1_000).to_bytes(4, "little")
    (tmp_path / "lying.docx").write_bytes(lying.getvalue().replace(*told))
    with pytest.raises(Unreadable):
        made(tmp_path / "lying.docx")


def test_a_file_has_a_largest_size(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forms, "LARGEST", 1_000)
    with pytest.raises(Unreadable, match="larger than"):
        of_html(tmp_path, "<p>text</p>" * 1_000)


def test_hidden_and_moved_letters_of_word_are_read_as_they_look(tmp_path: Path) -> None:
    texts = [
        '<w:r><w:t>It hurts.</w:t></w:r><w:r><w:rPr><w:position w:val="8"/></w:rPr><w:t>2</w:t></w:r>',
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>Secret.</w:t></w:r>",
        "<w:del><w:r><w:delText>Deleted.</w:delText></w:r></w:del><w:ins><w:r><w:t> Inserted.</w:t></w:r></w:ins>",
    ]
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Override PartName="/word/document.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
    )
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
        'Target="word/document.xml"/></Relationships>'
    )
    parts = {"[Content_Types].xml": types, "_rels/.rels": relations}
    result = made(docx(tmp_path / "a.docx", WORDS.format(f"<w:p>{''.join(texts)}</w:p>"), **parts))
    assert "It hurts. [2] Inserted." in result.text
    assert "Secret" not in result.text
    assert "Deleted" not in result.text
    assert result.kept == result.words


@pytest.mark.parametrize(
    "html",
    [
        "<h1>T</h1><p>text</p>" + "<div>" * 20_000 + "deep",
        "<h1>T</h1>" + "<ul><li>a" * 2_000,
        "<h1>T</h1><p>x</p>" + "<table><tr><td>a<td>" * 1_000,
        "<h1>T</h1><table>" + "<tr><td colspan=1000 rowspan=65000>a<td>b" * 300 + "</table>",
    ],
    ids=["elements", "lists", "tables", "cells"],
)
def test_pages_of_any_depth_and_width_are_read(tmp_path: Path, html: str) -> None:
    result = of_html(tmp_path, html)
    assert result.kept == result.words


def test_no_control_character_reaches_the_terminal(capfd: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = tmp_path / "bad\x1b[31m.html"
    file.write_text("<title>\x1b[1mT</title><p>One \x1b[2J&#27;[31m\x9b two \u202ethree.</p>", encoding="utf-8")
    code, out, err = called(capfd, file, tmp_path / "no\x1b[31m.pdf", "--dry-run")
    assert code == 2
    assert not any(char in out + err for char in "\x1b\x9b\u202e")
    assert "One two three." in out


@pytest.mark.parametrize(
    ("library", "name"), [("selectolax", "gout.html"), ("mammoth", "iron.docx"), ("pdfplumber", "iron.pdf")]
)
def test_a_library_that_is_not_installed_is_named(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, library: str, name: str
) -> None:
    for module in [module for module in sys.modules if module.split(".")[0] == library]:
        monkeypatch.delitem(sys.modules, module)
    monkeypatch.setitem(sys.modules, library, None)
    code, out, err = called(capfd, FILES / name, "--dry-run")
    assert (code, out) == (2, "")
    assert f'needs the library {library}. Install it with: pip install "citebot[documents]".' in err


def test_the_help_loads_none_of_the_libraries() -> None:
    code = "import sys\nfrom bot.cli.main import run\nrun(['add', '--help'])\nprint(*sys.modules, file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    loaded = {name.split(".")[0] for name in done.stderr.split()}
    assert not loaded & {"selectolax", "mammoth", "pdfplumber", "pdfminer", "PIL"}
    assert "bot.adding" not in done.stderr
