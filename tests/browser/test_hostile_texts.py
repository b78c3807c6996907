"""A corpus of hostile texts through the notes of a person to every file that they can take home."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext

from assess.domain.answers import Answer, Assessment
from assess.domain.demo import demo_assessment
from assess.domain.model import CompetencyModel
from assess.formats.answers import dumps, read_assessment
from assess.formats.model_yaml.loader import load_model
from assess.planning import PlanRequest, plan
from assess.report.files.calendar import plan_ics
from assess.report.files.plan_text import plan_markdown
from assess.report.page import html_report
from assess.views.plan_words import plan_view

HIT = "window.__hit=1"
TEXTS = (
    f"<script>{HIT}</script>",
    f"</template></textarea></title></style><script>{HIT}</script>",
    f"<img src=x onerror='{HIT}'>",
    f"<svg onload={HIT}><animate onbegin={HIT} attributeName=x dur=1s>",
    f"<iframe srcdoc='<script>parent.{HIT}</script>'></iframe>",
    f"<a href='javascript:{HIT}'>x</a>",
    f'[x](javascript:{HIT}) ![x](x" onerror="{HIT})',
    f'" onmouseover="{HIT}" autofocus onfocus="{HIT}',
    f"' onclick='{HIT}' x='",
    f"<math><mtext></mtext><mglyph><style></math><img src=x onerror={HIT}>",
    "<meta http-equiv=refresh content='0;url=http://evil.example/'>",
    "<base href='http://evil.example/'><link rel=stylesheet href=//evil.example/x.css>",
    "<style>*{background:url(http://evil.example/x)}</style>",
    "<form action='http://evil.example/'><input autofocus>",
    "{{7*7}} {% raw %} ${7*7} #{7*7} <%= 7*7 %>",
    "<!-- ]]> --!> <![CDATA[",
    '=HYPERLINK("http://evil.example")',
    "+1+cmd|'/C calc'!A0",
    "-2+3",
    "@SUM(A1)",
    "\t=1+1",
    "BEGIN:VEVENT\nEND:VCALENDAR\r\nATTACH:http://evil.example",
    'x\\nSUMMARY:evil;,"',
    "# heading\n- [ ] task\n| a | b |\n```",
    "\u202egnp.exe\u202c \u2066\u2069 \u200b \ufeff \u2028 \u2029",
    "e\u0301" * 50 + "\U0001f468\u200d\U0001f469\u200d\U0001f467",
    "x" * 2000,
    "&lt;script&gt; &amp;amp; &#x3c;",
)


@cache
def _model() -> CompetencyModel:
    return load_model()


def _people() -> Iterator[tuple[Assessment, dict[str, str]]]:
    """Made-up people whose notes are the texts, each text in one note of somebody's."""
    keys = [item.id for item in _model().competencies]
    plain = demo_assessment(_model())
    for first in range(0, len(TEXTS), len(keys)):
        notes = dict(zip(keys, TEXTS[first:], strict=False))
        answers = {key: Answer(level=_model().lowest, evidence=text) for key, text in notes.items()}
        yield replace(plain, answers={**plain.answers, **answers}), notes


@pytest.fixture(scope="module")
def alone(browser: Browser) -> Iterator[BrowserContext]:
    """A browser that notes what it was asked to fetch."""
    context = browser.new_context()
    yield context
    context.close()


def test_hostile_texts_run_nothing_in_a_report(alone: BrowserContext, tmp_path: Path) -> None:
    """Every text, in the report, in a real browser; without the report's own policy too."""
    page = alone.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("dialog", lambda dialog: asked.append(dialog.message))
    seen = 0
    for number, (person, notes) in enumerate(_people()):
        report = html_report(_model(), person, generated=date(2026, 11, 22))
        for policy in (True, False):
            shown = report if policy else report.replace("Content-Security-Policy", "X-Nothing")
            file = tmp_path / f"{number}-{policy}.html"
            file.write_text(shown, encoding="utf-8")
            page.goto(file.as_uri())
            assert page.evaluate("window.__hit") is None
            assert page.locator("script, iframe, form, base, object, embed").count() == 0
            # nothing is cut: the browser shows each text as it was written
            words = " ".join((page.locator("body").text_content() or "").split())
            for text in notes.values():
                assert " ".join(text.split()) in words, text
                seen += 1
    assert seen == 2 * len(TEXTS)
    assert {url.split(":")[0] for url in asked} == {"file"}
    page.close()


def test_hostile_texts_come_back_whole_from_every_file() -> None:
    for person, notes in _people():
        report = html_report(_model(), person, generated=date(2026, 11, 22))
        for file in (dumps(person), report):
            again = read_assessment(file, _model())
            assert {key: again.answers[key].evidence for key in notes} == notes


def test_hostile_texts_break_no_table_calendar_or_list() -> None:
    """A model whose activities are named by an attacker: tables, calendars and lists stay whole."""
    from assess.report.files.plan_text import plan_csv

    plain = _model()
    person = demo_assessment(plain)
    time = PlanRequest(hours_per_week=4, weeks=12, start=date(2026, 11, 30))
    made = plan(plain, person, time)
    assert made.activities
    rows = len(list(csv.reader(io.StringIO(plan_csv(plain, made)))))
    view = plan_view(plain, person, made)
    events = plan_ics(view, model_id="x", owner="x").count("BEGIN:VEVENT")
    for text in TEXTS:
        activities = tuple(replace(item, title=text) for item in plain.activities)
        model = replace(plain, activities=activities)
        table = list(csv.reader(io.StringIO(plan_csv(model, made))))
        assert len(table) == rows, text
        assert len({len(row) for row in table}) == 1, text
        assert not [cell for row in table for cell in row if cell[:1] in "=+@\t\r" and cell], text
        view = plan_view(model, person, made)
        calendar = plan_ics(view, model_id="x", owner="x")
        assert calendar.count("\r\nBEGIN:VEVENT") == calendar.count("\r\nEND:VEVENT") == events
        assert "\r\nATTACH" not in calendar
        assert plan_markdown(view)
