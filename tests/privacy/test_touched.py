"""What the commands touch: the articles, the cache, the data folder and the files that are named; no network, no code.

Python's audit events tell it of every process; what a library does below Python they do not.
"""

import json
import shlex
import sys
from pathlib import Path

import pytest

from tests.privacy.watched import QUESTION, SECRETS, Event, Watched

# Command lines that follow each other, each with what is typed; the files beside them that they read, and write.
COMMANDS: dict[str, tuple[list[tuple[str, str]], list[str], list[str]]] = {
    "ask": ([(f"ask '{QUESTION}' --corpus CORPUS", "")], [], []),
    "ask of stdin, as JSON": ([("ask --json --explain - --corpus CORPUS", QUESTION)], [], []),
    "ask the bundled article": ([(f"ask '{QUESTION}'", "")], [], []),
    "ask --jsonl": ([("ask --jsonl asked.jsonl --corpus CORPUS", "")], ["asked.jsonl"], []),
    "inspect": ([("inspect --json --corpus CORPUS", "")], [], []),
    "coverage": (
        [("coverage faq.csv --corpus CORPUS --save run.json --html r.html --junit r.xml", "")],
        ["faq.csv"], ["run.json", "r.html", "r.xml"],
    ),
    "calibrate": ([("calibrate faq.csv --corpus CORPUS", "")], ["faq.csv"], []),
    "plain": (
        [("--plain --corpus CORPUS", f"What causes gout?\n{QUESTION}\n/open 1\n/export talk.md\n/quit\n"),
         ("verify talk.md --corpus CORPUS", "")],
        [], ["talk.md"],
    ),
    "plain, kept": (
        [("--plain --keep mine --transcript talk.txt --corpus CORPUS", f"{QUESTION}\nWhat causes gout?\n/quit\n"),
         (f"sessions search {SECRETS[0]}", ""), ("sessions delete mine", "")],
        [], ["talk.txt"],
    ),
    "add": ([("add page.html --corpus leaflets", "")], ["page.html"], ["leaflets/page.md"]),
}  # fmt: skip


def prepare(work: Path) -> None:
    (work / "asked.jsonl").write_text(json.dumps({"question": QUESTION, "conversation": 1}), "utf-8")
    (work / "faq.csv").write_text(f"id,question,expected\n1,What causes gout?,Causes\n2,{QUESTION},none\n", "utf-8")
    page = "<title>Iron</title><h1>Iron</h1><p>Iron tablets are taken with water and food, once a day.</p>" * 3
    (work / "page.html").write_text(f'<html lang="en">{page}<img src="https://example.org/a.png"></html>')


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_touches_what_is_named_and_leaves_nothing_of_a_question_elsewhere(
    name: str, watched: Watched
) -> None:
    lines, reads, writes = COMMANDS[name]
    prepare(watched.work)
    before, said = set(watched.files()), ""
    for line, typed in lines:
        done = watched.run(*shlex.split(line.replace("CORPUS", str(watched.corpus))), typed=typed)
        assert done.returncode in (0, 1), done.stderr
        said += done.stderr
    assert watched.events(), "nothing was watched"
    assert "Traceback" not in said
    assert not any(word in said for word in SECRETS)
    beside = [watched.work] if writes else []  # a file is written beside its place, and then put there
    assert watched.strange(*(watched.work / file for file in reads), writing=beside) == []
    new = {path for path in set(watched.files()) - before if not path.is_relative_to(watched.cache)}
    kept = watched.data / "conversations" / "conversations.sqlite3"  # it was deleted from: see below
    assert new - {kept} == {watched.work / file for file in writes}
    assert {path.name for path in watched.holding()} <= {*reads, *writes, "asked.jsonl", "faq.csv"}


def test_what_is_kept_holds_the_questions_and_nothing_else_does(watched: Watched) -> None:
    assert watched.run("--plain", "--keep", "mine", f"--corpus={watched.corpus}", typed=f"{QUESTION}\n").returncode == 0
    assert [path.name for path in watched.holding()] == ["conversations.sqlite3"]
    assert watched.strange() == []


def test_what_is_strange_is_noticed(watched: Watched) -> None:
    """Else the tests above would show nothing."""
    secret = watched.home / "private.txt"
    code = f"""
import socket, subprocess, sqlite3, pathlib
open({str(secret)!r}).read()
pathlib.Path({str(watched.folder / "elsewhere")!r}).write_text("x")
socket.socket(socket.AF_INET, socket.SOCK_STREAM).close()
try: socket.getaddrinfo("127.0.0.1", 1, flags=socket.AI_NUMERICHOST)
except OSError: pass
subprocess.run(["true"])
sqlite3.connect({str(watched.folder / "other.db")!r})
exec(compile("1", {str(watched.corpus / "code.py")!r}, "exec"))
"""
    assert watched.run(command=[sys.executable, "-c", code]).returncode == 0
    found = watched.strange()
    assert Event("read", (str(secret),)) in found
    assert Event("write", (str(watched.folder / "elsewhere"),)) in found
    names = {event.name for event in found}
    assert {"socket.__new__", "socket.getaddrinfo", "subprocess.Popen", "sqlite3.connect", "compile", "exec"} <= names
