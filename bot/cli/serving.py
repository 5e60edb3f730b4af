"""The command that serves the chat in a web page."""

import sys
from pathlib import Path

import click

from bot.cli.options import corpus_option
from bot.errors import UsageError
from bot.showing import one_line, put

_WARNING = (
    "Warning: whoever reaches {host} over the network can use this chat. What they type travels as it is, so put a "
    "server with HTTPS before it, and give its address with --public-url."
)


@click.command(short_help="Serve the chat in a web page.")
@corpus_option
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option(
    "--port", default=8000, show_default=True, type=click.IntRange(0, 65535), help="The port; 0 takes any that is free."
)
@click.option(
    "--visitors", default=8, show_default=True, type=click.IntRange(1, 200), help="The most visitors at once."
)
@click.option(
    "--idle",
    default=30,
    show_default=True,
    type=click.IntRange(0, 1440),
    metavar="MINUTES",
    help="A visitor who does nothing for so long has to leave; 0 lets everybody stay.",
)
@click.option(
    "--public-url", default="", metavar="URL", help="The address that visitors type, where it is another one."
)
@click.pass_context
def serve(
    context: click.Context, corpus: Path | None, host: str, port: int, visitors: int, idle: int, public_url: str
) -> None:
    """Serve the chat in a web page, on this computer alone unless --host says otherwise.

    Prints the address to open in a browser; Ctrl-C ends it. Each visitor gets a chat that nobody else sees, and
    nothing of it is kept. The page loads nothing from elsewhere. Needs: pip install "citebot[web]"
    """
    try:
        from bot.serving.server import ChatServer
        from bot.serving.server import serve as hold
    except ModuleNotFoundError as error:
        if (error.name or "").split(".")[0] == "bot":
            raise
        raise UsageError(
            f"Serving the chat needs the library {(error.name or '').split('.')[0]}.",
            'Install it with: pip install "citebot[web]".',
        ) from None
    from bot.serving.gate import Gate, is_local, public
    from bot.serving.visitor import chat_command

    corpus = corpus or context.obj
    _check(corpus)
    gate = Gate(host, public(public_url))
    if not is_local(host):
        put(f"{_WARNING.format(host=one_line(host))}\n", sys.stderr)

    def say(address: str) -> None:
        put(f"{gate.public_url or address}\n")
        put("Open this address in a browser. Ctrl-C ends it.\n", sys.stderr)

    hold(lambda: ChatServer(chat_command(corpus), gate, port, visitors, idle * 60), say)


def _check(corpus: Path | None) -> None:
    """Raises `CorpusError` now rather than to each visitor, for articles that cannot be read."""
    if corpus is not None:
        from bot.reading.files import find_articles, read_article

        for path in find_articles(corpus):
            read_article(path, path.stem)
