"""The command `citebot serve`: what it refuses, and what it warns of, each in a sentence."""

import socket
import sys
from pathlib import Path

import pytest

from bot.cli.main import run


@pytest.mark.parametrize("library", ["textual_serve.server", "aiohttp"])
def test_without_the_extra_it_says_how_to_install_it(
    library: str, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in [name for name in sys.modules if name.startswith(("bot.serving", "textual_serve"))]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, library, None)  # type: ignore[arg-type]
    code, err = run(["serve"]), capfd.readouterr().err
    assert (code, err.count("\n")) == (2, 1)
    assert 'pip install "citebot[web]"' in err


@pytest.mark.allow_hosts(["127.0.0.1"])
def test_a_port_that_is_taken_and_a_wide_open_door_are_told(capfd: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        assert run(["serve", "--port", port]) == 2
        assert capfd.readouterr() == ("", f"citebot: Port {port} is taken. Choose another one, such as: --port {int(port) + 1}.\n")  # noqa: E501  # fmt: skip
        assert run(["serve", "--port", port, "--host", "0.0.0.0"]) == 2
        assert capfd.readouterr().err.startswith("Warning: whoever reaches 0.0.0.0 over the network can use this chat.")


@pytest.mark.parametrize(
    "arguments",
    [
        ["--corpus", "no-such-file.md"],
        ["--host", "192.0.2.1"],
        ["--visitors", "0"],
        ["--port", "70000"],
        ["--public-url", "chat.example.org"],
    ],
)
@pytest.mark.allow_hosts(["127.0.0.1"])
def test_what_cannot_be_served_is_said_in_a_sentence(arguments: list[str], capfd: pytest.CaptureFixture[str]) -> None:
    code, (out, err) = run(["serve", "--port", "0", *arguments]), capfd.readouterr()
    assert (code, out) == (2, "")
    assert "Traceback" not in err
    assert len(err.splitlines()) == (2 if "--host" in arguments else 1)


def test_the_help_says_what_a_visitor_should_know(capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["serve", "--help"]) == 0
    out = " ".join(capfd.readouterr().out.split())
    assert "loads nothing from elsewhere" in out
    assert 'pip install "citebot[web]"' in out


def test_a_page_ships_with_the_package() -> None:
    page = Path(__file__).parents[2] / "bot" / "serving" / "page"
    assert {path.name for path in page.iterdir()} == {"index.html", "busy.html", "page.css", "page.js"}
