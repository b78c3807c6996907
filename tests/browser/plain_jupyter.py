"""A plain Voilà and a plain JupyterLab, started as people start them by habit."""

import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import BrowserContext, Page

from tests.browser.conftest import free_port

TOP = Path(__file__).parents[2]


@contextmanager
def running(directory: Path, *command: str) -> Iterator[None]:
    """A server process in the checkout, with a data directory of its own."""
    environment = {**os.environ, "ASSESS_DATABASE_URL": f"sqlite:///{directory / 'a.sqlite3'}"}
    log = directory / "server.log"
    with log.open("wb") as stream:
        process = subprocess.Popen(
            [sys.executable, "-m", *command], cwd=TOP, env=environment, stdout=stream, stderr=stream
        )
    try:
        yield
    finally:
        process.terminate()
        process.wait(timeout=30)


def wait_for(url: str) -> None:
    """Until the server answers at all."""
    for _ in range(120):
        try:
            urllib.request.urlopen(url, timeout=2).close()
            return
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.5)
    raise RuntimeError(f"nothing answers at {url}")


@contextmanager
def run_in_lab(context: BrowserContext, place: Path, notebook: str) -> Iterator[Page]:
    """A notebook of ours open in JupyterLab, its first cell run; the page is closed at the end."""
    port = free_port()
    home = place / "lab"
    home.mkdir()
    (home / notebook).write_bytes((TOP / "notebooks" / notebook).read_bytes())
    command = ["jupyterlab", "--no-browser", f"--port={port}", "--ip=127.0.0.1", "--allow-root"]
    command += ["--IdentityProvider.token=", f"--ServerApp.root_dir={home}"]
    command += [f"--LabApp.user_settings_dir={place}", f"--LabApp.workspaces_dir={place}"]
    with running(place, *command):
        wait_for(f"http://127.0.0.1:{port}/api")
        page = context.new_page()
        page.goto(f"http://127.0.0.1:{port}/lab/tree/{notebook}")
        # a cell that is run before there is a kernel makes JupyterLab ask which one is wanted
        page.locator(".jp-Toolbar-kernelName", has_text="Python 3").first.wait_for()
        idle = page.locator('.jp-Notebook-ExecutionIndicator[data-status="idle"]')
        idle.wait_for(state="attached")
        cell = page.locator(".jp-CodeCell").first
        for _ in range(10):  # a key pressed before JupyterLab has restored itself is lost
            cell.locator(".cm-content").click()
            page.keyboard.press("Shift+Enter")
            page.wait_for_timeout(2000)
            if "[ ]" not in cell.locator(".jp-InputPrompt").inner_text():
                break
        yield page
        page.close()
    context.watch.complaints.clear()  # type: ignore[attr-defined]  # JupyterLab's own, not ours
