"""Warnings about a model that can be used."""

from __future__ import annotations

from pathlib import Path

from assess.formats.model_yaml.loader import load_file, read_model

SECOND = (Path(__file__).parents[2] / "models" / "second.yaml").read_text(encoding="utf-8")

ANCHOR = (
    "1: Runs a meeting from a prepared agenda while a colleague sits in and helps when talk drifts."
)


def warnings(text: str) -> list[str]:
    """The warnings of a right model, as they are printed."""
    problems = read_model(text, "m.yaml")[1]
    assert {problem.severity for problem in problems} <= {"warning"}
    return [str(problem) for problem in problems]


def added(old: str, new: str) -> list[str]:
    """The warnings that one change of the second model adds."""
    assert old in SECOND
    messages = {text.split(": ", 1)[1] for text in warnings(SECOND)}
    found = warnings(SECOND.replace(old, new, 1))
    return [text for text in found if text.split(": ", 1)[1] not in messages]


def test_steps_with_one_way_or_none_are_named_in_file_order() -> None:
    one_way = "has one way only, '{}'; add another activity that teaches it"
    assert warnings(SECOND) == [
        f"m.yaml:17:5: competency 'facilitation': the step to level 2 {one_way}".format(
            "swap-a-meeting"
        ),
        f"m.yaml:17:5: competency 'facilitation': the step to level 3 {one_way}".format(
            "lead-a-conflict-meeting"
        ),
        f"m.yaml:27:5: competency 'coaching': the step to level 2 {one_way}".format(
            "lead-a-conflict-meeting"
        ),
        "m.yaml:27:5: competency 'coaching': no activity teaches the step to level 3, "
        "which a role asks for; add one",
        f"m.yaml:36:5: competency 'backlog': the step to level 3 {one_way}".format(
            "own-a-small-product"
        ),
        f"m.yaml:47:5: competency 'interviews': the step to level 2 {one_way}".format(
            "lead-three-talks"
        ),
        f"m.yaml:57:5: competency 'value': the step to level 3 {one_way}".format(
            "own-a-small-product"
        ),
    ]


def test_several_untaught_steps_are_one_warning() -> None:
    assert added("teaches: {facilitation: 3, coaching: 2}", "teaches: {facilitation: 3}") == [
        "m.yaml:27:5: competency 'coaching': no activity teaches the steps to levels 2 and 3, "
        "which a role asks for; add one"
    ]


def test_steps_above_every_target_need_no_activity() -> None:
    assert added("backlog: 3, interviews: 2, value: 3", "backlog: 3, value: 3") == []


def test_a_competency_without_a_source_is_named() -> None:
    assert added("    sources: [{document: D2, claim: One person orders the list.}]\n", "") == [
        "m.yaml:36:5: competency 'backlog': it has no source; say which document names it"
    ]


def test_an_anchor_of_few_or_many_words_is_counted() -> None:
    assert added(ANCHOR, "1: Runs a meeting.") == [
        "m.yaml:23:10: competency 'facilitation', anchors.1: it has 3 words; "
        "12 to 35 can be read and judged well"
    ]
    assert added(ANCHOR, "1: Meets.") == [
        "m.yaml:23:10: competency 'facilitation', anchors.1: it has 1 word; "
        "12 to 35 can be read and judged well"
    ]
    assert len(added(ANCHOR, "1: " + "word " * 36)) == 1
    assert added(ANCHOR, "1: " + "word " * 35) == []
    assert added(ANCHOR, "1: " + "word " * 12) == []


def test_words_are_not_counted_in_a_language_without_spaces() -> None:
    text = SECOND.replace("language: en", "language: ja").replace(ANCHOR, "1: 会議を開く。")
    assert warnings(text) == warnings(SECOND)


def test_a_study_activity_cannot_teach_above_the_second_level() -> None:
    old = "kind: study\n    hours: 3.5\n    teaches: {backlog: 2}"
    assert added(old, "kind: study\n    hours: 3.5\n    teaches: {backlog: 3}") == [
        "m.yaml:36:5: competency 'backlog': the step to level 2 has one way only, "
        "'order-a-list-together'; add another activity that teaches it",
        "m.yaml:102:15: activity 'read-about-lists', teaches.backlog: study alone can't lead to "
        "level 3; let a practice activity teach the step, and require this one",
    ]


def test_requires_as_a_ladder_of_levels_is_named() -> None:
    assert added(
        "requires_level: {backlog: 2, value: 2, interviews: 2}",
        "requires: [measure-a-release]",
    ) == [
        "m.yaml:133:16: activity 'own-a-small-product', requires: 'measure-a-release' teaches a "
        "lower step of 'value'; unless its result is used here, write requires_level: {value: 2}"
    ]


def test_an_activity_that_nothing_uses_is_named() -> None:
    assert added("requires: [prepare-talks]", "requires: []") == [
        "m.yaml:111:5: activity 'prepare-talks': it is unused: it teaches no step that a role "
        "asks for, and nothing requires it"
    ]


def test_an_activity_that_a_required_level_needs_is_used() -> None:
    text = SECOND.replace("backlog: 3, interviews: 2, value: 3}", "interviews: 2}")
    assert not any("'measure-a-release': it is unused" in line for line in warnings(text))
    assert any("'own-a-small-product': it is unused" in line for line in warnings(text))


def test_a_resource_that_no_activity_uses_is_named() -> None:
    assert added("    resources: [guide-to-lists]\n", "") == [
        "m.yaml:143:5: resource 'guide-to-lists': no activity uses it"
    ]


def test_the_shipped_model_teaches_every_step_that_its_roles_ask_for() -> None:
    problems = load_file(Path(__file__).parents[3] / "competencies.yaml")[1]
    assert [str(p) for p in problems if "one way only" not in p.message] == []
