"""The present week: what is due, what is left from before, whom to ask, what comes next."""

from __future__ import annotations

from datetime import date, timedelta

from assess.domain.answers import Assessment
from assess.domain.progress import Progress
from assess.planning import plan
from assess.views.plan_words import plan_view
from assess.views.this_week import ThisWeekView, effort_sentence, this_week
from tests.builders.plan_words import START, asked, bakery, rated, with_progress

MODEL = bakery()


def week(number: int, who: Assessment | None = None, **wishes: object) -> ThisWeekView | None:
    """What week `number` says on its Wednesday; 0: the week before the plan."""
    who = who or rated()
    made = plan(MODEL, who, asked(**wishes))
    day = START + timedelta(weeks=number - 1, days=2)
    return this_week(MODEL, who, made, plan_view(MODEL, who, made), day)


def test_before_the_first_day_the_first_week_is_told_ahead() -> None:
    ahead, now = week(0), week(1)
    assert ahead is not None
    assert now is not None
    assert (ahead.title, now.title) == ("Your first week", "This week")
    assert (ahead.tasks, ahead.asks) == (now.tasks, now.asks)
    assert now.dates == "30 November to 6 December"
    assert [ask.name for ask in now.asks]
    assert now.later.startswith("Next week: ")


def test_steps_come_with_the_hours_and_ticked_ones_of_earlier_weeks_go() -> None:
    seen = [week(number) for number in range(1, 14)]
    oven = [
        next((task for task in item.tasks if task.id == "run-oven"), None)
        for item in seen
        if item is not None
    ]
    shown = [[step.number for step in task.steps] for task in oven if task is not None]
    assert shown[0] == [0]
    assert shown[-1] == [0, 1]
    ticked = with_progress(rated(), {"run-oven": Progress("in_progress", START, ticks=(0,))})
    made = plan(MODEL, ticked, asked())
    last = next(item for item in made.activities if item.id == "run-oven").last_week
    then = week(last, ticked)
    assert then is not None
    task = next(task for task in then.tasks if task.id == "run-oven")
    assert [step.number for step in task.steps] == [1]
    assert task.progress == "1 of 2 steps ticked"
    assert "master" in task.steps[0].text


def test_what_wasnt_done_in_time_is_still_there_and_what_is_done_isnt() -> None:
    late = week(13)
    assert late is not None
    assert late.message.startswith("In the week of 22 February, look back.")
    assert "run-oven" in [task.id for task in late.tasks]
    assert next(task for task in late.tasks if task.id == "run-oven").hours == ""
    over = with_progress(rated(), {"run-oven": Progress("done"), "oven-log": Progress("dropped")})
    made = plan(MODEL, rated(), asked())
    now = this_week(MODEL, over, made, plan_view(MODEL, over, made), START)
    assert now is not None
    assert not {"run-oven", "oven-log"} & {task.id for task in now.tasks}


def test_a_week_off_says_so_and_the_one_before_announces_it() -> None:
    off = (START + timedelta(weeks=1),)
    free, before = week(2, weeks_off=off), week(1, weeks_off=off)
    assert free is not None
    assert before is not None
    assert free.message == "A week off. Nothing is planned."
    assert free.asks == ()
    assert before.later == "Next week, from 7 December, is off."


def test_after_the_first_quarter_one_looks_back_before_anything_else() -> None:
    for number in (14, 40):
        over = week(number)
        assert over is not None
        assert over.title == "The quarter is over"
        assert (over.tasks, over.asks, over.later) == ((), (), "")
        assert over.review is not None
    during = week(5)
    assert during is not None
    assert during.review is None


def test_the_sentence_about_hours_says_what_the_plan_counts_with() -> None:
    who = with_progress(
        rated(), {"dough-class": Progress("done", date(2026, 11, 1), hours_spent=8)}
    )
    learned = plan(MODEL, who, asked())
    said = effort_sentence(MODEL, who, learned)
    assert said.startswith(
        "By the hours you logged for 1 finished activity, you need 1.4 times our estimates. "
        "This plan counts with that: "
    )
    same = plan(MODEL, who, asked(hours_factor=1))
    assert effort_sentence(MODEL, who, same).endswith("This plan counts with 1 times.")
    assert effort_sentence(MODEL, rated(), plan(MODEL, rated(), asked())) == ""
