"""What a profile says: the answer first, in two sentences; then areas, strengths and gaps."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assess.domain.answers import Answer, Assessment
from assess.domain.demo import demo_assessment
from assess.domain.scoring import Coverage, gaps, score
from assess.formats.model_yaml.loader import load_model
from assess.settings import package_model
from assess.views.profile import (
    ProfileView,
    difference,
    nearest_label,
    profile_view,
    too_little,
)
from tests.builders.models import tiny_model
from tests.builders.reports import tiny_answers

MODEL = tiny_model()
SHIPPED = load_model(package_model())


def of(**levels: int) -> ProfileView:
    answers = {key: Answer(level) for key, level in levels.items()}
    return profile_view(MODEL, Assessment("bakery", "1.0.0", answers))


# --- the answer --------------------------------------------------------------------------------


def test_two_sentences_say_where_more_is_asked_and_what_is_strongest_and_the_biggest_gap() -> None:
    assert of(baking=1, kneading=3, shaping=1).answer == (
        "The role you want, baker, asks for more in 1 of the 2 skills you've rated; you already "
        "meet what it needs in "
        "dough.",
        "Your biggest gap is heat, with 2 steps to go; your current role, apprentice, asks for "
        "more there, too.",
    )


def test_what_the_present_job_asks_for_elsewhere_is_named() -> None:
    first, second = of(baking=2, kneading=1, shaping=3).answer
    assert first.startswith(
        "The role you want, baker, asks for more in all 2 skills you've rated; you come closest in"
    )
    assert second == (
        "Your biggest gap is dough, with 2 steps to go; your current role, apprentice, asks for "
        "more there, too."
    )
    _, second = of(baking=1, kneading=1, shaping=1).answer
    assert second.endswith("your current role, apprentice, asks for more there, too, and in dough.")


def test_somebody_on_target_hears_it_in_one_sentence() -> None:
    (said,) = of(baking=3, kneading=3, selling=2, pricing=3).answer
    assert said.startswith(
        "You're on target for baker in everything you've rated; you're strongest"
    )


def test_below_half_of_the_role_there_is_no_answer_but_what_to_rate() -> None:
    view = of(baking=1)
    assert view.answer == ()
    assert [item.text for item in view.missing] == [
        "Rate 1 more in At the oven to see how you do there. Start with",
        "Rate 1 more in The shop to see how you do there. Start with",
        "Rate 1 more skill to compare yourself with baker and to get a plan. Start with",
    ]
    assert [item.id for item in view.missing] == ["kneading", "selling", "kneading"]


def test_one_role_alone_is_compared_once() -> None:
    one = replace(MODEL, transition=("baker", "baker"))
    view = profile_view(one, tiny_answers())
    assert "current role" not in " ".join(view.answer)
    assert [role.place for role in view.roles] == ["wanted", "other"]


@pytest.mark.parametrize("level", [1, 2, 3, 4, 5])
def test_the_shipped_model_is_answered_in_at_most_two_sentences_without_a_percentage(
    level: int,
) -> None:
    answers = {item.id: Answer(level) for item in SHIPPED.competencies}
    view = profile_view(SHIPPED, Assessment(SHIPPED.id, SHIPPED.version, answers))
    assert 1 <= len(view.answer) <= 2
    for sentence in view.answer:
        assert sentence.count(".") == 1
        assert "%" not in sentence


# --- strengths and gaps ------------------------------------------------------------------------


def test_strengths_are_what_meets_the_role_highest_first_and_gaps_are_the_domains() -> None:
    assessment = demo_assessment(SHIPPED)
    view = profile_view(SHIPPED, assessment)
    found = gaps(SHIPPED, assessment, SHIPPED.role_pair[1])
    assert {item.id for item in view.strengths} == {gap.competency_id for gap in found.met}
    levels = [assessment.level(item.id) or 0 for item in view.strengths]
    assert levels == sorted(levels, reverse=True)
    assert [item.id for item in view.gaps] == [gap.competency_id for gap in found.open]
    assert view.top == view.gaps[:3]


def test_each_gap_has_the_level_now_the_next_and_the_target_where_it_lies_beyond() -> None:
    (gap,) = of(baking=1, kneading=3).gaps
    assert [lead for lead, _ in gap.lines] == [
        "You now (Watches):",
        "Next step (Helps):",
        "Baker (Runs it):",
    ]
    assert (gap.result, gap.present) == ("2 steps to go", True)
    (gap,) = of(baking=2, kneading=3).gaps
    assert [lead for lead, _ in gap.lines] == ["You now (Helps):", "Next step (Runs it):"]
    assert (gap.result, gap.present) == ("1 step to go", False)


def test_the_roles_are_measured_as_the_scores_are() -> None:
    assessment = demo_assessment(SHIPPED)
    scores = score(SHIPPED, assessment)
    held, wanted = SHIPPED.role_pair
    first, second, *others = profile_view(SHIPPED, assessment, scores).roles
    assert (first.place, second.place) == ("held", "wanted")
    assert {role.place for role in others} == {"other"}
    for role, key in ((first, held), (second, wanted)):
        fit = scores.role(key)
        assert role.asks == f"{fit.below} of {fit.coverage.rated}"


# --- phrases -----------------------------------------------------------------------------------


def test_levels_are_said_without_decimals() -> None:
    found = [nearest_label(MODEL, mean) for mean in (1, 1.49, 1.5, 2.49, 2.5, 3)]
    assert found == ["Watches", "Watches", "Helps", "Helps", "Runs it", "Runs it"]
    assert [difference(2, 0), difference(0, 1), difference(0, 0)] == [
        "2 steps to go",
        "1 step above",
        "on target",
    ]
    assert too_little(Coverage(0, 3, 3)) == "None of this applies"
    assert too_little(Coverage(1, 6, 0)) == "Rate 2 more to see this"
