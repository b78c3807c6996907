"""What people type by habit works too: a plain voila, and a cell in JupyterLab."""

import json
import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import BrowserContext

from tests.browser import pages
from tests.browser.conftest import free_port, visit

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


def test_a_plain_voila_serves_the_assessment(context: BrowserContext, tmp_path: Path) -> None:
    """`voila notebooks/assessment.ipynb`, nothing else set: questions, radar, saving."""
    port = free_port()
    command = ["voila", "notebooks/assessment.ipynb", "--no-browser", f"--port={port}"]
    with running(tmp_path, *command):
        wait_for(f"http://127.0.0.1:{port}/voila/static/voila.js")
        page = context.new_page()
        visit(page, f"http://127.0.0.1:{port}/")
        pages.drawn(page)
        pages.rate(pages.questions(page).first, "Proficient")
        pages.saved(page)
        page.goto("about:blank")
    context.watch.complaints.clear()  # type: ignore[attr-defined]  # its farewell is refused there


def test_the_radar_comes_through_the_kernel_where_no_address_has_it(
    context: BrowserContext, tmp_path: Path
) -> None:
    """An installation without our files under share/jupyter still draws its charts."""
    port = free_port()
    notebook = json.loads((TOP / "notebooks/assessment.ipynb").read_text(encoding="utf-8"))
    notebook["cells"][0]["source"] = [
        "import assess.ui.app as page\n",
        "page.bundle_address = lambda: ''\n",
        "page.app()",
    ]
    copy = tmp_path / "assessment.ipynb"
    copy.write_text(json.dumps(notebook), encoding="utf-8")
    with running(tmp_path, "voila", str(copy), "--no-browser", f"--port={port}"):
        wait_for(f"http://127.0.0.1:{port}/voila/static/voila.js")
        page = context.new_page()
        visit(page, f"http://127.0.0.1:{port}/")
        pages.drawn(page)
        asked = context.watch.requests  # type: ignore[attr-defined]
        assert not [url for url in asked if "plotly.min" in url and not url.startswith("blob:")]
        page.goto("about:blank")
    context.watch.complaints.clear()  # type: ignore[attr-defined]  # its farewell is refused there


def test_a_cell_in_jupyterlab_runs_the_assessment(context: BrowserContext, tmp_path: Path) -> None:
    """Open the notebook, run it: the same page in a cell."""
    port = free_port()
    home = tmp_path / "lab"
    home.mkdir()
    (home / "assessment.ipynb").write_bytes((TOP / "notebooks/assessment.ipynb").read_bytes())
    command = ["jupyterlab", "--no-browser", f"--port={port}", "--ip=127.0.0.1", "--allow-root"]
    command += ["--IdentityProvider.token=", f"--ServerApp.root_dir={home}"]
    command += [f"--LabApp.user_settings_dir={tmp_path}", f"--LabApp.workspaces_dir={tmp_path}"]
    with running(tmp_path, *command):
        wait_for(f"http://127.0.0.1:{port}/api")
        page = context.new_page()
        page.goto(f"http://127.0.0.1:{port}/lab/tree/assessment.ipynb")
        page.locator(".jp-CodeCell .cm-content").first.wait_for()
        idle = page.locator('.jp-Notebook-ExecutionIndicator[data-status="idle"]')
        idle.wait_for(state="attached")
        for _ in range(10):  # a key pressed before JupyterLab has restored itself is lost
            page.locator(".jp-CodeCell .cm-content").first.click()
            page.keyboard.press("Shift+Enter")
            page.wait_for_timeout(2000)
            if "[ ]" not in page.locator(".jp-CodeCell .jp-InputPrompt").first.inner_text():
                break
        page.wait_for_selector(".as-app[data-step] .ui-option input", state="visible")
        pages.drawn(page)
        pages.rate(pages.questions(page).first, "Proficient")
        pages.saved(page)
        page.close()
    context.watch.complaints.clear()  # type: ignore[attr-defined]  # JupyterLab's own, not ours
