"""model new and model diff at the command line."""

from __future__ import annotations

from pathlib import Path

from assess.formats.model_yaml.schema import schema_text
from tests.builders.commands import BROKEN, SECOND, Shell

THIRD = SECOND.with_name("third.yaml")


def newer(*changes: tuple[str, str], of: Path = SECOND) -> Path:
    text = of.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    path = Path("newer.yaml")
    path.write_text(text, encoding="utf-8")
    return path


def test_a_new_model_is_commented_and_has_no_mistake_and_no_warning(shell: Shell) -> None:
    ran = shell("model", "new", "my Team.yaml")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("my Team.yaml: a small model to start from.")
    text = Path("my Team.yaml").read_text(encoding="utf-8")
    assert text.count("\n# ") > 5
    assert 'id: "my-team"' in text
    checked = shell("check", "--strict", "my Team.yaml")
    assert (checked.code, checked.err) == (0, "")
    assert "no mistakes, no warnings." in checked.out


def test_the_schema_that_a_new_model_names_lies_beside_it(shell: Shell) -> None:
    shell("model", "new", "m.yaml")
    head = Path("m.yaml").read_text(encoding="utf-8").splitlines()[0]
    assert head.endswith("$schema=./competencies.schema.json")
    assert Path("competencies.schema.json").read_text(encoding="utf-8") == schema_text()


def test_a_new_model_can_be_answered_and_planned(shell: Shell) -> None:
    shell("model", "new", "m.yaml")
    shell("demo", "--model", "m.yaml", "-o", "a.json")
    ran = shell("plan", "a.json", "--model", "m.yaml", "--hours-per-week", "4", "--weeks", "26")
    assert ran.code == 0
    assert "Checked: no other plan does better with these settings." in ran.out


def test_model_new_overwrites_nothing(shell: Shell) -> None:
    Path("m.yaml").write_text("mine", encoding="utf-8")
    Path("competencies.schema.json").write_text("mine too", encoding="utf-8")
    assert shell.refused("model", "new", "m.yaml") == (
        "m.yaml exists already. Choose another name."
    )
    assert shell("model", "new", "other.yml").code == 0
    assert Path("competencies.schema.json").read_text(encoding="utf-8") == "mine too"


def test_model_new_refuses_another_ending_and_a_directory_that_is_absent(shell: Shell) -> None:
    assert (
        shell.refused("model", "new", "m.txt") == "m.txt: a model file's name must end with .yaml."
    )
    assert shell.refused("model", "new", "no/m.yaml").startswith("no/m.yaml can't be written")


def test_model_diff_of_the_same_file_says_that_all_carries_over(shell: Shell) -> None:
    ran = shell("model", "diff", SECOND, SECOND)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == (
        "Scrum Master to Product Owner: 1.2.0 → 1.2.0\n"
        "Of 5 answers, 5 carry over, 0 must be confirmed, 0 can't be carried over.\n"
        "Nothing else that a person sees has changed.\n"
    )


def test_model_diff_tells_a_person_what_becomes_of_the_answers(shell: Shell) -> None:
    path = newer(
        ("version: 1.2.0", "version: 1.3.0"),
        ("id: value", "id: worth"),
        ("value:", "worth:"),
        ("backlog: 3, i", "backlog: 2, i"),
        ("Names for a piece", "Tells for a piece"),
        ("hours: 40", "hours: 44"),
    )
    said = shell("model", "diff", SECOND, path).out
    for line in (
        "Of 5 answers, 4 carry over, 0 must be confirmed, 1 can't be carried over.",
        "  Value: the new model neither has this id nor names it in 'renamed'",
        "  Product Owner, Backlog: 3 → 2",
        "  own-a-small-product: hours 40 → 44",
    ):
        assert f"\n{line}\n" in said


def test_model_diff_shows_both_wordings_of_an_anchor_and_advises_the_author(shell: Shell) -> None:
    said = shell("model", "diff", SECOND, newer(("Names for a piece", "Tells for a piece"))).out
    before, after = said.index("    - Names for a piece"), said.index("    + Tells for a piece")
    assert said.index("  Value, level 1\n") < before < after
    assert said.endswith("raise it, so that people's files can tell the two.\n")


def test_model_diff_tells_what_plans_weigh_and_whom_they_need(shell: Shell) -> None:
    path = newer(
        ("weight: 2", "weight: 2.5"),
        ("from: 2, why", "from: 1, why"),
        ("profile: established", "profile: after a year"),
        ("Dear {owner}", "Hello {owner}"),
        ("{id: crew, title: your crew, own: true}", "{id: crew, title: your crew}"),
        ("agree_with: [stall-keeper]", "agree_with: [owner, stall-keeper]"),
        ("label: Our own, facts: [], people: []", "label: Our own, people: [owner]"),
        ("subjects: [[0, 1], [4.5, 2]]", "subjects: [[0, 1], [4, 2]]"),
        of=THIRD,
    )
    said = shell("model", "diff", THIRD, path).out
    for line in (
        "What plans weigh\n  Planting: builds_on soil 1 before 2 → soil 1 before 1",
        "  Selling: weight 2 → 2.5",
        "Profiles\n  Head gardener: profile established → after a year",
        "  keep-the-stall: agree_with stall-keeper → owner, stall-keeper",
        "People\n  owner: ask reworded\n  crew: own yes → no",
        "Situation\n  garden, ours: people none → owner",
        "Pace\n  subjects: [0, 1], [4.5, 2] → [0, 1], [4, 2]",
    ):
        assert f"\n{line}\n" in said


def test_model_diff_as_json_holds_the_same(shell: Shell) -> None:
    path = newer(("version: 1.2.0", "version: 2.0.0"), ("id: measure-a-release", "id: measure"))
    data = shell("model", "diff", SECOND, path, "--json").json
    assert {item["fate"] for item in data["answers"]} == {"confirm"}
    assert data["mentions"] == [{"section": "activity", "id": "measure-a-release"}]
    assert data["activities"][0] == {
        "place": ["measure", ""],
        "old": None,
        "new": "Measure one release",
    }


def test_model_diff_of_another_model_says_that_no_answers_open(shell: Shell) -> None:
    ran = shell("model", "diff", SECOND, newer(("id: sm-to-po", "id: other")))
    assert ran.code == 0
    assert "No answers to the old model open with the new one" in ran.out


def test_model_diff_refuses_what_is_no_model(shell: Shell) -> None:
    assert shell.refused("model", "diff", SECOND, "no.yaml") == (
        "no.yaml: there is no such file; check the path of the model"
    )
    ran = shell("model", "diff", BROKEN / "many.yaml", SECOND)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith(str(BROKEN / "many.yaml"))


def test_model_without_a_part_is_wrong_usage(shell: Shell) -> None:
    assert shell.usage("model").code == 2
    assert shell.usage("model", "diff", "one.yaml").code == 2
    assert shell.usage("model", "new", "--help").code == 0
