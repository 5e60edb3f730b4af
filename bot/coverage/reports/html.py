"""The report as one HTML file that needs nothing else: no script, no other file, no network."""

from collections.abc import Sequence
from pathlib import Path

from bot.coverage.reports import content, pictures
from bot.coverage.reports.markup import Html, join, tag
from bot.coverage.reports.sections import sections
from bot.coverage.values import Comparison, Gate, Run

_STYLES = Path(__file__).with_name("report.css")
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"  # what the page itself forbids: it loads nothing


def render(run: Run, comparison: Comparison | None, gates: Sequence[Gate]) -> str:
    """Returns the page; the same run is the same page."""
    parts = tuple(sections(run, comparison))
    links = (tag("li", tag("a", part.title, href=f"#{part.anchor}")) for part in parts)
    body = join(
        tag("header", tag("h1", "FAQ coverage"), tag("p", content.subject(run))),
        tag(
            "main",
            _gates(gates),
            _states(run),
            tag("nav", tag("ul", *links), aria_label="Contents"),
            *(
                tag("section", tag("h2", part.title, id=part.anchor), part.body, aria_labelledby=part.anchor)
                for part in parts
            ),
        ),
        _footer(run),
        between="\n",
    )
    return f"<!doctype html>\n{tag('html', _head(run), tag('body', body), lang='en')}\n"


def _head(run: Run) -> Html:
    return tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", http_equiv="Content-Security-Policy", content=_POLICY),
        tag("title", f"FAQ coverage of {content.subject(run)}"),
        Html(f"<style>\n{_STYLES.read_text(encoding='utf-8')}</style>"),
    )


def _footer(run: Run) -> Html:
    hashes = run.hashes
    named = (("article", hashes.articles), ("synonyms", hashes.synonyms), ("settings", hashes.settings))
    said = ", ".join(f"{name} {digest[:12]}" for name, digest in (*named, ("questions", hashes.questions)))
    return tag(
        "footer",
        tag("p", f"Citebot {run.version}. The same articles, synonyms, settings and questions give this page again."),
        tag("p", f"SHA-256: {said}"),
    )


def _gates(gates: Sequence[Gate]) -> Html:
    if not gates:
        return Html()
    marks = {True: tag("span", "Met", class_="good"), False: tag("span", "Not met", class_="bad")}
    items = [tag("li", marks[gate.holds], f": {gate.said}") for gate in gates]
    met = all(gate.holds for gate in gates)
    return tag(
        "div", tag("strong", content.verdict(gates)), tag("ul", *items), class_="gates" if met else "gates unmet"
    )


def _states(run: Run) -> Html:
    counts = content.states(run.outcomes)
    total = len(run.outcomes)
    shown = [(state, name) for state, name in content.STATES.items() if counts[state] or state != "courtesy"]
    keys, words = [], []
    for state, name in shown:
        number, part = f"{counts[state]:,}", content.percent(counts[state] / total if total else 0.0)
        keys.append(tag("li", pictures.swatch(state), tag("b", number), f" {name} ({part})"))
        words.append(f"{number} {name} ({part})")
    said = f"Questions by state: {', '.join(words)}"
    return tag(
        "figure",
        pictures.stacked([(state, counts[state]) for state, _ in shown], said),
        tag("ul", *keys, class_="key"),
        tag("figcaption", content.accounted(run)),
    )
