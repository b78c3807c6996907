"""Others beside oneself: nothing is added up, and what is asked about is what counts."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from assess.domain.answers import Answer, Assessment
from assess.domain.review.feedback import USUAL_SKILLS, Reply, Seen, beside, skills_to_ask
from tests.builders.models import tiny_model

MODEL = tiny_model()
IDS = [item.id for item in MODEL.competencies]
levels = st.one_of(st.none(), st.integers(1, 3))
seen = st.dictionaries(st.sampled_from(IDS), st.builds(Seen, levels, st.text(max_size=5)))
replies = st.lists(st.builds(Reply, seen, st.text(max_size=5)), max_size=5)


def answers(**levels: int) -> Assessment:
    return Assessment(
        MODEL.id, MODEL.version, answers={key: Answer(level) for key, level in levels.items()}
    )


@given(replies, st.dictionaries(st.sampled_from(IDS), st.integers(1, 3)))
def test_each_reply_stands_as_it_was_given_and_own_levels_stay(
    given_: list[Reply], own: dict[str, int]
) -> None:
    assessment = answers(**own)
    found = beside(MODEL, assessment, given_)
    for item in found:
        assert item.own == own.get(item.competency_id)
        expected = [
            (reply.name, reply.seen[item.competency_id], reply.next)
            for reply in given_
            if item.competency_id in reply.seen
        ]
        assert list(item.others) == expected
        if item.own is not None:
            assert item.lower == sum(level < item.own for level in item.levels)
            assert item.higher == sum(level > item.own for level in item.levels)
    asked = {key for reply in given_ for key in reply.seen}
    assert [item.competency_id for item in found] == [
        item.id for item in MODEL.by_area if item.id in asked
    ]


def test_without_an_own_level_nobody_is_higher_or_lower() -> None:
    (item,) = beside(MODEL, answers(), [Reply({"baking": Seen(3)})])
    assert (item.own, item.lower, item.higher) == (None, 0, 0)


def test_what_decides_the_plan_is_asked_first_then_the_plan_then_the_gaps() -> None:
    own = answers(baking=1, kneading=2, selling=1, pricing=1)
    found = skills_to_ask(MODEL, own, "baker", deciding=["pricing"], planned=["kneading"])
    assert found[:2] == ("pricing", "kneading")
    assert set(found) == {"pricing", "kneading", "baking", "selling"}
    assert len(found) <= USUAL_SKILLS
    assert skills_to_ask(MODEL, own, "baker")[0] == "baking"  # the largest gap
    assert skills_to_ask(MODEL, own, "baker", deciding=["gone"])[0] == "baking"
