"""HTML written so that nothing is escaped twice and nothing by mistake not at all."""

from html import escape

from bot.showing import one_line

_VOID = frozenset({"meta", "rect", "line"})


class Html(str):
    """A text that is HTML already; any other text is shown letter for letter."""

    __slots__ = ()


def tag(name: str, /, *inner: str, **attributes: str) -> Html:
    """Returns an element; an underscore in an attribute's name stands for a hyphen, one at its end is dropped."""
    named = "".join(f' {key.rstrip("_").replace("_", "-")}="{_shown(value)}"' for key, value in attributes.items())
    if name in _VOID:
        return Html(f"<{name}{named}>" if name == "meta" else f"<{name}{named}/>")
    return Html(f"<{name}{named}>{join(*inner)}</{name}>")


def join(*parts: str, between: str = "") -> Html:
    """Returns parts as one piece of HTML, escaping those that are not HTML yet."""
    return Html(between.join(part if isinstance(part, Html) else _shown(part) for part in parts))


def _shown(text: str) -> str:
    """The text escaped; a space at either end stays, as it parts words from the elements around them."""
    before, after = " " * text.startswith(" "), " " * text.endswith(" ")
    return f"{before}{escape(one_line(text), quote=True)}{after}" if text.strip() else " " * bool(text)
