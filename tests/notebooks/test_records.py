"""How records look in a notebook: one line, a table, and a radar that stays without a kernel."""

from __future__ import annotations

import base64
import json
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pandas as pd
import pytest
from playwright.sync_api import Browser

import assess
from assess import coaching
from assess.domain.answers import Answer
from assess.domain.review.meeting import CoachingMeeting
from assess.formats.meeting import read_brought
from assess.formats.model_yaml.loader import load_model
from assess.settings import package_model
from tests.builders.html_reading import Page

TOP = Path(__file__).parents[2]
MODEL = load_model(package_model())
PERSON = coaching.Person(MODEL, assess.demo_assessment(MODEL))
MADE = coaching.plan(PERSON, hours_per_week=4, start="2026-12-07")
LATER = coaching.change(PERSON, 8, 3, evidence="<b>zanzibar</b>")

LINES: list[tuple[Any, str]] = [
    (
        MODEL,
        rf"<CompetencyModel po-to-pm {MODEL.version}: 24 competencies in 4 areas, 6 roles, ",
    ),
    (PERSON.assessment, r"<Assessment: 22 rated, 1 not applicable \(self, po-to-pm "),
    (PERSON.scores(), r"<Scores: 22 of 24 rated, 1 not applicable; 4 areas, 6 roles>"),
    (PERSON.gaps(), r"<Gaps to product-manager: \d+ open, \d+ met, 1 not rated, 1 not applicable>"),
    (MADE.plan, r"<Plan: \d+ activities, [\d.]+ h, 2026-12-07 to 20"),
    (
        coaching.compare(PERSON, LATER),
        r"<Comparison: 1 one level apart, 1 rated by neither, 2",
    ),
    (PERSON, r"<Person: 22 of 24 rated, 1 not applicable>"),
    (MADE, r"<Plan: \d+ activities, [\d.]+ h>"),
    (coaching.profile(PERSON), r"<Profile: <Gaps to product-manager: "),
    (coaching.compare_plans(MADE, MADE), r"<PlanChange: \+0 h\. Nothing changed\.>"),
]


@pytest.mark.parametrize(("record", "said"), LINES, ids=[type(one).__name__ for one, _ in LINES])
def test_a_record_is_one_line_of_text(record: Any, said: str) -> None:
    assert re.match(said, repr(record))
    assert len(repr(record)) < 160
    assert "\n" not in repr(record)


@pytest.mark.parametrize(
    "record", [one for one, _ in LINES[:8]], ids=lambda one: type(one).__name__
)
def test_a_record_draws_itself_and_has_a_table(record: Any) -> None:
    page = Page(record._repr_html_())
    assert len(page.text()) > 40
    assert isinstance(record.to_frame(), pd.DataFrame)
    assert len(record.to_frame()) > 3


def test_a_model_is_a_table_of_what_roles_ask_for_and_of_its_activities() -> None:
    frame = MODEL.to_frame()
    assert [*frame.columns[:5]] == ["number", "area", "competency", "title", "weight"]
    assert list(frame.columns[5:]) == [role.id for role in MODEL.roles]
    assert frame.set_index("competency")["product-manager"].dropna().to_dict() == dict(
        MODEL.role("product-manager").targets
    )
    activities = MODEL.activities_frame()
    assert set(activities["activity"]) == {item.id for item in MODEL.activities}
    taught = activities.dropna(subset=["level"])
    assert len(taught) == sum(len(item.teaches) for item in MODEL.activities)
    assert activities["level"].dtype == "Int64"


def test_answers_are_a_table_without_a_model() -> None:
    frame = LATER.assessment.to_frame().set_index("competency")
    assert frame.loc[MODEL.by_area[7].id, "level"] == 3
    away = [key for key, item in PERSON.assessment.answers.items() if item.not_applicable]
    assert frame.loc[away[0], "state"] == "not_applicable"
    assert frame.loc[away[0], "level"] is pd.NA


def test_a_plan_is_a_table_of_activities_with_their_days() -> None:
    frame = MADE.to_frame()
    assert list(frame["activity"]) == list(MADE.plan.ids)
    assert frame["hours"].sum() == MADE.plan.hours
    assert (frame["starts"] <= frame["ends"]).all()
    assert frame["starts"].min() >= pd.Timestamp("2026-12-07")


def test_what_people_wrote_is_escaped_and_a_long_table_says_so() -> None:
    assert "<b>zanzibar" not in LATER.assessment._repr_html_()
    assert "zanzibar" in LATER.assessment._repr_html_()
    assert "zanzibar" not in repr(LATER.assessment) + repr(LATER)
    long = replace(MADE.plan, request=replace(MADE.plan.request))
    rows = len(long.to_frame())
    text = Page(long._repr_html_()).text()
    assert (f"and {rows - 60} more rows" in text) == (rows > 60)
    hostile = replace(MODEL, title="<i>x</i>")
    assert "<i>x" not in hostile._repr_html_()


def test_a_person_that_a_file_names_says_the_name() -> None:
    named = coaching.Person(MODEL, replace(PERSON.assessment, person="Robin"))
    assert repr(named).startswith("<Person Robin: ")
    assert named.name == "Robin"


def test_what_moved_is_one_line_of_days() -> None:
    text = (TOP / "examples" / "story" / "three-months-later.json").read_text(encoding="utf-8")
    meeting = read_brought(text, MODEL)
    assert isinstance(meeting, CoachingMeeting)
    moved = coaching.progress(coaching.Person(MODEL, meeting.own, meeting))
    assert re.fullmatch(r"<Moved: \d{4}-\d\d-\d\d(, \d{4}-\d\d-\d\d)+>", repr(moved))
    frame = moved.to_frame()
    assert len(frame) > 10
    assert [*frame["area"]] == [MODEL.competency(key).area for key in frame["competency"]]


def test_a_plan_s_table_names_everybody_besides_the_team_as_the_plan_does() -> None:
    """The person's own word for them, the stand-in of whoever is out of reach, or the title."""
    other = [one for one in MODEL.people if not one.own]
    everybody = tuple(one.id for one in other)
    plans = {
        None: coaching.plan(PERSON, hours_per_week=4, start="2026-12-07", within_reach=everybody),
        "": coaching.plan(PERSON, hours_per_week=4, start="2026-12-07", within_reach=()),
        "Kim": coaching.plan(
            PERSON,
            hours_per_week=4,
            start="2026-12-07",
            within_reach=everybody,
            people=dict.fromkeys(everybody, "Kim"),
        ),
    }
    for said, made in plans.items():
        rows = made.to_frame().itertuples()
        named = {row.activity: row.people for row in rows}
        for activity, people in named.items():
            asked = [MODEL.person(key) for key in MODEL.activity(activity).agree_with]
            names = [
                said or (one.title if said is None else one.stand_in)
                for one in asked
                if not one.own
            ]
            assert people == "; ".join(names)
        assert any(named.values())
        assert not all(named.values())


def test_one_sheet_shows_a_plan_or_the_meeting_that_a_file_held(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    meeting = coaching.bring(TOP / "examples" / "story" / "three-months-later.json")
    sheet = coaching.export(meeting, one_page=True)
    assert sheet.name.startswith("robin-made-up-session-page-for-me-")
    held = Page(sheet.read_text(encoding="utf-8")).text()
    why = "The board wants numbers for each large bet from January on."
    assert why in held
    bare = coaching.export(meeting, "bare.html", one_page=True, with_notes=False)
    assert why not in bare.read_text(encoding="utf-8")
    planned = coaching.plan(PERSON, hours_per_week=4)
    sheet = coaching.export(planned, one_page=True)
    assert sheet.name.startswith("page-for-my-manager-")
    subject = planned.view.quarters[0].subjects[0].title
    assert subject in Page(sheet.read_text(encoding="utf-8")).text()
    assert "assess-data" not in sheet.read_text(encoding="utf-8")  # it is to be read, not loaded


def test_the_drawing_stands_alone_with_its_legend_and_names() -> None:
    key = MODEL.by_area[0].id
    rough = PERSON.assessment.with_answer(key, Answer(2, quick=True))
    svg = coaching.profile(coaching.Person(MODEL, rough)).svg()
    ElementTree.fromstring(svg)  # it is XML
    for word in ("You now", "Rough, from the quick pass", "Product owner", "Not applicable"):
        assert f">{word}</text>" in svg
    for number, item in enumerate(MODEL.by_area, start=1):
        assert f">{number}  {item.title}</text>" in svg
    assert "var(--" not in svg  # what draws it may know no CSS variables
    assert not re.search(r'class="as-(?!pic-)', svg)
    assert not re.search(r"\.as-(?!pic-)", svg)  # and its style reaches nothing else on a page
    other = coaching.profile(PERSON).svg()
    assert not set(re.findall(r'id="([^"]+)"', svg)) & set(re.findall(r'id="([^"]+)"', other))
    for outside in ("http:", "https:", "<script"):
        assert outside not in svg.replace("http://www.w3.org/2000/svg", "")


SIDE_BY_SIDE = """(all) => all.every((list) => [...list.querySelectorAll("dt")].every((name) => {
  const [left, right] = [name, name.nextElementSibling].map((node) => node.getBoundingClientRect());
  return left.top === right.top && left.right <= right.left;
}))"""


def test_the_radar_survives_a_saved_notebook_and_a_page_made_of_it(
    tmp_path: Path, browser: Browser
) -> None:
    """Run by nbconvert: the notebook that is saved, then HTML, which knows no plotly."""
    convert = [sys.executable, "-m", "nbconvert", "--output-dir", str(tmp_path), "--to"]
    source = str(TOP / "notebooks" / "coaching-python.ipynb")
    subprocess.run(
        [*convert, "notebook", "--execute", source], check=True, capture_output=True, cwd=tmp_path
    )
    saved = tmp_path / "coaching-python.ipynb"
    cells = json.loads(saved.read_text(encoding="utf-8"))["cells"]
    bundles = [output["data"] for cell in cells for output in cell.get("outputs", [])]
    radar = next(bundle for bundle in bundles if "image/svg+xml" in bundle)
    assert len(radar["application/vnd.plotly.v1+json"]["data"]) >= 3
    assert not [kind for bundle in bundles for kind in bundle if "widget" in kind]
    subprocess.run([*convert, "html", str(saved)], check=True, capture_output=True)
    html = (tmp_path / "coaching-python.html").read_text(encoding="utf-8")
    images = re.findall(r'<img[^>]* src="data:image/svg\+xml;base64,([^"]+)"', html)
    assert [base64.b64decode(image).count(b">You now</text>") for image in images] == [1]
    assert "as-dots" in html
    assert "This quarter" in html
    # the page has JupyterLab's styles, which float lists
    context = browser.new_context(offline=True)
    page = context.new_page()
    page.goto((tmp_path / "coaching-python.html").as_uri())
    facts = page.locator(".as-activity .as-facts")
    assert facts.count() > 1
    assert facts.evaluate_all(SIDE_BY_SIDE)
    context.close()
