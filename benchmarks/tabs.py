"""Real browsers among the crowd: a few people whose visit is a Chromium's, not a protocol's."""

from __future__ import annotations

import asyncio
import random
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from shlex import quote
from shutil import which

from playwright.async_api import Browser, async_playwright

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


@dataclass
class Tabs:
    """What became of them; milliseconds from each click to its acknowledgement."""

    latencies: list[float] = field(default_factory=list)
    finished: int = 0
    failed: list[str] = field(default_factory=list)


@asynccontextmanager
async def chromium(wanted: bool) -> AsyncIterator[Browser | None]:
    """One Chromium for all tabs; None where none is wanted."""
    if not wanted:
        yield None
        return
    found = next(filter(None, map(which, ("chromium", "google-chrome"))), None)
    with tempfile.TemporaryDirectory() as place:
        async with async_playwright() as playwright:
            program = found or playwright.chromium.executable_path
            browser = await playwright.chromium.launch(
                args=FLAGS, executable_path=_giving_way(program, Path(place))
            )
            yield browser
            await browser.close()


def _giving_way(program: str, place: Path) -> Path:
    """A command that runs a browser which gives way to the simulated people on the same core.

    What the browser draws would else delay their clocks, and count as the server's slowness. Linux
    weighs sessions before processes, and a browser has one of its own.
    """
    command = place / "browser"
    command.write_text(
        "#!/bin/sh\n{ echo 19 >/proc/self/autogroup; } 2>/dev/null\n"
        f'exec nice -n 19 {quote(program)} "$@"\n',
        encoding="utf-8",
    )
    command.chmod(0o700)
    return command


async def tab(
    browser: Browser, url: str, tabs: Tabs, pause: tuple[float, float], delay: float
) -> None:
    """One whole visit in a browser of its own: rate everything, plan, take the report."""
    await asyncio.sleep(delay)
    context = await browser.new_context(accept_downloads=True)
    context.set_default_timeout(120_000)
    page = await context.new_page()
    try:
        await page.goto(url)
        await page.locator(".as-app[data-step] .ui-option input").first.wait_for()
        await page.get_by_role("button", name="Area by area").click()
        areas = page.get_by_role("navigation", name="Areas").get_by_role("button")
        for number in range(await areas.count()):
            await areas.nth(number).click()
            shown = ".ui-section:not([hidden]) fieldset.ui-question"
            for question in await page.locator(shown).all():
                await asyncio.sleep(random.uniform(*pause))
                start = time.perf_counter()
                await question.locator("input").nth(random.randint(0, 3)).click()
                await page.locator('.ui-saved[data-state="saved"]').first.wait_for()
                tabs.latencies.append(1000 * (time.perf_counter() - start))
        steps = page.get_by_role("navigation", name="Steps")
        await steps.get_by_role("button", name="Plan").click()
        await page.get_by_role("button", name="Make my plan").click()
        await page.locator(".as-panel-plan .ui-plot[data-drawn]").wait_for()
        await steps.get_by_role("button", name="Take it with you").click()
        async with page.expect_download() as waiting:
            await page.get_by_role("button", name="Download my report").click()
        await (await waiting.value).path()
        tabs.finished += 1
    except Exception as error:
        tabs.failed.append(f"{type(error).__name__}: {error}"[:200])
    finally:
        await page.goto("about:blank")
        await context.close()
