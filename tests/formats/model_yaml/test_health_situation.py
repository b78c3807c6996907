"""Warnings about people, the situation, measures and reasons in a file of the second form."""

from __future__ import annotations

from pathlib import Path

from assess.formats.model_yaml.loader import load_file, read_model

MODELS = Path(__file__).parents[2] / "models"
THIRD = (MODELS / "third.yaml").read_text(encoding="utf-8")

ALONE = (
    "with their own team alone; give the people in agree_with a stand_in, "
    "or add an activity without them"
)


def warned(*changes: tuple[str, str]) -> list[str]:
    """The warnings of the third model, which has none, after some changes; without line numbers."""
    text = THIRD
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    problems = read_model(text, "m.yaml")[1]
    assert {problem.severity for problem in problems} <= {"warning"}
    return [problem.message for problem in problems]


def test_the_third_model_has_no_warning() -> None:
    assert warned() == []


def test_a_file_of_the_first_form_is_not_warned_of_what_it_cannot_say() -> None:
    said = "\n".join(problem.message for problem in load_file(MODELS / "second.yaml")[1])
    for word in ("measure", "weight_reason", "question", "stand_in", "has no ask"):
        assert word not in said


def test_a_draft_that_leaves_it_to_the_activities_what_is_asked_wants_it_said_there() -> None:
    said = warned(("Could I stand beside you on Saturday?", "{what} On Saturday?"))
    assert said == [
        "activity 'keep-the-stall': it has no asks for stall-keeper, whose draft says {what} is "
        "asked; say it in a sentence or two"
    ]
    answered = (
        "    agree_with: [stall-keeper]\n",
        "    agree_with: [stall-keeper]\n    asks: {stall-keeper: May I stand beside you?}\n",
    )
    assert warned(("Could I stand beside you on Saturday?", "{what} On Saturday?"), answered) == []


def test_a_step_that_only_others_can_open_is_named() -> None:
    assert warned(("    stand_in: whoever pays for the seeds\n", "")) == [
        f"competency 'selling': nobody can take the step to level 1 {ALONE}"
    ]


def test_a_step_that_the_held_role_asks_for_is_not_on_the_way() -> None:
    assert (
        warned(
            ("{soil: 1}\n    agree_with: [crew]", "{soil: 1}\n    agree_with: [stall-keeper]"),
            (
                "planting: 1}\n    agree_with: [owner]",
                "planting: 1}\n    agree_with: [stall-keeper]",
            ),
            ("requires: [dig-a-bed]", "agree_with: [crew]"),
        )
        == []
    )


def test_a_step_on_the_way_to_another_profile_is_looked_at_too() -> None:
    changes = (
        ("    stand_in: whoever pays for the seeds\n", ""),
        ("agree_with: [stall-keeper]", "agree_with: [crew]"),
        ("requires: [dig-a-bed]", "agree_with: [owner]"),
    )
    assert warned(*changes) == [
        f"competency 'planting': nobody can take the step to level 2 {ALONE}"
    ]
    other = ("profile_of: head\n    targets", "targets")
    assert warned(*changes, other) == []


def test_several_steps_that_only_others_can_open_are_one_warning() -> None:
    assert warned(
        ("    stand_in: whoever pays for the seeds\n", ""),
        ("agree_with: [stall-keeper]", "agree_with: [crew]"),
        ("agree_with: [crew]\n    measure: plants", "agree_with: [owner]\n    measure: plants"),
        ("requires: [dig-a-bed]", "agree_with: [owner]"),
    ) == [f"competency 'planting': nobody can take the steps to levels 1 and 2 {ALONE}"]


def test_an_activity_is_open_only_if_what_it_requires_is() -> None:
    assert warned(
        ("agree_with: [owner, crew]", "agree_with: [stall-keeper]"),
        ("teaches: {soil: 1}\n    agree_with: [crew]", "teaches: {soil: 1}\n    requires: [sit]"),
        (
            "activities:\n",
            "activities:\n  - {id: sit, title: Sit, kind: study, hours: 1, teaches: {}, "
            "agree_with: [stall-keeper], measure: hours}\n",
        ),
    ) == [f"competency 'planting': nobody can take the step to level 2 {ALONE}"]


def test_an_activity_without_a_measure_is_named() -> None:
    assert warned(("    measure: seeds of ten that came up\n", "")) == [
        "activity 'dig-a-bed': it has no measure; say what is counted before and after"
    ]


def test_a_competency_without_a_reason_for_its_weight_is_named() -> None:
    reason = "    weight_reason: {why: The garden lives from its stall.}\n"
    assert warned((reason, "")) == [
        "competency 'selling': it has no weight_reason; say why it has that weight"
    ]


def test_a_fact_that_no_question_gives_is_named_where_it_is_needed() -> None:
    assert warned(("facts: [market]", "facts: [markets]")) == [
        f"{item}, needs: no question gives the fact 'market'; did you mean 'markets'?"
        for item in (
            "competency 'selling'",
            "activity 'keep-the-stall'",
            "activity 'write-the-price-board'",
        )
    ]
    found = warned(("facts: [market]", "facts: []"))
    assert found[0].endswith("no question gives the fact 'market'; name it in facts of an answer")


def test_a_person_that_no_question_gives_is_named_unless_of_the_own_team() -> None:
    assert warned(("people: [owner]", "people: []")) == [
        "person 'owner': no question gives this person; name them in people of an answer"
    ]


def test_a_person_without_a_draft_is_named_unless_of_the_own_team() -> None:
    assert warned(('    ask: "Could I stand beside you on Saturday?"\n', "")) == [
        "person 'stall-keeper': it has no ask; draft the message that asks for the yes"
    ]


def test_a_warning_stands_at_its_place() -> None:
    text = THIRD.replace("facts: [market]", "facts: []")
    row = next(n for n, line in enumerate(text.splitlines(), 1) if "needs: [market]" in line)
    problem = read_model(text, "m.yaml")[1][0]
    assert (problem.line, problem.column) == (row, 13)
