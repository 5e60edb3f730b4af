"""The help and the manual page say everything: each command, each option, and what is true of all of them."""

import re
import shutil
import subprocess
from collections.abc import Iterator

import click
import pytest

from bot.cli.commands import cli
from bot.cli.guide import EXAMPLES, SECTIONS
from bot.cli.main import run


def commands(command: click.Command, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    yield path, command
    if isinstance(command, click.Group):
        for name, below in command.commands.items():
            yield from commands(below, (*path, name))


COMMANDS = dict(commands(cli))


@pytest.fixture
def manual(capfd: pytest.CaptureFixture[str]) -> str:
    assert run(["manual"]) == 0
    return capfd.readouterr().out


def options(command: click.Command) -> set[str]:
    return {name for option in command.params if isinstance(option, click.Option) for name in option.opts}


def test_the_manual_has_every_command_and_option(manual: str) -> None:
    parts = re.split(r"^\.S[SH] ", manual.replace("\\-", "-"), flags=re.MULTILINE)
    for path, command in COMMANDS.items():
        (part,) = [
            part for part in parts if part.startswith(" ".join(("citebot", *path)) + "\n" if path else "OPTIONS\n")
        ]
        for name in options(command):
            assert re.search(rf"^\.B (.*, )?{name}\b", part, re.MULTILINE), (path, name)


@pytest.mark.parametrize("path", COMMANDS, ids=" ".join)
def test_every_command_and_option_has_a_help(path: tuple[str, ...], capfd: pytest.CaptureFixture[str]) -> None:
    assert run([*path, "--help"]) == 0
    out = capfd.readouterr().out
    assert all(name in out for name in options(COMMANDS[path]))
    assert COMMANDS[path].help
    assert all(option.help for option in COMMANDS[path].params if isinstance(option, click.Option))


def test_the_list_of_commands_cuts_no_sentence_off(capfd: pytest.CaptureFixture[str]) -> None:
    run(["--help"])
    listed = re.search(r"^Commands:\n((?:  .*\n)+)", capfd.readouterr().out, re.MULTILINE)
    assert listed
    assert not [line for line in listed[1].splitlines() if line.endswith("...")]


def test_the_help_and_the_manual_end_with_what_is_true_of_every_command(
    manual: str, capfd: pytest.CaptureFixture[str]
) -> None:
    assert {section.title for section in SECTIONS} >= {"Examples", "Files", "Environment", "Exit codes", "Privacy"}
    run(["--help"])
    out = capfd.readouterr().out
    for section in SECTIONS:
        assert f"{section.title}:" in out
        assert f".SH {section.title.upper()}" in manual
        assert all(term in out for term, _ in section.rows)


def test_the_examples_name_only_commands_and_options_that_exist() -> None:
    shown = [line for lines in EXAMPLES.values() for line in lines]
    shown += [term for section in SECTIONS for term, _ in section.rows if term.startswith("citebot ")]
    for line in shown:
        called = re.search(r"citebot( [a-z]+)?(.*)", line)
        assert called
        command = COMMANDS[tuple((called[1] or "").split())]
        assert set(re.findall(r"--[a-z-]+", called[2])) <= options(command), line


@pytest.mark.skipif(shutil.which("groff") is None, reason="groff is not installed here")
def test_the_manual_is_roff_that_prints_as_written(manual: str) -> None:
    printed = subprocess.run(
        ["groff", "-man", "-ww", "-Tutf8", "-P-cbou"], input=manual, capture_output=True, text=True, check=True
    )
    assert printed.stderr == ""
    assert "echo 'what is calciphylaxis?' | citebot ask -" in printed.stdout
    assert 'citebot ask "does it hurt?"' in printed.stdout
