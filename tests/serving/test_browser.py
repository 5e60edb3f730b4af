"""The chat in a real browser: a question is typed, and its answer is on the page."""

import asyncio
import sys
from asyncio.subprocess import PIPE
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.serving.browser import CHROMIUM, Page, browsing

ROOT = Path(__file__).parents[2]
ARTICLE = """# Gout in plain words

## Causes

Gout is caused by urate crystals in a joint [7].

## Treatment

Colchicine eases gout [7].
"""
CLOSED = """
new Promise((done) => {
  const look = () => document.body.classList.contains("-closed") && done(document.body.innerText);
  new MutationObserver(look).observe(document.body, { attributeFilter: ["class"] });
  look();
})
"""
pytestmark = [
    pytest.mark.allow_hosts(["127.0.0.1"]),
    pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium here (Debian's package: chromium)"),
]


@asynccontextmanager
async def serving(folder: Path) -> AsyncIterator[tuple[asyncio.subprocess.Process, str]]:
    """Serves the article, and gives the server's process and its address."""
    article = folder / "gout.md"
    article.write_text(ARTICLE, encoding="utf-8")
    command = (sys.executable, "-m", "bot", "serve", "--port", "0", f"--corpus={article}")
    server = await asyncio.create_subprocess_exec(*command, cwd=ROOT, stdout=PIPE, stderr=PIPE)
    assert server.stdout
    try:
        yield server, (await asyncio.wait_for(server.stdout.readline(), 60)).decode().strip()
    finally:
        if server.returncode is None:
            server.kill()
            await server.communicate()


async def ask(page: Page, question: str, answer: str) -> None:
    """Types a question into a page, and waits for what stands in its answer."""
    await page.shows("Gout in plain words")
    await page.type(question)
    await page.shows(question)
    page.painted = ""
    await page.type("\r")
    await page.shows(answer)


async def test_a_question_is_asked_and_answered_in_a_browser(tmp_path: Path) -> None:
    """The page takes keys without a click, loads nothing from elsewhere, and says so when the server ends."""
    async with serving(tmp_path) as (server, url):
        async with browsing(tmp_path / "profile", url) as page:
            await ask(page, "What causes gout?", "caused by urate crystals in a joint [7]")
            assert {urlsplit(asked).netloc for asked in page.requested if not asked.startswith("data:")} == {
                urlsplit(url).netloc
            }
            assert page.problems == []
            server.terminate()
            assert "has ended" in await page.evaluate(CLOSED)
        assert (await asyncio.wait_for(server.communicate(), 30))[1].count(b"\n") == 1  # how to end it, and no more
        assert server.returncode == 0


async def test_one_visitor_never_sees_the_conversation_of_another(tmp_path: Path) -> None:
    """Two browsers ask at once, each something else."""
    async with (
        serving(tmp_path) as (_, url),
        browsing(tmp_path / "one", url) as one,
        browsing(tmp_path / "other", url) as other,
    ):
        await asyncio.gather(
            ask(one, "Is zanzibarine what causes gout?", "caused by urate crystals"),
            ask(other, "Does quuxolotl treat gout?", "Colchicine eases"),
        )
        assert "zanzibarine" in one.everything
        assert "quuxolotl" in other.everything
        assert "quuxolotl" not in one.everything
        assert "zanzibarine" not in other.everything
