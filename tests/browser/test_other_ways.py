"""What people type by habit works too: a plain voila, and a cell in JupyterLab."""

import json
from pathlib import Path

from playwright.sync_api import BrowserContext, Page, expect

from assess.domain.demo import demo_assessment
from assess.formats.answers import dumps
from assess.formats.model_yaml.loader import load_model
from assess.settings import package_model
from tests.browser import pages
from tests.browser.conftest import free_port, visit
from tests.browser.plain_jupyter import TOP, JupyterLab, run_in_lab, running, wait_for
from tests.browser.states import answers_file, load


def searched(page: Page) -> None:
    """Load somebody's answers, make a plan, and find out which answers decide it."""
    load(page, answers_file(24))
    pages.go(page, "Plan")
    pages.make_plan(page)
    page.locator("summary", has_text="These answers decide your plan").click()
    page.get_by_role("button", name="Which answers decide this plan?").click()
    expect(page.locator(".ui-deciding > li").first).to_be_visible(timeout=120_000)


def test_a_plain_voila_serves_the_assessment(context: BrowserContext, tmp_path: Path) -> None:
    """`voila notebooks/assessment.ipynb`, nothing else set: questions, radar, saving, a search."""
    port = free_port()
    command = ["voila", "notebooks/assessment.ipynb", "--no-browser", f"--port={port}"]
    with running(tmp_path, *command):
        wait_for(f"http://127.0.0.1:{port}/voila/static/voila.js")
        page = context.new_page()
        visit(page, f"http://127.0.0.1:{port}/")
        pages.drawn(page)
        pages.rate(pages.questions(page).first, "Proficient")
        pages.saved(page)
        searched(page)
        page.goto("about:blank")
    context.watch.complaints.clear()  # type: ignore[attr-defined]  # its farewell is refused there


def test_the_timeline_comes_through_the_kernel_where_no_address_has_its_script(
    context: BrowserContext, tmp_path: Path
) -> None:
    """An installation without our files under share/jupyter still draws its charts."""
    port = free_port()
    notebook = json.loads((TOP / "notebooks/assessment.ipynb").read_text(encoding="utf-8"))
    code = next(cell for cell in notebook["cells"] if cell["cell_type"] == "code")
    code["source"] = [
        "import assess.app.shell.root as page\n",
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
        page.set_viewport_size({"width": 390, "height": 844})
        load(page, dumps(demo_assessment(load_model(package_model()))))
        pages.go(page, "Plan")
        pages.make_plan(page)
        page.locator(".as-panel-plan .ui-plot[data-drawn]").wait_for()
        asked = context.watch.requests  # type: ignore[attr-defined]
        assert not [url for url in asked if "plotly-charts" in url and not url.startswith("blob:")]
        page.goto("about:blank")
    context.watch.complaints.clear()  # type: ignore[attr-defined]  # its farewell is refused there


def test_a_cell_in_jupyterlab_runs_the_assessment(
    context: BrowserContext, jupyterlab: JupyterLab
) -> None:
    """Open the notebook, run it: the same page in a cell."""
    with run_in_lab(context, jupyterlab, "assessment.ipynb") as page:
        page.wait_for_selector(".as-app[data-step] .ui-option input", state="visible")
        pages.in_full(page)
        pages.drawn(page)
        pages.rate(pages.questions(page).first, "Proficient")
        pages.saved(page)
        searched(page)
        # our colours are the cell's own: JupyterLab's scheme stays what it was
        assert page.evaluate("getComputedStyle(document.documentElement).colorScheme") == "normal"
