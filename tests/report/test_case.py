"""The case for a role: what is shown, what could be doubted, and for whom."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from assess.domain.answers import Answer, Assessment
from assess.domain.rating import Entry
from assess.report.proof import case_for, case_html
from tests.builders.html_reading import Page
from tests.builders.models import tiny_model
from tests.builders.reports import TODAY, tiny_answers

MODEL = tiny_model()


def person(*log: Entry, level: int = 3) -> Assessment:
    """Somebody with this evidence for the one skill in which they meet the role."""
    return replace(
        tiny_answers(person="Zoë"),
        answers={"kneading": Answer(level).with_log(log), "baking": Answer(2)},
    )


def weak(*log: Entry) -> list[str]:
    return [claim.weak for claim in case_for(MODEL, person(*log), None, TODAY).weak]


def test_evidence_of_half_a_year_speaks_and_older_evidence_is_named_by_its_month() -> None:
    assert weak(Entry("New", date=date(2026, 5, 23))) == []
    assert weak(Entry("Old", date=date(2026, 5, 22))) == ["nothing since May 2026"]
    assert weak(Entry("Old", date=date(2026, 3, 1)), Entry("Undated")) == [
        "nothing since March 2026"
    ]
    assert weak(Entry("Undated")) == ["evidence without a date"]
    assert weak() == ["no evidence yet"]


def test_a_claim_has_the_levels_own_words_and_the_newest_evidence() -> None:
    log = [Entry(f"Of {month}", date=date(2026, month, 1)) for month in (6, 9, 8)]
    (claim,) = case_for(MODEL, person(*log), None, TODAY).shown
    assert claim.words == MODEL.competency("kneading").anchors[3]
    assert claim.level == f"{MODEL.label(3)} (3)"
    assert [entry.text for entry in claim.entries] == ["Of 9", "Of 8"]


def test_what_is_not_reached_is_ahead_and_no_claim() -> None:
    case = case_for(MODEL, person(), None, TODAY)
    assert case.ahead == (("Heat", "1 step to go"),)
    assert [claim.title for claim in case.bare] == ["Dough"]


def test_only_the_copy_for_oneself_lists_what_could_be_doubted() -> None:
    old = person(Entry("Kneaded all night", date=date(2026, 3, 1)))
    mine = Page(case_html(MODEL, old, generated=TODAY)).text()
    assert f"Dough : rated {MODEL.label(3)} (3), nothing since March 2026" in mine
    shared = Page(case_html(MODEL, old, {"kneading": [0]}, generated=TODAY)).text()
    assert "Kneaded all night" in shared
    assert "nothing since" not in shared
    bare = Page(case_html(MODEL, old, {}, generated=TODAY)).text()
    assert "Kneaded" not in bare
    assert f"Also at the level that the role needs Dough ( {MODEL.label(3)} (3) )" in bare.replace(
        f"({MODEL.label(3)} (3))", f"( {MODEL.label(3)} (3) )"
    )
