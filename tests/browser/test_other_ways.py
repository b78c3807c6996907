"""What people type by habit works too: a plain voila, and a cell in JupyterLab."""

import json
from pathlib import Path

from playwright.sync_api import BrowserContext

from tests.browser import pages
from tests.browser.conftest import free_port, visit
from tests.browser.plain_jupyter import TOP, run_in_lab, running, wait_for


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
        assert not [url for url in asked if "plotly-charts" in url and not url.startswith("blob:")]
        page.goto("about:blank")
    context.watch.complaints.clear()  # type: ignore[attr-defined]  # its farewell is refused there


def test_a_cell_in_jupyterlab_runs_the_assessment(context: BrowserContext, tmp_path: Path) -> None:
    """Open the notebook, run it: the same page in a cell."""
    with run_in_lab(context, tmp_path, "assessment.ipynb") as page:
        page.wait_for_selector(".as-app[data-step] .ui-option input", state="visible")
        pages.drawn(page)
        pages.rate(pages.questions(page).first, "Proficient")
        pages.saved(page)
