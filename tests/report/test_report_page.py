from __future__ import annotations

import json
import re
from dataclasses import replace
from itertools import pairwise

import pytest

from assess.domain.progress import Progress
from assess.formats.answers import assessment_to_json, read_assessment
from assess.planning.plan import OldActivity, OldPlan
from assess.report.markup import CSP
from assess.report.page import html_report
from tests.builders.html_reading import Page
from tests.builders.models import large_model, tiny_model
from tests.builders.reports import (
    START,
    TODAY,
    large_answers,
    large_plan,
    tiny_answers,
    tiny_plan,
    with_activities,
)

HOSTILE = [
    "<script>alert(1)</script>",
    "</template><script>alert(1)</script>",
    "</style></title><svg onload=alert(1)>",
    "<img src=x onerror='alert(1)'>",
    '" onmouseover="alert(1)" \' <b>',
    "&lt;script&gt; & &amp; &#60;",
    "<!-- --> <![CDATA[ ]]>",
    "{{ 7 * 7 }} {% raw %}",
    "\u202eright to left\u2069\u2066 and more",
    "שלום (a note) مرحبا",
]


def report(note: str = "A note.", person: str = "", **options: object) -> str:
    """The tiny report with its plan."""
    options = {"plan": tiny_plan(), "generated": TODAY, **options}
    return html_report(tiny_model(), tiny_answers(note, person), **options)  # type: ignore[arg-type]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_note_or_name_stays_text(text: str) -> None:
    harmless = Page(report("plain", "plain"))
    page = Page(report(text, text))
    assert [tag for tag, _ in page.tags] == [tag for tag, _ in harmless.tags]
    assert [sorted(attrs) for _, attrs in page.tags] == [sorted(a) for _, a in harmless.tags]
    assert text in page.inside("dd")
    assert text in page.inside("bdi")
    assert page.unbalanced == []


def titled(text: str) -> str:
    """The report of a model whose every text is this one."""

    def hostile(value: object) -> object:
        return replace(value, title=text)  # type: ignore[type-var]

    model = tiny_model()
    model = replace(
        model,
        title=text,
        areas=tuple(hostile(item) for item in model.areas),
        competencies=tuple(
            replace(item, title=text, anchors=dict.fromkeys((1, 2, 3), text))
            for item in model.competencies
        ),
        roles=tuple(hostile(item) for item in model.roles),
        activities=tuple(
            replace(item, title=text, steps=(text, text), pitfalls=text) if item.steps else item
            for item in model.activities
        ),
        resources=tuple(hostile(item) for item in model.resources),
        scale=tuple(replace(item, label=text) for item in model.scale),
    )
    plan = replace(tiny_plan(), not_planned={"selling": text, "pricing": text})
    return html_report(model, tiny_answers(), plan=plan, generated=TODAY)


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_model_stays_text(text: str) -> None:
    harmless = Page(titled(re.sub(r"\S", "x", text)))
    page = Page(titled(text))
    assert [tag for tag, _ in page.tags] == [tag for tag, _ in harmless.tags]
    assert not [name for _, attrs in page.tags for name in attrs if name.startswith("on")]
    assert text in page.inside("h1")


def test_the_report_has_no_script_and_asks_nothing_of_the_network() -> None:
    html = report()
    page = Page(html)
    forbidden = {"script", "link", "img", "iframe", "object", "embed", "form", "base", "image"}
    assert not page.names() & forbidden
    for tag, attrs in page.tags:
        for name in ("src", "href", "srcset", "xlink:href", "action", "data", "poster"):
            value = attrs.get(name)
            if attrs.get("class") == "as-away":  # a link is only followed by a click
                assert attrs["rel"] == "noopener noreferrer"
                continue
            assert value is None or value.startswith("#"), f"<{tag} {name}={value}>"
    assert "url(" not in page.inside("style")
    assert "@import" not in page.inside("style")


def test_the_policy_of_the_page_forbids_what_it_does_not_need() -> None:
    metas = [attrs for tag, attrs in Page(report()).tags if tag == "meta"]
    policy = [m["content"] for m in metas if m.get("http-equiv") == "Content-Security-Policy"]
    assert policy == [CSP]
    assert CSP == (
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def test_every_link_and_reference_inside_the_page_has_a_target() -> None:
    page = Page(report())
    ids = [attrs["id"] for _, attrs in page.tags if "id" in attrs]
    assert len(ids) == len(set(ids))
    named = [attrs["href"] for _, attrs in page.tags if "href" in attrs]
    labelled = [
        key for _, attrs in page.tags for key in (attrs.get("aria-labelledby") or "").split()
    ]
    assert named
    assert {str(target).removeprefix("#") for target in named} | set(labelled) <= set(ids)


@pytest.mark.parametrize("text", HOSTILE)
def test_the_data_in_the_report_is_the_assessment(text: str) -> None:
    assessment = tiny_answers(text, text)
    html = html_report(tiny_model(), assessment, generated=TODAY)
    templates = [attrs for tag, attrs in Page(html).tags if tag == "template"]
    assert templates == [{"id": "assess-data"}]
    assert json.loads(Page(html).inside("template")) == assessment_to_json(assessment)


def test_a_report_is_read_again_as_the_same_assessment() -> None:
    assessment = tiny_answers("Two lines,\nand a </template> in them.")
    html = html_report(tiny_model(), assessment, generated=TODAY)
    assert read_assessment(html, tiny_model()) == assessment


def test_a_report_without_notes_holds_no_byte_of_them() -> None:
    secret = "zebrafish"
    assessment = replace(
        tiny_answers(f"I fed the {secret}."),
        progress={"night-shift": Progress("done", evidence=f"A {secret} again.")},
    )
    plan = tiny_plan()
    words = replace(plan.request, people={"master-baker": f"the {secret} baker"}, showing=secret)
    options = {"plan": replace(plan, request=words), "generated": TODAY}
    assert html_report(tiny_model(), assessment, **options).count(secret) == 13  # type: ignore[arg-type]
    html = html_report(tiny_model(), assessment, with_notes=False, **options)  # type: ignore[arg-type]
    assert secret not in html
    assert "Notes left out" in Page(html).text()
    kept = read_assessment(html, tiny_model())
    assert kept == assessment.without_notes()
    assert kept.level("baking") == 2


def test_a_report_without_notes_does_not_say_that_none_were_given() -> None:
    assert "no evidence yet" in Page(report()).text()
    text = Page(report(with_notes=False)).text()
    assert "no evidence yet" not in text
    assert "notes left out" in text


def test_notes_keep_their_lines_and_cannot_turn_their_surroundings_round() -> None:
    page = Page(report("first\nsecond", "Zoë"))
    assert "first\nsecond" in page.inside("dd")
    notes = [attrs for tag, attrs in page.tags if attrs.get("class") == "as-note"]
    assert [attrs.get("dir") for attrs in notes] == ["auto"]
    assert "white-space:pre-line" in page.inside("style")
    assert page.inside("bdi") == "Zoë"


def test_the_headings_never_skip_a_level() -> None:
    levels = [int(tag[1]) for tag, _ in Page(report()).tags if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_the_page_says_its_language_and_title() -> None:
    html = html_report(replace(tiny_model(), language="de"), tiny_answers(), generated=TODAY)
    page = Page(html)
    assert ("html", {"lang": "de"}) in page.tags
    assert page.texts[[tag for tag, _ in page.texts].index("title")][1] == (
        "Apprentice to Baker, 22 November 2026"
    )


def test_the_report_is_headed_by_the_name_or_by_what_it_is_about() -> None:
    assert Page(report()).inside("h1") == "Apprentice to Baker"
    named = Page(report(person="Zoë"))
    assert (named.inside("h1"), named.inside("bdi")) == ("", "Zoë")


def test_a_coach_is_named_as_the_one_who_rated() -> None:
    html = html_report(tiny_model(), replace(tiny_answers(), rater="coach <i>"), generated=TODAY)
    text = Page(html).text()
    assert "Rated by coach <i>" in text
    assert "A self-rating is one view" not in text


def test_a_report_without_a_plan_has_no_chapter_for_it() -> None:
    text = Page(report(plan=None)).text()
    assert "Learning plan" not in text
    assert "Hours are estimates" not in text


def test_a_plan_without_activities_says_why() -> None:
    plan = with_activities(tiny_plan())
    quiet = replace(plan.quarters[0], focus=(), steps=(), asks=())
    plan = replace(plan, quarters=(quiet,), not_planned={}, message="There is no gap to Baker.")
    text = Page(report(plan=plan)).text()
    assert "There is no gap to Baker." in text
    assert "How good is this plan?" not in text


def test_a_plan_of_an_earlier_version_is_shown_as_it_was() -> None:
    shift = OldActivity("night-shift", 8, {1: 5, 3: 3}, "It leads on.")
    old = OldPlan(
        *("bakery", "1.0.0", "baker"),
        hours_per_week=5,
        weeks=8,
        start=START,
        hours=8,
        activities=(shift,),
        not_planned={},
        message="",
        data={},
    )
    text = Page(report(plan=old)).text()
    assert "Made by an earlier version. Make it again." in text
    assert "Run one night shift Practice 8 hours (estimate) weeks 1 to 3" in text


def test_the_same_input_gives_the_same_bytes() -> None:
    assert report() == report()


def test_a_reports_style_sheet_has_no_spaces_that_mean_nothing() -> None:
    style = Page(report()).inside("style").strip()
    assert not re.search(r"[{};,:>]\s|\s[{};,>]|;\}|/\*", style)


def test_a_full_report_stays_small_enough_to_mail() -> None:
    model = large_model()
    html = html_report(
        model,
        large_answers(model, "An honest note of some length. " * 9 + "That is it, all of it."),
        plan=large_plan(model, 20),
        generated=TODAY,
    )
    assert len(html.encode()) < 150_000


def test_one_role_alone_is_shown_once() -> None:
    model = replace(tiny_model(), transition=("baker", "baker"))
    page = Page(html_report(model, tiny_answers(), generated=TODAY))
    assert page.unbalanced == []
    counts = [a for _, a in page.tags if a.get("class") == "as-role-count"]
    assert len(counts) == 1


def test_an_assessment_without_any_answer_still_makes_a_report() -> None:
    empty = replace(tiny_answers(), answers={})
    text = Page(html_report(tiny_model(), empty, generated=TODAY)).text()
    assert "0 of 5 rated , 5 not rated yet" in text
    assert "%" not in text.split("Fit is the share")[0]
