"""A plan written and read is the same plan; a damaged one is sound or gets one sentence."""

from __future__ import annotations

import json
import math
from datetime import date
from pathlib import Path
from typing import Any
from unicodedata import normalize

from hypothesis import given, settings
from hypothesis import strategies as st

from assess.domain.plan_request import RESERVES, PlanRequest
from assess.errors import PlanError
from assess.formats.plan import dumps, plan_from_json, plan_to_json
from assess.planning.plan import (
    BECAUSE,
    WISHES,
    Asking,
    Plan,
    PlannedActivity,
    PlannedQuarter,
    PlannedStep,
    Wish,
)

OLD = json.loads(
    (Path(__file__).parents[1] / "data" / "releases" / "0.1.0" / "plan.json").read_text("utf-8")
)
ID = st.text("abc-1", min_size=1, max_size=6)
IDS = st.lists(ID, unique=True, max_size=3).map(tuple)
TEXT = st.text(  # texts are read in Unicode's composed form, see formats/shapes.py
    st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30
).map(lambda text: normalize("NFC", text))
HOURS = st.integers(1, 160).map(lambda quarters: quarters / 4)
NUMBER = st.floats(0, 1e12)
DAY = st.dates(date(1970, 1, 1), date(2200, 1, 1))


@st.composite
def requests(draw: st.DrawFn, weeks: int) -> PlanRequest:
    """Any wishes for a plan of this many weeks."""
    return PlanRequest(
        hours_per_week=draw(HOURS),
        weeks=weeks,
        start=draw(DAY),
        reserve=draw(st.none() | st.sampled_from(RESERVES)),
        lead=draw(st.none() | ID),
        situation=draw(st.dictionaries(ID, ID, max_size=3)),
        people=draw(st.dictionaries(ID, TEXT, max_size=3)),
        within_reach=draw(st.none() | IDS),
        focus=draw(st.dictionaries(ID, NUMBER, max_size=3)),
        pinned=draw(IDS),
        excluded=draw(IDS),
        weeks_off=tuple(draw(st.lists(DAY, max_size=3))),
        showing=draw(TEXT),
    )


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """Any plan whose weeks and quarters fit each other."""
    lengths = draw(st.lists(st.integers(1, 13), max_size=4))
    exact = draw(st.integers(0, len(lengths)))
    free = iter(draw(st.lists(ID, unique=True, min_size=8, max_size=8)))
    quarters: list[PlannedQuarter] = []
    for place, length in enumerate(lengths):
        first = sum(lengths[:place]) + 1
        last = first + length - 1
        inside = st.integers(first, last)
        activities, asks = [], []
        if place < exact:
            for _ in range(draw(st.integers(0, 2))):
                begins = draw(st.integers(max(0, place - 1), place))
                weeks = st.integers(sum(lengths[:begins]) + 1, last)
                hours = dict(sorted(draw(st.dictionaries(weeks, HOURS, min_size=1)).items()))
                activities.append(
                    PlannedActivity(
                        next(free),
                        sum(hours.values()),
                        hours,
                        (begins + 1, place + 1),
                        draw(IDS),
                        draw(st.sampled_from(["planned", "in_progress"])),
                    )
                )
            asks = draw(st.lists(st.builds(Asking, ID, inside), max_size=2))
        steps = st.builds(
            PlannedStep,
            ID,
            st.integers(0, 9),
            st.booleans(),
            st.booleans(),
            st.sampled_from(BECAUSE),
        )
        quarters.append(
            PlannedQuarter(
                weeks=(first, last),
                review_week=draw(st.none() | inside),
                room=draw(HOURS),
                exact=place < exact,
                focus=draw(IDS),
                steps=tuple(draw(st.lists(steps, max_size=2))),
                activities=tuple(activities),
                asks=tuple(asks),
            )
        )
    wish = st.builds(Wish, st.sampled_from(WISHES), NUMBER, st.none() | NUMBER, st.booleans())
    return Plan(
        model_id=draw(ID),
        model_version="1.0.0",
        held=draw(ID),
        role=draw(ID),
        request=draw(requests(max(1, sum(lengths)))),
        quarters=tuple(quarters),
        wishes=tuple(draw(st.lists(wish, max_size=6))),
        hours=sum(item.hours for quarter in quarters for item in quarter.activities),
        optimal=draw(st.booleans()),
        not_planned=draw(st.dictionaries(ID, TEXT, max_size=3)),
        message=draw(TEXT),
        outdone=draw(st.booleans()),
    )


@given(plans())
def test_a_plan_read_again_is_the_same_plan(plan: Plan) -> None:
    text = dumps(plan)
    found = plan_from_json(json.loads(text))
    assert found == plan
    assert dumps(found) == text


@given(plans())
def test_a_plan_without_words_for_people_can_be_read_again(plan: Plan) -> None:
    bare = plan.without_words()
    assert plan_from_json(plan_to_json(bare)) == bare
    assert not bare.request.people
    assert not bare.request.showing


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text('aÄ\0\ud800"{0', max_size=4),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(ID, inner, max_size=2),
    max_leaves=4,
)
KEYS = ID | st.sampled_from(["weeks", "start", "0", "14", "kind", "schema_version", "\ud800"])


def damaged(draw: st.DrawFn, value: Any) -> Any:
    """One value somewhere inside replaced, added or taken out."""
    if isinstance(value, dict) and value and draw(st.integers(0, 4)):
        key = draw(st.sampled_from(sorted(value)))
        return {**value, key: damaged(draw, value[key])}
    if isinstance(value, list) and value and draw(st.integers(0, 4)):
        place = draw(st.integers(0, len(value) - 1))
        return [*value[:place], damaged(draw, value[place]), *value[place + 1 :]]
    if isinstance(value, dict) and draw(st.booleans()):
        return {**value, draw(KEYS): draw(JSON)}
    if isinstance(value, list) and draw(st.booleans()):
        return [*value, *value]
    return draw(JSON)


@settings(max_examples=150)
@given(st.data())
def test_a_damaged_plan_is_sound_or_refused_by_one_sentence(data: st.DataObject) -> None:
    whole = data.draw(plans().map(plan_to_json) | st.just(OLD))
    broken = data.draw(st.composite(damaged)(whole))
    try:
        found = plan_from_json(broken)
    except PlanError as error:
        sentence = str(error)
        assert sentence.endswith((".", "?"))
        assert "\n" not in sentence
        sentence.encode()  # what a terminal and a page can show
        return
    assert plan_from_json(json.loads(dumps(found))) == found
    if isinstance(found, Plan):
        assert math.isfinite(sum(found.to_frame()["hours"]))
