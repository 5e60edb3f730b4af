"""The manual page, made from the commands themselves: what the help says is what it says."""

import inspect
import re
from collections.abc import Iterator

import click

from bot import __version__
from bot.cli.guide import EXAMPLES, SECTIONS
from bot.showing import put


@click.command(short_help="Print the manual page.")
@click.pass_context
def manual(context: click.Context) -> None:
    """Print the manual page (roff), with every command and option."""
    root = context.find_root()
    put("\n".join(page(root.command, root.info_name or "citebot")) + "\n")


def page(command: click.Command, name: str) -> Iterator[str]:
    """Yields the lines of the manual page of a command and of all that are below it."""
    context = click.Context(command, info_name=name, **command.context_settings)
    summary = command.get_short_help_str(200).rstrip(".")
    yield f'.TH {name.upper()} 1 "" "{name} {__version__}" "User Commands"'
    yield from (".SH NAME", f"{name} \\- {_escaped(summary)}", ".SH SYNOPSIS")
    for number, (below, _) in enumerate(_all_commands(context)):
        yield from ([] if number == 0 else [".br"])
        yield _usage(below)
    yield from (".SH DESCRIPTION", *_paragraphs(command), ".SH OPTIONS", *_options(context), ".SH COMMANDS")
    for below, path in list(_all_commands(context))[1:]:
        yield from (f".SS {_escaped(path)}", _usage(below), ".PP", *_paragraphs(below.command), *_options(below))
        if lines := EXAMPLES.get(path.partition(" ")[2], ()):
            yield from (".PP", "Examples:", ".PP", ".nf", ".RS 4", *map(_escaped, lines), ".RE", ".fi")
    for section in SECTIONS:
        yield f".SH {section.title.upper()}"
        for term, said in section.rows:
            yield from (".TP", f".B {_escaped(term)}", _escaped(said))


def _all_commands(context: click.Context) -> Iterator[tuple[click.Context, str]]:
    """The command of the context and those below it, in order, each with its path from the root."""
    yield context, context.command_path
    if isinstance(context.command, click.Group):
        for name in context.command.list_commands(context):
            below = context.command.get_command(context, name)
            if below is not None and not below.hidden:
                yield from _all_commands(click.Context(below, info_name=name, parent=context))


def _usage(context: click.Context) -> str:
    pieces = " ".join(context.command.collect_usage_pieces(context))
    return f"\\fB{_escaped(context.command_path)}\\fR {_escaped(pieces)}"


def _options(context: click.Context) -> Iterator[str]:
    for parameter in context.command.get_params(context):
        record = parameter.get_help_record(context)
        if record is not None and record[1]:
            names, said = record
            yield from (".TP", f".B {_escaped(names)}", _escaped(said))


def _paragraphs(command: click.Command) -> Iterator[str]:
    """The help of a command; a paragraph that is marked to stay as it is written does."""
    for number, paragraph in enumerate(inspect.cleandoc(command.help or "").split("\n\n")):
        yield from ([] if number == 0 else [".PP"])
        if paragraph.startswith("\b"):
            yield from (".nf", ".RS 4", *map(_escaped, paragraph.splitlines()[1:]), ".RE", ".fi")
        else:
            yield _escaped(" ".join(paragraph.split()))


def _escaped(text: str) -> str:
    """Returns a text in one line that roff prints as it stands."""
    plain = text.replace("\\", "\\e").replace("-", "\\-").replace("~", "\\(ti").replace("'", "\\(aq")
    return re.sub(r"^\.", r"\\&.", plain.replace("^", "\\(ha").replace('"', "\\(dq"))
