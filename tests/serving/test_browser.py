"""The chat in a real browser: a question is typed, and its answer is on the page."""

import asyncio
import sys
from asyncio.subprocess import PIPE
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.serving.browser import CHROMIUM, browsing

ROOT = Path(__file__).parents[2]
ARTICLE = "# Gout in plain words\n\n## Causes\n\nGout is caused by urate crystals in a joint [7].\n"
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


async def test_a_question_is_asked_and_answered_in_a_browser(tmp_path: Path) -> None:
    """The page takes keys without a click, loads nothing from elsewhere, and says so when the server ends."""
    article = tmp_path / "gout.md"
    article.write_text(ARTICLE, encoding="utf-8")
    command = (sys.executable, "-m", "bot", "serve", "--port", "0", f"--corpus={article}")
    server = await asyncio.create_subprocess_exec(*command, cwd=ROOT, stdout=PIPE, stderr=PIPE)
    assert server.stdout
    try:
        url = (await asyncio.wait_for(server.stdout.readline(), 60)).decode().strip()
        async with browsing(tmp_path / "profile", url) as page:
            await page.shows("Gout in plain words")
            await page.type("What causes gout?")
            await page.shows("What causes gout?")
            page.painted = ""
            await page.type("\r")
            await page.shows("caused by urate crystals in a joint [7]")
            assert {urlsplit(asked).netloc for asked in page.requested if not asked.startswith("data:")} == {
                urlsplit(url).netloc
            }
            assert page.problems == []
            server.terminate()
            assert "has ended" in await page.evaluate(CLOSED)
        assert (await asyncio.wait_for(server.communicate(), 30))[1].count(b"\n") == 1  # how to end it, and no more
        assert server.returncode == 0
    finally:
        if server.returncode is None:
            server.kill()
            await server.communicate()
