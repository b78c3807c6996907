"""JupyterLab as `assess lab` starts it: a guest's folder, no request to anybody, both themes."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import free_port
from tests.browser.plain_jupyter import TOP, wait_for

AUDIT = """
import os, sys

def seen(event, args):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.sendto"):
        with open(os.environ["SEEN_CONNECTIONS"], "a") as log:
            log.write(f"{event} {args[1:] if event != 'socket.getaddrinfo' else args}\\n")

sys.addaudithook(seen)
"""
"""Every connection that a Python process of the server opens, or name that it looks up."""

LOCAL = re.compile(r"127\.0\.0\.1|localhost|'/|\"/|b'/|::1|/dev/|\('0\.0\.0\.0'|None")


@contextmanager
def started(place: Path, command: str, asked: str) -> Iterator[tuple[str, Path]]:
    """A server of ours in a home of its own; its address, and the log of its connections.

    `asked`: a path that answers once the server is up, and starts no kernel.
    """
    port, home, seen = free_port(), place / "home", place / "connections"
    home.mkdir(exist_ok=True)
    (place / "sitecustomize.py").write_text(AUDIT, encoding="utf-8")
    seen.touch()
    variables = {
        **{key: value for key, value in os.environ.items() if not key.startswith("JUPYTER")},
        "HOME": str(home),
        "JUPYTER_TOKEN": "one-for-this-test",
        "PYTHONPATH": str(place),
        "SEEN_CONNECTIONS": str(seen),
        "ASSESS_DATABASE_URL": f"sqlite:///{place / 'a.sqlite3'}",
    }
    with (place / "server.log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "assess.cli.main", command, "--no-browser", f"--port={port}"],
            cwd=TOP,
            env=variables,
            stdout=log,
            stderr=log,
        )
    try:
        for _ in range(5):  # JupyterLab takes its time on a busy machine
            with suppress(RuntimeError):
                wait_for(f"http://127.0.0.1:{port}/{asked}")
                break
        yield f"http://127.0.0.1:{port}/", seen
    finally:
        process.terminate()
        with suppress(subprocess.TimeoutExpired):
            process.wait(timeout=60)  # it ends its kernels first
        process.kill()
        process.wait()


def watched(browser: Browser, theme: str) -> tuple[Page, list[str], list[str]]:
    """A page, what it asks for elsewhere, and what it complains of."""
    page = browser.new_context(
        viewport={"width": 1366, "height": 900},
        color_scheme=theme,  # type: ignore[arg-type]
    ).new_page()
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("websocket", lambda socket: asked.append(socket.url))
    page.on("console", lambda one: said.append(f"{one.type}: {one.text}"))
    page.on("pageerror", lambda error: said.append(f"error: {error}"))
    page.on(
        "response",
        lambda answer: (
            said.append(f"{answer.status}: {answer.url}") if answer.status >= 400 else None
        ),
    )
    return page, asked, said


def elsewhere(asked: list[str]) -> list[str]:
    """What was asked of another machine."""
    own = ("http://127.0.0.1:", "ws://127.0.0.1:", "data:", "blob:")
    return [url for url in asked if not url.startswith(own)]


def foreign(seen: Path) -> list[str]:
    """Connections and look-ups that aren't of this machine."""
    lines = seen.read_text(encoding="utf-8").splitlines()
    assert lines  # it does see something: the kernels' own
    return [line for line in lines if not LOCAL.search(line)]


def run_all(page: Page, cells: int) -> None:
    """Run a notebook, cell by cell, from its first one."""
    page.locator(".jp-Toolbar-kernelName", has_text="Python 3").first.wait_for()
    idle = page.locator('.jp-Notebook-ExecutionIndicator[data-status="idle"]')
    idle.wait_for(state="attached")
    for _ in range(10):  # a key pressed before JupyterLab has restored itself is lost
        page.locator(".jp-MarkdownCell").first.click()
        page.keyboard.press("Shift+Enter")
        page.keyboard.press("Shift+Enter")
        with suppress(AssertionError):
            prompt = page.locator(".jp-CodeCell .jp-InputPrompt").first
            expect(prompt).not_to_contain_text("[ ]", timeout=2000)
            break
    for _ in range(cells):
        page.keyboard.press("Shift+Enter")
    expect(page.locator(".jp-CodeCell .jp-InputPrompt", has_text="[*]")).to_have_count(
        0, timeout=120_000
    )


def test_lab_asks_nobody_and_works_in_the_users_folder(browser: Browser, tmp_path: Path) -> None:
    notebooks = {path.name: path.read_bytes() for path in (TOP / "notebooks").glob("*.ipynb")}
    folder = tmp_path / "home" / "assess-notebooks"
    page, asked, said = watched(browser, "dark")
    mine = b'{"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}'
    folder.mkdir(parents=True)
    (folder / "guide.ipynb").write_bytes(mine)
    with started(tmp_path, "lab", "api") as (url, seen):
        page.goto(f"{url}lab/tree/coaching-python.ipynb?token=one-for-this-test")
        expect(page.locator(".jp-RenderedMarkdown").first).to_contain_text("Press Shift+Enter")
        run_all(page, 12)
        radar = page.locator(".js-plotly-plot").first
        expect(radar).to_be_visible()
        expect(radar.locator(".legend")).to_contain_text("You")
        expect(page.locator(".as-cell").first).to_be_visible()
        page.keyboard.press("Control+s")
        page.wait_for_timeout(8_000)  # what JupyterLab would ask for later, it has asked for
        assert page.locator(".Toastify__toast").all_inner_texts() == []  # no news
        assert page.locator(".jp-Dialog").count() == 0
        assert elsewhere(asked) == []
        assert foreign(seen) == []
    assert [one for one in said if "error" in one.split(":")[0] or one[:1] in "45"] == []
    assert {path.name for path in folder.glob("*.ipynb")} == set(notebooks)
    assert (folder / "guide.ipynb").read_bytes() == mine  # what was there stays
    after = {path.name: path.read_bytes() for path in (TOP / "notebooks").glob("*.ipynb")}
    assert after == notebooks  # the checkout stays clean
    saved = json.loads((folder / "coaching-python.ipynb").read_text(encoding="utf-8"))
    kinds = {
        kind for cell in saved["cells"] for out in cell.get("outputs", []) for kind in out["data"]
    }
    assert {"application/vnd.plotly.v1+json", "image/svg+xml"} <= kinds
    page.close()


def tiles(page: Page) -> Locator:
    """The tiles of the launcher's section "Assess"."""
    return page.locator(".jp-Launcher-section", has_text="Assess").locator(".jp-LauncherCard")


def launcher(page: Page, url: str) -> None:
    """Open JupyterLab with its launcher and nothing else."""
    page.goto(f"{url}lab?reset&token=one-for-this-test")
    page.locator(".jp-Launcher").wait_for(timeout=120_000)


def test_the_launcher_opens_each_notebook_that_is_there(browser: Browser, tmp_path: Path) -> None:
    """Tiles in light and dark; one goes with its notebook."""
    settings = tmp_path / "home/.jupyter/lab/user-settings/@jupyterlab/apputils-extension"
    settings.mkdir(parents=True)
    names = ["Assessment", "Coaching", "Group", "Guide"]
    page, asked, said = watched(browser, "light")
    page.set_default_timeout(120_000)
    with started(tmp_path, "lab", "api") as (url, seen):
        for theme in ("Light", "Dark"):
            chosen = {"theme": f"JupyterLab {theme}"}
            (settings / "themes.jupyterlab-settings").write_text(json.dumps(chosen))
            launcher(page, url)
            expect(page.locator("body")).to_have_attribute("data-jp-theme-name", chosen["theme"])
            expect(tiles(page)).to_have_text(names)
            for tile in tiles(page).all():
                icon = tile.locator("svg path").first
                drawn = icon.evaluate("path => getComputedStyle(path).fill")
                ground = tile.evaluate("card => getComputedStyle(card).backgroundColor")
                assert drawn not in (ground, "rgb(0, 0, 0)")  # the theme's own colour
        for number, notebook in enumerate(("assessment", "coaching", "cohort", "guide")):
            launcher(page, url)
            tiles(page).nth(number).click()
            opened = page.locator(".jp-NotebookPanel:visible")
            expect(opened.locator(".jp-RenderedMarkdown").first).to_contain_text("Shift+Enter")
            tab = page.locator("#jp-main-dock-panel .lm-mod-current .lm-TabBar-tabLabel")
            expect(tab.first).to_have_text(f"{notebook}.ipynb")
            expect(page.locator(".jp-Dialog")).to_have_count(0)
        launcher(page, url)
        page.locator(".jp-DirListing-item", has_text="guide.ipynb").click()
        page.keyboard.press("Delete")
        page.locator(".jp-Dialog").get_by_role("button", name=re.compile("Delete|Trash")).click()
        expect(tiles(page)).to_have_text(names[:3])
        launcher(page, url)
        expect(tiles(page)).to_have_text(names[:3])
        # what our charts load in JupyterLab, in a checkout too
        answer = page.request.get(f"{url}lab/extensions/assess/static/plotly-charts.min.js")
        assert answer.status == 200
        assert elsewhere(asked) == []
        assert foreign(seen) == []
    assert [one for one in said if "error" in one.split(":")[0] or one[:1] in "45"] == []
    page.close()


def test_the_coach_s_page_asks_nobody_and_complains_of_nothing(
    browser: Browser, tmp_path: Path
) -> None:
    page, asked, said = watched(browser, "light")
    with started(tmp_path, "coach", "voila/static/voila.js") as (url, seen):
        page.goto(url)
        expect(page.get_by_role("heading", name="Who are you coaching today?")).to_be_visible(
            timeout=120_000
        )
        expect(page.get_by_text("Press Shift+Enter")).to_have_count(0)
        assert elsewhere(asked) == []
        assert foreign(seen) == []
    assert [one for one in said if "error" in one.split(":")[0] or one[:1] in "45"] == []
    page.close()
