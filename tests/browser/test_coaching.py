"""The coach's page in a real Voilà and a real JupyterLab, from the file to the report."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from assess.domain.review import CoachingMeeting
from assess.formats.meeting import read_brought
from assess.formats.model_yaml.loader import load_model
from tests.browser import coaching_pages as coach
from tests.browser import pages
from tests.browser.conftest import free_port
from tests.browser.plain_jupyter import TOP, JupyterLab, run_in_lab, running, wait_for
from tests.browser.test_accessible import violations

MODEL = load_model(TOP / "competencies.yaml")


@pytest.fixture
def voila(context: BrowserContext, tmp_path: Path) -> Iterator[Page]:
    """`voila notebooks/coaching.ipynb`, nothing else set, open in a browser."""
    port = free_port()
    command = ["voila", "notebooks/coaching.ipynb", "--no-browser", f"--port={port}"]
    with running(tmp_path, *command):
        wait_for(f"http://127.0.0.1:{port}/voila/static/voila.js")
        page = context.new_page()
        page.goto(f"http://127.0.0.1:{port}/")
        page.wait_for_selector(".as-coach .ui-drop", state="visible")
        yield page
        page.goto("about:blank")
    context.watch.complaints.clear()  # type: ignore[attr-defined]  # its farewell is refused there


def _checked(file: Path, report: Path) -> None:
    """Both files hold the same session, with what was agreed and decided."""
    session = read_brought(file.read_text(encoding="utf-8"), MODEL)
    assert isinstance(session, CoachingMeeting)
    assert read_brought(report.read_text(encoding="utf-8"), MODEL) == session
    assert len(session.agreed.answers) == 7
    assert session.goals[0].why == "The board asks for it."
    assert session.commitments[0].text == "Find a sponsor"
    assert session.plan is not None


def test_a_session_in_voila_and_the_next_one(voila: Page) -> None:
    """The whole way, at a desk; then the story's later session, on a narrow screen too."""
    _checked(*coach.whole_session(voila))
    coach.step(voila, "People")
    coach.bring(voila, "three-months-later.json")
    expect(voila.locator(".ui-person")).to_have_count(2)
    coach.step(voila, "Since last time")
    expect(voila.get_by_text("The last plan and where it stands")).to_be_visible()
    last = voila.get_by_role("group").filter(has_text="Free four hours a week")
    expect(last.get_by_role("radio", name="No")).to_be_checked()
    for width in (1280, 390, 320):
        voila.set_viewport_size({"width": width, "height": 900})
        for name in (
            "People",
            "Rate blind",
            "Compare",
            "Since last time",
            "Decide",
            "Take it with you",
        ):
            coach.step(voila, name)
            wide = voila.evaluate("document.documentElement.scrollWidth - innerWidth")
            assert wide <= 0, (width, name)
            for scheme in ("light", "dark") if width > 320 else ():
                voila.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
                pages.frames(voila)
                contrast_only = scheme == "dark"
                assert violations(voila, contrast_only=contrast_only) == [], (width, name, scheme)


def test_a_session_in_jupyterlab(context: BrowserContext, jupyterlab: JupyterLab) -> None:
    """Open the notebook, run its cell: the same page, and the same files."""
    with run_in_lab(context, jupyterlab, "coaching.ipynb") as page:
        page.wait_for_selector(".as-coach .ui-drop", state="visible")
        _checked(*coach.whole_session(page))
