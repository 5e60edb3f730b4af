"""Nothing of an article, a list or a document is run, and nothing that it names is fetched or read."""

import sys
import zipfile
from pathlib import Path

import pytest

from tests.privacy.watched import ARTICLE, Watched

SECRET = "the owner's own notes"
PAGE = """<!DOCTYPE html [<!ENTITY x SYSTEM "ELSEWHERE">]><html lang="en"><head><title>Iron</title>
<base href="ELSEWHERE"><link rel="stylesheet" href="ELSEWHERE"><meta http-equiv="refresh" content="0;url=ELSEWHERE">
</head>
<body><h1>Iron</h1><p>Iron tablets are taken with water. &x;</p><img src="ELSEWHERE"><iframe src="ELSEWHERE"></iframe>
<object data="ELSEWHERE"></object><script src="ELSEWHERE"></script></body></html>
"""
CODE = "open({!r}, 'w').write('run')\nraise SystemExit(9)\n"


@pytest.fixture
def ran(watched: Watched) -> Path:
    """The file that appears when something is run; also a file that nobody may read."""
    (watched.home / "private.txt").write_text(SECRET)
    return watched.folder / "ran"


@pytest.mark.parametrize("command", [["ask", "What causes gout?"], ["coverage", "corpus/faq.csv"]])
def test_no_code_beside_an_article_is_run(command: list[str], watched: Watched, ran: Path) -> None:
    """Neither modules of names that are imported, nor what a shell or a spreadsheet would run."""
    for name in ("yaml", "nltk", "numpy", "bot", "json", "click", "sitecustomize", "usercustomize", "conftest"):
        (watched.corpus / f"{name}.py").write_text(CODE.format(str(ran)))
    (watched.corpus / "faq.csv").write_text(
        f"id,question\n1,\"=cmd|'/c touch {ran}'!A1\"\n2,$(touch {ran}) `touch {ran}`\n"
    )
    (watched.corpus / "synonyms.toml").write_text(f'"gout" = ["$(touch {ran})", "__import__(\'os\')"]\n')
    watched.work = watched.folder  # so that the corpus is below, and named by a path that begins here
    done = watched.run(*command, "--corpus", "corpus")
    assert done.returncode in (0, 1), done.stderr
    assert not ran.exists()
    assert watched.strange() == []


@pytest.mark.parametrize(
    "tag", ["!!python/object/apply:os.system ['touch {}']", "!!python/module:antigravity", "&a [*a]"],
)  # fmt: skip
def test_no_tag_of_a_front_matter_makes_anything(tag: str, watched: Watched, ran: Path) -> None:
    watched.article.write_text(ARTICLE.replace("date: 2024-05-01", f"date: {tag.format(ran)}"), encoding="utf-8")
    done = watched.run("ask", "What causes gout?", f"--corpus={watched.corpus}")
    assert "Traceback" not in done.stderr
    assert not ran.exists()
    assert watched.strange() == []


def test_nothing_that_an_article_names_is_fetched(watched: Watched, ran: Path) -> None:
    private = (watched.home / "private.txt").as_uri()
    named = (
        f"![a]({private}) ![b](http://127.0.0.1:9/x.png) [c]({private}) <img src='{private}'>"
        f"<script>fetch('{private}')</script> <!--#include file='{private}' -->\n\n[^1]: {private}\n"
    )
    watched.article.write_text(f"{ARTICLE}\n## More\n\nGout hurts {named}", encoding="utf-8")
    done = watched.run("ask", "Does gout hurt?", f"--corpus={watched.corpus}")
    assert done.returncode in (0, 1), done.stderr
    assert SECRET not in done.stdout
    assert watched.strange() == []
    assert not ran.exists()


def docx(path: Path, private: str) -> None:
    """A document with an entity, a picture and a template that stand elsewhere."""
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    text = "<w:p><w:r><w:t>Iron tablets are taken with water. {}</w:t></w:r></w:p>"
    image = '<w:p><w:r><w:drawing><a:blip xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" r:link="rId1"/></w:drawing></w:r></w:p>'  # noqa: E501
    body = f'<w:document xmlns:w="{word}" xmlns:r="{office}"><w:body>{text.format("") * 9}{image}</w:body></w:document>'
    links = "".join(
        f'<Relationship Id="rId{number}" Type="{office}/{kind}" Target="{private}" TargetMode="External"/>'
        for number, kind in enumerate(("image", "attachedTemplate", "hyperlink"), 1)
    )
    relations = (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{links}</Relationships>'
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", body)
        archive.writestr("word/_rels/document.xml.rels", relations)
        archive.writestr("docProps/core.xml", f'<!DOCTYPE c [<!ENTITY x SYSTEM "{private}">]><c>&x;</c>')


@pytest.mark.parametrize("kind", ["html", "docx", "xlsm"])
def test_nothing_that_a_document_names_is_fetched_or_run(kind: str, watched: Watched, ran: Path) -> None:
    private, file = (watched.home / "private.txt").as_uri(), watched.work / f"page.{kind}"
    command = ["add", file.name, "--corpus", "leaflets"]
    if kind == "docx":
        docx(file, private)
    elif kind == "html":
        file.write_text(PAGE.replace("ELSEWHERE", private))
    else:
        from openpyxl import Workbook

        book = Workbook()
        for row in (["id", "question"], ["1", f'=WEBSERVICE("{private}")'], ["2", "What causes gout?"]):
            book.active.append(row)
        book.save(file)
        with zipfile.ZipFile(file, "a") as archive:
            archive.writestr("xl/vbaProject.bin", b"Sub Auto_Open()")
            archive.writestr("xl/externalLinks/externalLink1.xml", f'<externalLink r="{private}"/>')
        command = ["coverage", file.name, f"--corpus={watched.corpus}"]
    done = watched.run(*command)
    assert "Traceback" not in done.stderr
    assert watched.strange(writing=[watched.work]) == []
    assert watched.holding([SECRET]) == [watched.home / "private.txt"]
    assert SECRET not in done.stdout + done.stderr
    assert not ran.exists()


def test_a_module_that_is_imported_from_a_corpus_would_be_noticed(watched: Watched) -> None:
    (watched.corpus / "hostile.py").write_text("x = 1\n")
    code = f"import sys; sys.path.insert(0, {str(watched.corpus)!r}); import hostile"
    assert watched.run(command=[sys.executable, "-c", code]).returncode == 0
    assert {event.name for event in watched.strange()} >= {"exec"}
