"""A large library, made by several processes and kept on disk: it touches what a small one may."""

import json
import shutil
import sys
from pathlib import Path

import pytest

from bot.cache import known
from tests.privacy.watched import QUESTION, RUN, SECRETS, Watched

# Three articles are many enough; what the words of the lexicon have to do with takes the longest of all to find out.
LARGE = f"""
from itertools import islice
import bot.library, bot.reading.bulk
from bot.language.lexicon import Lexicon
pairs = Lexicon.pairs
Lexicon.pairs = lambda lexicon: islice(pairs(lexicon), 200)
bot.library.LARGE, bot.reading.bulk.FEW = 0, 2
{RUN}"""


@pytest.fixture
def command(watched: Watched) -> list[str]:
    """A watched `citebot` to which three articles are a large library, with a cache of its own."""
    own = shutil.ignore_patterns("libraries", f"*{known.SUFFIX}")  # a record names files where it was made
    shutil.copytree(watched.cache, watched.folder / "cache", ignore=own)
    watched.cache = watched.folder / "cache"
    for name in ("ice", "rest"):
        (watched.corpus / f"{name}.md").write_text(f"# {name}\n\nIn gout {name} helps with the pain [1].\n")
    return [sys.executable, "-P", "-c", LARGE]


def rows(watched: Watched) -> Path:
    (found,) = (watched.cache / "libraries").rglob("library.sqlite")
    return found


def test_a_large_library_touches_the_corpus_and_the_cache_and_holds_nothing_of_a_question(
    watched: Watched, command: list[str]
) -> None:
    asked = json.dumps({"question": QUESTION, "conversation": SECRETS[1]})
    lists = watched.work / "faq.csv"
    lists.write_text(f"id,question,expected\n1,What causes gout?,Causes\n2,{QUESTION},none\n", "utf-8")
    (watched.cache / "libraries").mkdir(mode=0o700)
    first = watched.run(command=[*command, "ask", QUESTION, "--corpus", str(watched.corpus)])
    assert first.returncode in (0, 1), first.stderr
    made = rows(watched).stat().st_ino
    again = watched.run(command=[*command, "ask", "--jsonl", "--corpus", str(watched.corpus)], typed=asked)
    assert again.returncode == 0, again.stderr
    assert rows(watched).stat().st_ino == made
    judged = watched.run(command=[*command, "coverage", lists.name, "--corpus", str(watched.corpus)])
    assert judged.returncode in (0, 1), judged.stderr
    assert rows(watched).stat().st_ino == made
    strange = {*watched.strange(lists)}
    assert {event.name for event in strange} <= {"subprocess.Popen"}
    assert all(event.with_what[0] == repr(sys.executable) for event in strange)  # this program, to read beside it
    assert watched.holding() == [lists]
    assert {event.with_what[0] for event in watched.events() if event.name == "sqlite3.connect"} >= {str(rows(watched))}
