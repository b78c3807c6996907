"""The profile in words: what is missing, the next step, what moved, what a plan will leave out."""

from __future__ import annotations

from dataclasses import replace

from pages import Visitor, notices, widgets
from visits import MODEL, rate_all

from assess.answers import Answer, Snapshot
from assess.ui import profile_views, texts_profile
from assess.ui.earlier_self import NONE, EarlierSelf
from assess.ui.session import Session
from assess.ui.widgets import Chart

IDS = [item.id for item in MODEL.by_area]
MAY = Snapshot("2026-05-04T17:00:00Z", dict.fromkeys(IDS, 2))
AUGUST = Snapshot("2026-08-03T17:00:00Z", dict.fromkeys(IDS, 1))


def with_history(session: Session, *history: Snapshot, level: int = 2) -> None:
    answers = {key: Answer(level) for key in IDS}
    session.assessment = replace(
        session.assessment, answers=answers, updated="2026-11-22T10:00:00Z", history=history
    )


# --- words -------------------------------------------------------------------------------------


def test_a_missing_score_says_how_many_ratings_and_links_to_the_first(session: Session) -> None:
    said = profile_views.blockers(session)
    for area in MODEL.areas:
        assert f"more in {area.title} to see how you do there" in said
    assert f"data-question='{IDS[0]}'" in said
    assert "more skills to compare yourself with baker and to get a plan" in said
    rate_all(session)
    assert profile_views.blockers(session) == ""


def test_what_does_not_apply_is_not_asked_for(session: Session) -> None:
    for key in IDS:
        session.not_applicable(key)
    assert profile_views.blockers(session) == ""


def test_each_gap_tells_the_anchor_held_the_next_and_the_one_asked_for(session: Session) -> None:
    session.rate("baking", 1)
    session.note("baking", "Ran <b>it</b> once")
    said = profile_views.next_steps(session)
    anchors = MODEL.competency("baking").anchors
    assert [said.count(anchors[level]) for level in (1, 2, 3)] == [1, 1, 1]
    assert "Ran &lt;b&gt;it&lt;/b&gt; once" in said
    session.rate("baking", 2)
    assert profile_views.next_steps(session).count(anchors[3]) == 1  # next and target are one
    session.rate("baking", 3)
    assert profile_views.next_steps(session) == ""


def test_a_level_that_rose_or_fell_is_listed_with_its_day(session: Session) -> None:
    with_history(session, AUGUST)
    said = profile_views.moves(session, AUGUST)
    assert "What has changed since 3 Aug 2026" in said
    assert said.count("(1 step up)") == len(IDS)
    with_history(session, AUGUST, level=1)
    assert "has changed since 3 Aug 2026" in profile_views.moves(session, AUGUST)
    assert profile_views.moves(session, None) == ""


def test_the_summary_before_the_plan_tells_the_three_states_apart(session: Session) -> None:
    session.rate(IDS[1], 2)
    session.not_applicable("baking")
    said = profile_views.before_plan(session)
    assert f"<b>{len(IDS) - 2} skills aren't rated yet.</b> Rate them" in said
    assert " as not applicable.</b> The role you want needs it. Rate it" in said
    assert "<b>1 rating has no evidence yet.</b>" in said
    assert "data-go='plan'" in said


def test_when_nothing_is_left_out_it_says_so(session: Session) -> None:
    rate_all(session)
    for key in IDS:
        session.note(key, "Did it")
    assert texts_profile.BEFORE_PLAN_NOTHING in profile_views.before_plan(session)


def test_an_answer_of_an_older_model_waits_for_a_yes(session: Session) -> None:
    session.rate("baking", 2)
    session.assessment = replace(session.assessment, confirm=("baking",))
    assert "<b>1 answer is from an older version.</b>" in profile_views.before_plan(session)


# --- an earlier self ---------------------------------------------------------------------------


def test_one_compares_by_the_rule_until_one_chooses(session: Session) -> None:
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
    assert "What has changed since 3 Aug 2026" in app.profile.steps.value
    assert "You on 3 Aug 2026" in app.picture.legend.value
    assert app.picture.radar.values[5]["r"][0] == 1
    assert notices(visitor.says("roles", values={**roles, "since": MAY.at})) == []
    assert "What has changed since 4 May 2026" in app.profile.steps.value
    assert "You on 4 May 2026" in app.picture.legend.value
    assert app.picture.radar.values[5]["r"][0] == 2
    visitor.says("roles", values={**roles, "since": NONE})
    assert "Moved" not in app.profile.steps.value
    assert app.picture.radar.values[5]["r"] == []


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
    fold._on_message(None, {"kind": "open"}, [])
    assert "more is expected in 4 skills." in fold.html
    visitor.says_value("role", "held", "baker", "apprentice")
    visitor.says_value("role", "wanted", "apprentice", "baker")
    assert fold.html == ""
    fold._on_message(None, "nonsense", [])
    assert fold.html == ""
    fold._on_message(None, {"kind": "open"}, [])
    assert "more is expected in 0 skills, less in 4." in fold.html


def test_an_example_comes_when_asked_for_and_only_for_a_question_there_is(
    visitor: Visitor,
) -> None:
    assert visitor.says("form", kind="example", id="nobody") == []
    said = visitor.says("form", kind="example", id="baking")
    assert said == [{"kind": "example", "id": "baking", "text": MODEL.competency("baking").example}]
