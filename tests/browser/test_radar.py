"""The radars and the dot plot: a click is seen at once, and words are legible on every screen."""

from __future__ import annotations

import copy
import os
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import BrowserContext, Page, expect

from assess.domain.demo import demo_assessment
from assess.formats.answers import dumps
from assess.formats.model_yaml.loader import load_model
from assess.notebooks import workshop
from assess.settings import package_model
from tests.browser import pages
from tests.browser.conftest import Server, leave, visit
from tests.browser.states import load
from tests.builders.paper import SIZES, wrong_on_paper

LONG = "Kraftfahrzeughaftpflichtversicherung"[:35]

# how many marks of each state the person has beside the questions, and the sides of the outline
OWN = """() => {
  const svg = document.querySelector('.ui-own-radar .as-radar');
  const kinds = [...svg.querySelectorAll('.as-own')]
    .map((mark) => mark.getAttribute('href').replace('#as-own-', ''));
  const sides = svg.querySelector('.as-line-person').getAttribute('d').split('L').length - 1;
  const unrated = kinds.filter((kind) => kind === 'unrated').length;
  return { first: kinds[0], second: kinds[1], unrated, sides };
}"""

# the smallest word of each picture that can be seen, in pixels of the screen
WORDS = """() => [...document.querySelectorAll('.as-radar')].filter((svg) => svg.checkVisibility())
  .map((svg) => Math.min(...[...svg.querySelectorAll('.as-numbers > g > text, .as-ring-names text')]
    .map((text) => parseFloat(getComputedStyle(text).fontSize) * svg.getScreenCTM().a)))"""
CUT = """() => [...document.querySelectorAll('.as-radar')].filter((svg) => svg.checkVisibility())
  .flatMap((svg) => [...svg.querySelectorAll('text')])
  .map((text) => [text.textContent, text.getBoundingClientRect()])
  .filter(([, box]) => box.left < -1 || box.right > innerWidth + 1)
  .map(([said]) => said)"""
SIDEWAYS = "document.documentElement.scrollWidth - innerWidth"


def test_a_click_moves_the_radar_before_the_kernel_has_heard_of_it(
    context: BrowserContext, own: Server
) -> None:
    """With a kernel that stands still: a level, not applicable, cleared; then it catches up."""
    page = context.new_page()
    visit(page, own.url)
    pages.drawn(page)
    first, second = pages.questions(page).nth(0), pages.questions(page).nth(1)
    for kernel in own.kernels():
        os.kill(kernel, signal.SIGSTOP)
    try:
        pages.rate(first, "Proficient")
        shown(page, first="rated", second="unrated", unrated=23, sides=0)
        legend = page.locator(".ui-own-radar .as-key-lines li:visible")
        expect(legend).to_contain_text(["You now", "not rated yet"])
        second.locator("input[value=na]").click()
        shown(page, first="rated", second="not_applicable", unrated=22, sides=0)
        expect(legend).to_contain_text(["You now", "not rated yet", "not applicable"])
        pages.rate(second, "Leading")
        shown(page, first="rated", second="rated", unrated=22, sides=1)
        first.get_by_role("button", name="Clear my answer").click()
        shown(page, first="unrated", second="rated", unrated=23, sides=0)
        first.get_by_role("button", name="Undo").click()
        shown(page, first="rated", second="rated", unrated=22, sides=1)
        expect(page.locator(".ui-saved")).not_to_have_text("Saved")
    finally:
        for kernel in own.kernels():
            os.kill(kernel, signal.SIGCONT)
    pages.saved(page)
    shown(page, first="rated", second="rated", unrated=22, sides=1)
    assert not [url for url in context.watch.requests if "plotly" in url]  # type: ignore[attr-defined]


def shown(page: Page, **own: Any) -> None:
    """Wait until the person's marks are these."""
    pages.until(page, f"(own) => Object.entries(({OWN})()).every(([k, v]) => own[k] === v)", own)


def hostile(competencies: int, areas: int) -> dict[str, Any]:
    """The shipped model with so many areas and skills, every third of which is one long word."""
    data: dict[str, Any] = yaml.safe_load(package_model().read_text(encoding="utf-8"))
    for kind, many in (("areas", areas), ("competencies", competencies)):
        first = copy.deepcopy(data[kind])
        for n in range(many - len(first)):
            item = copy.deepcopy(first[n % len(first)])
            for role in data["roles"]:
                if item["id"] in role["targets"]:
                    role["targets"][f"{item['id']}-{n}"] = role["targets"][item["id"]]
            data[kind].append({**item, "id": f"{item['id']}-{n}"})
        for n, item in enumerate(data[kind]):
            item["title"] = f"{LONG} {n}" if n % 3 == 0 else f"{item['title']} {n}"
    for item in data["activities"][::3]:
        item["title"] = f"{LONG} {item['hours']}"
    for n, item in enumerate(data["competencies"]):
        item["area"] = data["areas"][n % areas]["id"]
    return data


@pytest.fixture
def large(context: BrowserContext, tmp_path: Path, request: Any) -> Iterator[tuple[Page, str]]:
    """A page of a hostile model, and the demo person's answers to it."""
    file = tmp_path / "competencies.yaml"
    file.write_text(yaml.safe_dump(hostile(*request.param), allow_unicode=True), encoding="utf-8")
    server = Server(tmp_path, ASSESS_MODEL=str(file))
    page = context.new_page()
    visit(page, server.url)
    yield page, dumps(demo_assessment(load_model(file)))
    leave(context)
    server.stop()


@pytest.mark.parametrize("large", [(24, 4), (48, 6), (64, 9)], indirect=True)
def test_pictures_stay_legible_and_inside_the_page(large: tuple[Page, str]) -> None:
    """All radars and the dot plot at three widths, with words of 35 letters."""
    page, answers = large
    pages.drawn(page)
    load(page, answers)
    for step in ("Rate", "Profile"):
        pages.go(page, step)
        if step == "Profile":
            page.locator("summary", has_text="All skills in one radar").click()
            expect(page.locator(".as-panel-profile .as-radar")).to_be_visible()
            expect(page.locator(".as-dots")).to_be_visible()
        for width, least in ((1366, 12), (390, 12), (320, 9.5)):
            page.set_viewport_size({"width": width, "height": 657})
            pages.frames(page)
            assert page.evaluate(SIDEWAYS) <= 0, (step, width)
            assert page.evaluate(CUT) == [], (step, width)
            sizes = page.evaluate(WORDS)
            assert len(sizes) == (1 if step == "Rate" else 2)
            assert min(sizes) >= least, (step, width)


@pytest.mark.parametrize("large", [(48, 6), (64, 9)], indirect=True)
def test_every_step_and_every_file_of_a_large_model_fits_on_a_phone_and_on_paper(
    large: tuple[Page, str], tmp_path: Path
) -> None:
    page, answers = large
    load(page, answers)
    pages.go(page, "Plan")
    pages.make_plan(page)
    page.locator(".as-timeline .ui-plot[data-drawn]").wait_for()
    for step in ("Rate", "Profile", "Plan", "Take it with you"):
        pages.go(page, step)
        page.set_viewport_size({"width": 320, "height": 657})
        pages.frames(page)
        page.locator("details:not([open]) > summary:visible").evaluate_all(
            "(all) => all.forEach((one) => { one.parentElement.open = true; })"
        )
        pages.frames(page)
        assert page.evaluate(SIDEWAYS) <= 0, step
        page.set_viewport_size({"width": 1280, "height": 900})
        for size in SIZES:
            assert wrong_on_paper(page, size) == [], (step, size)
    model = tmp_path / "competencies.yaml"
    report = tmp_path / "report.html"
    report.write_text(pages.download(page, "Report with the role guide"), encoding="utf-8")
    group = workshop.made_up(12, model=model).export(tmp_path / "group.html")
    for file in (report, group):
        page.goto(file.as_uri())
        page.set_viewport_size({"width": 320, "height": 657})
        assert page.evaluate(SIDEWAYS) <= 0, file.name
        for size in SIZES:
            assert wrong_on_paper(page, size) == [], (file.name, size)
