"""The quick pass: its cards, and that a rough answer and a confirmed one are never mixed up."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from html import unescape
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from assess import charts
from assess.app.again.panel import check
from assess.app.messages import Signal, read
from assess.app.messages.forms import FromRatingForm
from assess.app.rate.step import (
    addresses,
    example_result,
    rating_answers,
    rating_content,
    with_first_screen,
)
from assess.app.shell.root import places
from assess.app.state.changes import Change, apply, apply_all
from assess.app.state.visitor import VisitorState
from assess.domain.answers import Assessment
from assess.domain.cohort.release import levels_of
from assess.domain.model import CompetencyModel
from assess.domain.model_parts import Area
from assess.domain.plan_request import PlanRequest
from assess.domain.review.meeting import CoachingMeeting
from assess.domain.scoring import score
from assess.formats.answers import dumps, read_assessment
from assess.formats.meeting import dumps_session, read_brought
from assess.formats.model_yaml.loader import load_model
from assess.notebooks.coaching import Person
from assess.planning import plan
from assess.planning.wording import counted, marked
from assess.report import fragments
from assess.report.files.plan_text import plan_markdown
from assess.report.page import html_report
from assess.report.proof import case_for, every_entry, portfolio, stories
from assess.settings import package_model
from assess.store import Store
from assess.views.dots import dots
from assess.views.plan_words import plan_view
from assess.views.profile import profile_view
from assess.views.radar import skill_radar
from tests.builders.models import short_model, tiny_model
from tests.builders.page import Visitor
from tests.builders.visits import CODE, OTHER

SHORT = short_model()
IDS = [item.id for item in SHORT.by_area]
DAY = date(2026, 11, 29)


def first_screen(model: CompetencyModel, *, shared: bool = False) -> dict[str, Any]:
    content = with_first_screen(rating_content(model), model, shared=shared)
    assert json.loads(json.dumps(content)) == content
    return content


# --- cards ---------------------------------------------------------------------------------------


def test_the_shipped_model_has_a_card_for_each_skill_and_says_how_long_they_take() -> None:
    model = load_model(package_model())
    content = first_screen(model)
    assert list(content["quick"]["cards"]) == [item.id for item in model.by_area]
    levels = [str(item.level) for item in model.scale]
    for card in content["quick"]["cards"].values():
        assert list(card["levels"]) == levels
        assert card["question"].endswith("?")
    assert content["first"]["minutes"] == {"full": 30, "quick": 6}
    assert places(model)["rate"][-len(model.competencies) - 1 :] == [
        "quick-pass",
        *(f"quick-pass/{item.id}" for item in model.by_area),
    ]


def test_a_model_without_short_forms_has_no_quick_pass() -> None:
    model = tiny_model()
    content = first_screen(model)
    assert "quick" not in content
    assert content["first"]["minutes"] == {"full": 7}
    assert addresses(model) == []
    assert "quick-pass" not in places(model)["rate"]


def test_an_area_that_is_called_like_the_quick_pass_keeps_its_address() -> None:
    model = replace(SHORT, areas=(*SHORT.areas, Area("quick-pass", "Passing")))
    assert places(model)["rate"].count("quick-pass") == 1


def test_the_page_of_a_shared_server_does_not_say_that_nothing_leaves_this_computer() -> None:
    assert first_screen(SHORT, shared=True)["first"]["shared"] is True
    assert first_screen(SHORT)["first"]["shared"] is False


def test_the_example_is_a_result_of_a_made_up_person(visitor: Visitor) -> None:
    assert read({"kind": "result"}, FromRatingForm) == Signal("result")
    visitor.app.rate.hear(None, {"kind": "result"}, [])
    html = visitor.sent[-1]["html"]
    assert "made-up person" in html
    assert "asks for more in" in html
    evil = replace(SHORT, areas=(replace(SHORT.areas[0], title="<b>Oven</b>"), *SHORT.areas[1:]))
    assert "&lt;b&gt;Oven" in example_result(evil)


# --- rough and confirmed -------------------------------------------------------------------------

RATINGS = st.sampled_from(["1", "2", "3", "1~", "2~", "3~", "na", ""])
CHANGES = st.lists(st.tuples(st.sampled_from(IDS), RATINGS), max_size=25)


def rough_by_hand(said: list[tuple[str, str]]) -> dict[str, tuple[int, bool]]:
    """What is rated after these answers, and whether roughly: by the rule, in the plainest way."""
    found: dict[str, tuple[int, bool]] = {}
    for key, rating in said:
        if rating in ("na", ""):
            found.pop(key, None)
            continue
        level = int(rating[0])
        confirmed = found.get(key) == (level, False)
        found[key] = (level, "~" in rating and not confirmed)
    return found


def told(assessment: Assessment) -> dict[str, tuple[int, bool]]:
    return {
        key: (answer.level, answer.quick)
        for key, answer in assessment.answers.items()
        if answer.level is not None
    }


def in_report(html: str) -> dict[str, tuple[int, bool]]:
    """Each skill's row in the tables of all skills: its level, and whether it is called rough."""
    found = {}
    for item in SHORT.competencies:
        (row,) = re.findall(rf"</small> {item.title}</th>\s*<td[^>]*>(.*?)</td>", html)
        level = re.search(r"<small>(\d)(, rough)?</small>", row)
        if level:
            found[item.id] = (int(level[1]), level[2] is not None)
    return found


@given(CHANGES)
def test_rough_and_confirmed_are_never_mixed_up(said: list[tuple[str, str]]) -> None:
    """Over the page's state, files, the report, a meeting, charts and a group."""
    blank = Assessment(SHORT.id, SHORT.version, updated="2026-11-29T08:00:00Z")
    changes = [Change(n, key, rating=rating) for n, (key, rating) in enumerate(said)]
    assessment, conflicts, refused = apply_all(SHORT, blank, changes, apply)
    wanted = rough_by_hand(said)
    rough = {key for key, (_, quick) in wanted.items() if quick}
    assert not conflicts
    assert not refused
    assert told(assessment) == wanted
    assert set(assessment.rough) == rough
    shown = rating_answers(assessment)
    assert {key for key, answer in shown.items() if answer.get("quick")} == rough

    report = html_report(SHORT, assessment, generated=DAY)
    for text in (dumps(assessment), report):
        assert told(read_assessment(text, SHORT)) == wanted
    assert told(assessment.without_notes()) == wanted
    assert in_report(fragments.competency_tables(SHORT, assessment, *SHORT.role_pair)) == wanted

    own = Assessment(SHORT.id, SHORT.version)
    meeting = CoachingMeeting(assessment, replace(own, rater="coach"), own, DAY)
    again = read_brought(dumps_session(meeting), SHORT)
    assert isinstance(again, CoachingMeeting)
    assert told(again.own) == wanted
    assert told(again.settled) == wanted

    profile = profile_view(SHORT, assessment)
    assert bool(profile.rough) == bool(rough)
    lines = {line.id: line.result for line in (*profile.strengths, *profile.gaps)}
    assert {key for key, result in lines.items() if "rough" in result} == rough & lines.keys()
    found = check(SHORT, assessment)["rows"]
    assert {row["id"] for row in found if row["rating"].endswith("~")} == rough
    texts = charts.radar(Person(SHORT, assessment)).data[2].text[: len(IDS)]
    assert {key for key, text in zip(IDS, texts, strict=True) if "rough" in text} == rough
    spokes = skill_radar(SHORT, assessment, *SHORT.role_pair).spokes
    assert {spoke.id for spoke in spokes if spoke.rough} == rough
    rows = [row for _, group in dots(SHORT, assessment, *SHORT.role_pair).groups for row in group]
    assert {row.id for row in rows if row.rough and "rough" in row.text} == rough
    assert levels_of(assessment) == levels_of(confirmed(assessment))


@settings(max_examples=25)
@given(st.tuples(*(st.sampled_from(["1", "2", "3", "1~", "2~", "3~"]) for _ in IDS)))
def test_a_plan_its_files_and_sheets_never_mix_them_up_either(ratings: tuple[str, ...]) -> None:
    """Wherever a plan, a case, a portfolio or a story names the person's level."""
    who = Assessment(SHORT.id, SHORT.version, updated="2026-11-29T08:00:00Z")
    said = enumerate(zip(IDS, ratings, strict=True))
    changes = [Change(n, key, rating=rating) for n, (key, rating) in said]
    who = apply_all(SHORT, who, changes, apply)[0]
    for key in IDS:
        who = who.with_answer(key, replace(who.answer(key), evidence=f"Proof of {key}."))
    wanted = {key: marked(SHORT.label(at), quick) for key, (at, quick) in told(who).items()}
    rough = set(who.rough)

    proved = every_entry(who, IDS)
    assert {story.skill: story.level for story in stories(SHORT, who, proved)} == {
        SHORT.competency(key).title: level for key, level in wanted.items()
    }
    sheet = portfolio(SHORT, who, proved, generated=DAY)
    assert len(re.findall(r"<small>[^<]*, rough</small>", sheet)) == len(rough)
    case = case_for(SHORT, who, None, DAY)
    claims = {claim.title: claim.level for claim in (*case.shown, *case.bare)}
    for title, level in (*claims.items(), *case.ahead):
        (key,) = [item.id for item in SHORT.competencies if item.title == title]
        assert ("rough" in level) == (key in rough)

    made = plan(SHORT, who, PlanRequest(hours_per_week=4, weeks=26, start=date(2026, 11, 30)))
    view = plan_view(SHORT, who, made)
    texts = plan_markdown(view), html_report(SHORT, who, plan=made, generated=DAY)
    note = f"This plan is based on {counted(len(rough), 'rough rating')}"
    for text in (" ".join(view.notes), *texts):
        assert (note in text) == bool(rough and made.activities)
    for subject in (one for quarter in view.quarters for one in quarter.subjects):
        own = who.level(subject.competency) == subject.level  # else an earlier step comes first
        is_rough = own and subject.competency in rough
        assert ("rough" in subject.reason) == is_rough
        assert not own or subject.now == f"You now ({wanted[subject.competency]})"
        for text in texts:
            assert subject.now in text
            assert unescape(subject.reason.split(";")[0]) in unescape(text)


def confirmed(assessment: Assessment) -> Assessment:
    answers = {key: replace(item, quick=False) for key, item in assessment.answers.items()}
    return replace(assessment, answers=answers)


def test_rough_levels_are_stored_kept_in_the_history_and_counted_like_the_others(
    store: Store,
) -> None:
    session = VisitorState(SHORT, store)
    session.begin(CODE)
    session.take([Change(1, key, rating="2~") for key in IDS])
    session.rate(IDS[0], 2)
    again = VisitorState(SHORT, store)
    again.resume(CODE)
    assert again.assessment.rough == tuple(IDS[1:])
    assert again.scores == score(SHORT, confirmed(again.assessment))
    later = again.assessment.with_answer(IDS[1], replace(again.assessment.answer(IDS[1]), level=3))
    then = replace(later, updated="2026-01-01T08:00:00Z").with_answer(
        IDS[1], later.answer(IDS[1]), at="2026-02-01T08:00:00Z"
    )
    (past,) = then.history
    assert past.quick == tuple(sorted(IDS[1:]))
    assert set(then.at_snapshot(past).rough) == set(IDS[1:])


def test_nothing_that_was_typed_stays_for_somebody_else(visitor: Visitor) -> None:
    """The form is told whether other answers are the same person's."""

    def others() -> list[bool]:
        return [item["other"] for item in visitor.sent if item.get("kind") == "answers"]

    visitor.rate("baking", 2)
    visitor.app.rate.show()
    assert others()[-1] is False
    visitor.app.session.begin(OTHER)
    visitor.app.rate.show()
    assert others()[-1] is True
