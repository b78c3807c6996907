"""The profile in words: what is missing, the next step, what moved, what a plan will leave out."""

from __future__ import annotations

from dataclasses import replace

from assess.app.profile import views as profile_views
from assess.app.profile.views import BEFORE_PLAN_NOTHING
from assess.app.radar import NONE, EarlierSelf
from assess.app.shared.widgets import Chart
from assess.app.state.visitor import VisitorState
from assess.domain.answers import Answer, Snapshot
from assess.views.profile import profile_view
from tests.builders.page import Visitor, notices, widgets
from tests.builders.visits import MODEL, not_applicable, note, rate_all

IDS = [item.id for item in MODEL.by_area]
MAY = Snapshot("2026-05-04T17:00:00Z", dict.fromkeys(IDS, 2))
AUGUST = Snapshot("2026-08-03T17:00:00Z", dict.fromkeys(IDS, 1))


def with_history(session: VisitorState, *history: Snapshot, level: int = 2) -> None:
    answers = {key: Answer(level) for key in IDS}
    session.assessment = replace(
        session.assessment, answers=answers, updated="2026-11-22T10:00:00Z", history=history
    )


def missing(session: VisitorState) -> str:
    return profile_views.missing(profile_view(session.model, session.assessment))


def gap_list(session: VisitorState) -> str:
    return profile_views.gap_list(profile_view(session.model, session.assessment).gaps)


# --- words -------------------------------------------------------------------------------------


def test_a_missing_score_says_how_many_ratings_and_links_to_the_first(
    session: VisitorState,
) -> None:
    said = missing(session)
    for area in MODEL.areas:
        assert f"more in {area.title} to see how you do there" in said
    assert f"data-question='{IDS[0]}'" in said
    assert "more skills to compare yourself with baker and to get a plan" in said
    rate_all(session)
    assert missing(session) == ""


def test_what_does_not_apply_is_not_asked_for(session: VisitorState) -> None:
    for key in IDS:
        not_applicable(session, key)
    assert missing(session) == ""


def test_each_gap_tells_the_anchor_held_the_next_and_the_one_asked_for(
    session: VisitorState,
) -> None:
    session.rate("baking", 1)
    note(session, "baking", "Ran <b>it</b> once")
    said = gap_list(session)
    anchors = MODEL.competency("baking").anchors
    assert [said.count(anchors[level]) for level in (1, 2, 3)] == [1, 1, 1]
    assert "Ran &lt;b&gt;it&lt;/b&gt; once" in said
    session.rate("baking", 2)
    assert gap_list(session).count(anchors[3]) == 1  # next and target are one
    session.rate("baking", 3)
    assert "<details" not in gap_list(session)


def test_a_level_that_rose_or_fell_is_listed_with_its_day(session: VisitorState) -> None:
    with_history(session, AUGUST)
    said = profile_views.moves(session, AUGUST)
    assert "What has changed since 3 Aug 2026" in said
    assert said.count("(1 step up)") == len(IDS)
    with_history(session, AUGUST, level=1)
    assert "has changed since 3 Aug 2026" in profile_views.moves(session, AUGUST)
    assert profile_views.moves(session, None) == ""


def test_the_summary_before_the_plan_tells_the_three_states_apart(session: VisitorState) -> None:
    session.rate(IDS[1], 2)
    not_applicable(session, "baking")
    said = profile_views.before_plan(session)
    assert f"<b>{len(IDS) - 2} skills aren't rated yet.</b> Rate them" in said
    assert " as not applicable.</b> The role you want needs it. Rate it" in said
    assert "<b>1 rating has no evidence yet.</b>" in said
    assert "data-go='plan'" in said


def test_when_nothing_is_left_out_it_says_so(session: VisitorState) -> None:
    rate_all(session)
    for key in IDS:
        note(session, key, "Did it")
    assert BEFORE_PLAN_NOTHING in profile_views.before_plan(session)


def test_an_answer_of_an_older_model_waits_for_a_yes(session: VisitorState) -> None:
    session.rate("baking", 2)
    session.assessment = replace(session.assessment, confirm=("baking",))
    assert "<b>1 answer is from an older version.</b>" in profile_views.before_plan(session)


def test_the_page_opens_with_the_answer_then_areas_strengths_and_three_gaps(
    visitor: Visitor,
) -> None:
    app = visitor.app
    rate_all(app.session)
    app.steps.step = "profile"
    answer = app.profile.answer.value
    assert answer.count("<p ") == 2
    assert "Your biggest gap is" in answer
    short = app.profile.short.value
    assert short.index("Areas") < short.index("Your strengths") < short.index("Your biggest gaps")
    assert short.count("<details") == 3
    assert app.profile.dots.value.count("<details") == len(IDS)
    order = list(app.profile.root.children)
    assert order.index(app.profile.answer) < order.index(app.profile.roles)
    assert "%" not in f"{answer}{short}{app.profile.all_roles.value}".replace("%'", "").replace(
        '%"', ""
    )


def test_only_the_own_marks_are_drawn_while_rating(visitor: Visitor) -> None:
    app = visitor.app
    visitor.rate("baking", 2)
    panel = app.radar_panel
    held, wanted = (MODEL.role(key).title for key in MODEL.role_pair)
    assert held not in panel.radar.html + panel.radar.alt + panel.comparison.value
    app.steps.step = "profile"
    assert {held, wanted} == {name for name in (held, wanted) if name in panel.comparison.value}
    app.steps.step = "plan"
    app.steps.step = "rate"
    assert panel.comparison.value == ""


# --- an earlier self ---------------------------------------------------------------------------


def test_one_compares_by_the_rule_until_one_chooses(session: VisitorState) -> None:
    since = EarlierSelf(session)
    assert (since.snapshot, since.options) == (None, [])
    with_history(session, MAY, AUGUST)
    assert since.snapshot == AUGUST
    assert [label for _, label in since.options] == ["3 Aug 2026", "4 May 2026", "no earlier day"]
    assert since.choose(MAY.at)
    assert since.snapshot == MAY
    assert since.choose(NONE)
    assert since.snapshot is None
    assert since.choose("'; drop table")
    assert since.snapshot == AUGUST
    assert not since.choose(AUGUST.at)


def test_choosing_a_day_changes_the_outline_the_legend_and_the_list(visitor: Visitor) -> None:
    app = visitor.app
    with_history(app.session, MAY, AUGUST, level=3)
    app.steps.step = "profile"
    roles = {"held": "apprentice", "wanted": "baker"}
    assert app.profile.roles.fields[2]["value"] == AUGUST.at
    assert "What has changed since 3 Aug 2026" in app.profile.moves.value
    assert "You on 3 Aug 2026" in app.radar_panel.comparison.value
    assert "You on 3 Aug 2026" in app.radar_panel.radar.html
    assert notices(visitor.says("roles", kind="submit", values={**roles, "since": MAY.at})) == []
    assert "What has changed since 4 May 2026" in app.profile.moves.value
    assert "You on 4 May 2026" in app.radar_panel.comparison.value
    assert "You on 4 May 2026" in app.radar_panel.radar.html
    visitor.says("roles", kind="submit", values={**roles, "since": NONE})
    assert "Moved" not in app.profile.moves.value
    assert "You on" not in app.radar_panel.comparison.value + app.radar_panel.radar.html


def test_lines_over_time_are_drawn_from_three_dates_on(visitor: Visitor) -> None:
    app = visitor.app
    with_history(app.session, AUGUST)
    app.steps.step = "profile"
    assert app.profile.over_time.layout.display == "none"
    assert app.profile.over_time.children == ()
    app.steps.step = "rate"
    with_history(app.session, MAY, AUGUST)
    app.steps.step = "profile"
    assert app.profile.over_time.layout.display == ""
    drawn = [item for item in widgets(app.profile.over_time) if isinstance(item, Chart)]
    assert len(drawn) == 2
    table = app.profile.over_time.children[-1].value
    assert table.count("<th scope='row'>") == 3
    assert "22 Nov 2026" in table


# --- what is unfolded --------------------------------------------------------------------------


def test_what_the_move_asks_is_sent_when_unfolded_and_again_for_other_roles(
    visitor: Visitor,
) -> None:
    fold = visitor.app.profile.transition
    assert fold.html == ""
    fold.hear(None, {"kind": "open"}, [])
    assert "more is expected in 4 skills." in fold.html
    visitor.says_value("role", "held", "baker", "apprentice")
    visitor.says_value("role", "wanted", "apprentice", "baker")
    assert fold.html == ""
    fold.hear(None, "nonsense", [])
    assert fold.html == ""
    fold.hear(None, {"kind": "open"}, [])
    assert "more is expected in 0 skills, less in 4." in fold.html


def test_an_example_comes_when_asked_for_and_only_for_a_question_there_is(
    visitor: Visitor,
) -> None:
    assert visitor.says("form", kind="example", id="nobody") == []
    said = visitor.says("form", kind="example", id="baking")
    assert said == [{"kind": "example", "id": "baking", "text": MODEL.competency("baking").example}]
