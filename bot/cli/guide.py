"""What the help says besides commands and options: examples, files, environment, exit codes, privacy."""

from collections.abc import Mapping
from dataclasses import dataclass

import click

Rows = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Section:
    """A part of the help: its title, and rows of a term and what is said about it."""

    title: str
    rows: Rows


SECTIONS = (
    Section(
        "Examples",
        (
            ("citebot", "Talk with the article that ships; F1 shows the keys."),
            ("citebot --corpus leaflets", "Talk with the articles of a folder."),
            ('citebot ask "does it hurt?"', "Ask one question."),
            ("citebot --plain", "Talk line by line, with a screen reader or over a pipe."),
            ("citebot add leaflet.pdf --corpus leaflets", "Make an article of a document, for you to review."),
            ("citebot coverage faq.csv", "See which questions of a list are answered."),
        ),
    ),
    Section(
        "Files",
        (
            ("ARTICLE.md, ARTICLE.txt", "Articles: Markdown, or text as copied from a web page."),
            ("synonyms.toml", "Beside the articles: words that patients use, for words of the article."),
            ("safety.toml", "Beside the articles: a hospital's own notices, numbers and red flags."),
        ),
    ),
    Section(
        "Environment",
        (
            ("CITEBOT_CORPUS", "The article or folder, where --corpus is not given."),
            ("CITEBOT_DATA", "The folder of the kept conversations, instead of the user's data folder."),
            ("ACCESSIBLE", "Set to 1: the chat goes line by line, as with --plain."),
            ("TERM", "Set to dumb: the same."),
            ("NO_COLOR", "Set to anything: no colours."),
            ("CITEBOT_TRACEBACK", "Set to 1: a fault is told whole, and your words with it."),
        ),
    ),
    Section(
        "Exit codes",
        (
            ("0", "Answered; or all is as it was asked for."),
            ("1", "A weak match, or nothing found; or a demand is not met."),
            ("2", "It could not be done. Standard error says why, in a sentence."),
            ("130", "Broken off with Ctrl-C; 129 when its terminal is gone, 143 when it was told to end (SIGTERM)."),
            ("141", "Nobody reads on, as in '| head'. Only 'coverage' still tells whether the demands are met."),
        ),
    ),
    Section(
        "Privacy",
        (
            ("Network", "No connection is opened. 'serve' can be reached, from this computer unless told otherwise."),
            ("Storage", "No question is stored, unless --keep, --transcript or an export asks for it."),
        ),
    ),
)

EXAMPLES: Mapping[str, tuple[str, ...]] = {
    "chat": ("citebot chat --corpus article.md", "citebot chat --plain < questions.txt"),
    "ask": (
        'citebot ask "does it come back after surgery?"',
        'citebot ask --json "what causes it?"',
        'citebot ask --explain "hard bits under my skin"',
        "echo 'what is calciphylaxis?' | citebot ask -",
        "citebot ask --jsonl questions.jsonl > answers.jsonl",
    ),
    "add": (
        "citebot add leaflet.docx --corpus leaflets",
        "citebot add *.html *.pdf --corpus leaflets",
        "citebot add --dry-run leaflet.pdf > leaflet.md",
    ),
    "inspect": ("citebot inspect --corpus article.md", "citebot inspect --json"),
    "coverage": (
        "citebot coverage faq.csv --save before.json",
        "citebot coverage faq.csv --baseline before.json --html report.html",
        "citebot coverage faq.csv --min-answered 80% --max-false-answers 2",
    ),
    "calibrate": ("citebot calibrate faq.csv",),
    "review": ("citebot review faq.csv --output labelled.csv",),
    "serve": (
        "citebot serve --corpus leaflets",
        "citebot serve --port 8080 --visitors 20",
        "citebot serve --public-url https://chat.example.org",
    ),
    "manual": ("citebot manual > citebot.1 && man ./citebot.1",),
}


class Guide(click.Group):
    """A group of commands whose help ends with these sections, and whose commands show examples."""

    def add_command(self, cmd: click.Command, name: str | None = None) -> None:
        """Adds a command, with its examples unless it ends with something of its own."""
        shown = EXAMPLES.get(name or cmd.name or "", ())
        if shown and not cmd.epilog:
            cmd.epilog = "\b\nExamples:\n" + "\n".join(f"  {line}" for line in shown)
        super().add_command(cmd, name)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002  # click passes it
        """Writes the sections."""
        for section in SECTIONS:
            with formatter.section(section.title):
                formatter.write_dl(section.rows)
