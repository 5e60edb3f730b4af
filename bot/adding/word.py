"""Word documents (DOCX): mammoth makes HTML of them; what it drops is told from the document's own XML."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING, Any

from bot.adding.assembling import draft_of
from bot.adding.blocks import Draft, Facts
from bot.adding.htmlfacts import day
from bot.adding.htmlpage import body_of, parsed
from bot.errors import Unreadable
from bot.reading.characters import clean, fold

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

MOST_UNPACKED = 200_000_000  # bytes; a leaflet of a hundred pages with pictures has a tenth of it
_MOST_XML = 60_000_000
_MOST_FILES = 5_000
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STYLES = """
p[style-name='Title'] => h1.title:fresh
p[style-name='Subtitle'] => p.subtitle:fresh
p[style-name='Heading 7'] => h6:fresh
p[style-name='Heading 8'] => h6:fresh
p[style-name='Heading 9'] => h6:fresh
"""
_SAVED = "The date is that on which the file was saved last."
_AUTHOR = "The publisher is the author in the document's properties."
_PARTS = {
    "comment": "Comments were left out.",
    "txbxContent": "Text boxes were read where they are anchored.",
    "del": "Text that is marked as deleted was left out.",
    "ins": "Text that is marked as inserted was kept.",
    "oMath": "A formula was left out or read as plain text.",
    "chart": "A chart was left out.",
    "vanish": "Hidden text was left out.",
}


def read_docx(content: bytes, name: str, shown: str) -> Draft:
    """Returns the draft of a Word document. Raises `Unreadable`."""
    parts = _parts(content, shown)
    document = _xml(parts["word/document.xml"], shown)
    html = _html(_restyled(content, parts, shown), shown)
    core = _xml(parts["docProps/core.xml"], shown) if "docProps/core.xml" in parts else None
    app = _xml(parts["docProps/app.xml"], shown) if "docProps/app.xml" in parts else None
    notes = [
        _xml(parts[f"word/{kind}.xml"], shown) for kind in ("footnotes", "endnotes") if f"word/{kind}.xml" in parts
    ]
    words = " ".join(filter(None, (_words(part) for part in (document, *notes))))
    language = _language(parts, shown)
    found = {str(node.tag).rpartition("}")[2] for node in document.iter()}
    doubts = [
        said for tag, said in _PARTS.items() if tag in found or (tag == "comment" and "word/comments.xml" in parts)
    ]
    doubts.extend(_margins(parts, shown))
    root = body_of(parsed(html))
    return draft_of(root, _facts(core, app, language), words, doubts, name)


def _parts(content: bytes, shown: str) -> dict[str, bytes]:
    """Returns the XML parts of a document, within bounds."""
    broken = Unreadable(
        f"The file {shown} is damaged or no Word document.", "Open it in a word processor and save it again."
    )
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            listed = archive.infolist()
            if sum(one.file_size for one in listed) > MOST_UNPACKED or len(listed) > _MOST_FILES:
                limit = MOST_UNPACKED // 1_000_000
                raise Unreadable(f"The file {shown} is larger than {limit} MB when unpacked.", "Take its pictures out.")
            if any(one.flag_bits & 1 for one in listed):
                raise Unreadable(f"The file {shown} is protected with a password.", "Save it again without one.")
            wanted = re.compile(
                r"(word/(document|footnotes|endnotes|comments|styles|header\d*|footer\d*)|docProps/\w+)\.xml$"
            )
            parts = {one.filename: _bounded(archive, one, shown) for one in listed if wanted.match(one.filename)}
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, ValueError, RuntimeError) as error:
        raise broken from error
    if "word/document.xml" not in parts:
        raise broken
    return parts


def _bounded(archive: zipfile.ZipFile, part: zipfile.ZipInfo, shown: str) -> bytes:
    """Returns a part's bytes: never more than it says, whatever is packed in it."""
    with archive.open(part) as file:
        data = file.read(_MOST_XML + 1)
    if len(data) > _MOST_XML:
        raise Unreadable(f"The text of {shown} is larger than {_MOST_XML // 1_000_000} MB.", "Split the document.")
    return data


def _xml(data: bytes, shown: str) -> Element:
    """Returns the tree of a part; a document type, which Word never writes, is refused with all its entities."""
    from xml.etree import ElementTree as ET

    if b"<!DOCTYPE" in data or b"<!ENTITY" in data or "<!DOCTYPE".encode("utf-16-le") in data:
        raise Unreadable(f"The file {shown} declares entities, which no Word document does.")
    try:
        return ET.fromstring(data)  # noqa: S314  # without entities, see above
    except (ET.ParseError, ValueError, RecursionError) as error:
        raise Unreadable(
            f"The file {shown} is damaged or no Word document.", "Open it in a word processor and save it again."
        ) from error


def _restyled(content: bytes, parts: dict[str, bytes], shown: str) -> bytes:
    """Returns the document without hidden text, and with letters that are only moved up marked as raised ones."""
    from xml.etree import ElementTree as ET

    changed = {}
    for name in ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml"):
        data = parts.get(name, b"")
        if b":vanish" in data or b":position " in data:
            root = _xml(data, shown)
            for parent in list(root.iter()):
                for run in parent.findall(f"{_WORD}r"):
                    _restyle(parent, run)
            changed[name] = ET.tostring(root, encoding="utf-8")
    if not changed:
        return content
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w") as new:
        for part in old.infolist():
            if not part.filename.startswith("word/media/"):  # no picture is read
                new.writestr(part.filename, changed.get(part.filename) or old.read(part))
    return made.getvalue()


def _restyle(parent: Element, run: Element) -> None:
    from xml.etree import ElementTree as ET

    look = run.find(f"{_WORD}rPr")
    if look is None:
        return
    if is_hidden(run):
        parent.remove(run)
        return
    moved = look.find(f"{_WORD}position")
    if moved is not None and re.fullmatch(r"[1-9]\d*", moved.get(f"{_WORD}val", "")):
        look.append(ET.Element(f"{_WORD}vertAlign", {f"{_WORD}val": "superscript"}))


def is_hidden(run: Element) -> bool:
    """Returns whether a run's own look hides it."""
    mark = run.find(f"{_WORD}rPr/{_WORD}vanish")
    return mark is not None and mark.get(f"{_WORD}val", "1") not in ("0", "false", "off")


def _html(content: bytes, shown: str) -> str:
    """Returns the document as HTML. Pictures are never read, only told by their descriptions."""
    import mammoth

    def picture(image: Any) -> list[Any]:
        return [mammoth.html.element("img", {"alt": image.alt_text or ""})]

    try:
        made = mammoth.convert_to_html(io.BytesIO(content), style_map=_STYLES, convert_image=picture)
    except Exception as error:  # mammoth raises whatever its parts raise
        raise Unreadable(
            f"The file {shown} is damaged or no Word document.", "Open it in a word processor and save it again."
        ) from error
    html = str(made.value)
    if '<h1 class="title"' in html:  # the headings stand below the title
        html = re.sub(r"<(/?)h([1-5])(?=[ >])", lambda tag: f"<{tag[1]}h{int(tag[2]) + 1}", html)
        html = re.sub(r'<h2 class="title">(.*?)</h2>', r"<h1>\1</h1>", html, flags=re.DOTALL)
    return html


def _words(part: Element) -> str:
    """Returns the text of a part as its XML has it: what is deleted is none."""
    texts = []
    hidden = {text for run in part.iter(f"{_WORD}r") if is_hidden(run) for text in run.iter()}
    for node in part.iter():
        tag = str(node.tag) if node not in hidden else ""
        if tag == f"{_WORD}t":
            texts.append(node.text or "")
        elif tag in (f"{_WORD}p", f"{_WORD}tab", f"{_WORD}br", f"{_WORD}vertAlign"):
            texts.append(" ")
        elif tag == f"{_WORD}noBreakHyphen":
            texts.append("-")
    return fold(clean("".join(texts)))


def _margins(parts: dict[str, bytes], shown: str) -> list[str]:
    """Returns a doubt about the text of headers and footers, which is left out."""
    texts = [
        _words(_xml(data, shown)) for name, data in sorted(parts.items()) if re.match(r"word/(header|footer)", name)
    ]
    said = "; ".join(dict.fromkeys(text for text in texts if text))
    return [f"Headers and footers were left out: {said[:200]}"] if said else []


def _language(parts: dict[str, bytes], shown: str) -> str:
    for name in ("word/document.xml", "word/styles.xml"):
        if name in parts:
            for node in _xml(parts[name], shown).iter(f"{_WORD}lang"):
                if value := node.get(f"{_WORD}val"):
                    return value
    return ""


def _facts(core: Element | None, app: Element | None, language: str) -> Facts:
    said: dict[str, str] = {}
    for part in (core, app):
        for node in part.iter() if part is not None else ():
            if node.text and node.text.strip():
                said.setdefault(str(node.tag).rpartition("}")[2], fold(clean(node.text)))
    publisher = said.get("Company", "") or said.get("creator", "")
    date = day(said.get("modified", "") or said.get("created", ""))
    doubts = [_AUTHOR] * (not said.get("Company") and bool(publisher)) + [_SAVED] * bool(date)
    return Facts(
        title=said.get("title", ""),
        publisher=publisher,
        date=date,
        language=said.get("language", "") or language,
        description=said.get("description", ""),
        doubts=tuple(doubts),
    )
