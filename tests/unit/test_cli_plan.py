"""`assess plan` with wishes: those kept with the answers, and the options over them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from cli_cases import FULLY, TIME, Shell, answers, write

from assess.answers_json import parsed

KEPT: dict[str, Any] = {
    "hours_per_week": 5,
    "weeks": 26,
    "start": "2027-01-04",
    "reserve": "mine",
    "excluded": ["order-a-list-together"],
    "pinned": ["read-about-lists"],
    "focus": {"value": 2},
}
RELEASE = Path(__file__).parents[1] / "data" / "releases" / "0.1.0"


@pytest.fixture
def asked(shell: Shell) -> Shell:
    write(Path("a.json"), answers(FULLY))
    return shell


def request(ran: Any) -> dict[str, Any]:
    """What a plan was made from."""
    found: dict[str, Any] = ran.json["request"]
    return found


def ids(ran: Any) -> list[str]:
    """The activities of a plan."""
    return [
        item["id"] for quarter in ran.json["quarters"] for item in quarter.get("activities", [])
    ]


def test_an_end_stands_for_weeks(asked: Shell) -> None:
    by_weeks = asked("plan", "a.json", *TIME, "--json")
    until = ("--hours-per-week", 5, "--until", "2027-05-30", "--start", "2026-11-30")
    assert asked("plan", "a.json", *until, "--json").out == by_weeks.out


def test_an_end_before_the_start_is_refused(asked: Shell) -> None:
    until = ("--hours-per-week", 5, "--until", "2026-11-29", "--start", "2026-11-30")
    assert asked.refused("plan", "a.json", *until) == (
        "The end 2026-11-29 is before the start 2026-11-30: give a later end."
    )
    until = ("--hours-per-week", 5, "--until", "2026-12-04", "--start", "2026-11-30")
    assert asked.refused("plan", "a.json", *until) == (
        "There is no whole week from 2026-11-30 to 2026-12-04."
    )


def test_the_wishes_kept_with_the_answers_are_the_plan_s(shell: Shell) -> None:
    write(Path("a.json"), answers(FULLY, settings=KEPT))
    made = shell("plan", "a.json", "--json")
    assert {key: request(made)[key] for key in KEPT} == KEPT
    assert "order-a-list-together" not in ids(made)
    assert "read-about-lists" in ids(made)


def test_an_option_wins_over_a_kept_wish(shell: Shell) -> None:
    write(Path("a.json"), answers(FULLY, settings=KEPT))
    options = ("--hours-per-week", 4, "--weeks", 13, "--reserve", "often-eaten", "--focus",
               "backlog=3", "--pin", "order-a-list-together", "--lead", "backlog")  # fmt: skip
    said = request(shell("plan", "a.json", *options, "--json"))
    assert (said["hours_per_week"], said["weeks"], said["reserve"]) == (4, 13, "often-eaten")
    assert said["focus"] == {"backlog": 3, "value": 2}
    assert said["pinned"] == ["read-about-lists", "order-a-list-together"]
    assert "excluded" not in said  # pinning takes the earlier no back
    assert said["lead"] == "backlog"


def test_wishes_reach_the_plan(asked: Shell) -> None:
    first = ids(asked("plan", "a.json", *TIME, "--json"))[0]
    off = ("--week-off", "2026-12-02", "2026-12-09")
    made = asked("plan", "a.json", *TIME, "--exclude", first, *off, "--json")
    assert first not in ids(made)
    assert request(made)["weeks_off"] == ["2026-12-02", "2026-12-09"]
    weeks = [
        int(week)
        for quarter in made.json["quarters"]
        for item in quarter["activities"]
        for week in item["weeks"]
    ]
    assert min(weeks) == 3
    sentence = asked.refused("plan", "a.json", *TIME, "--pin", first, "--exclude", first)
    assert sentence.endswith("is both pinned and left out. Undo one of the two.")


def test_who_can_be_asked_is_a_list_that_may_be_empty(asked: Shell) -> None:
    everybody = ids(asked("plan", "a.json", *TIME, "--json"))
    nobody = asked("plan", "a.json", *TIME, "--within-reach", "--json")
    assert request(nobody)["within_reach"] == []
    assert "order-a-list-together" in everybody
    assert "order-a-list-together" not in ids(nobody)
    one = asked("plan", "a.json", *TIME, "--within-reach", "product-owner", "--json")
    assert "order-a-list-together" in ids(one)


def test_another_role_held_asks_for_other_things(asked: Shell) -> None:
    made = asked("plan", "a.json", *TIME, "--held", "product-owner", "--json").json
    assert (made["held"], made["role"]) == ("product-owner", "product-owner")
    assert "coaching" not in made["quarters"][0]["focus"]


def test_situation_answers_reach_the_plan(shell: Shell, tmp_path: Path) -> None:
    shell("model", "new", "m.yaml")
    shell("demo", "--model", "m.yaml", "-o", "a.json")
    text = Path("m.yaml").read_text(encoding="utf-8")
    assert "situation:" in text
    from assess.loader import load_model

    question = load_model(Path("m.yaml")).situation[0]
    pair = f"{question.id}={question.answers[-1].id}"
    made = shell("plan", "a.json", "--model", "m.yaml", *TIME, "--situation", pair, "--json")
    assert request(made)["situation"] == {question.id: question.answers[-1].id}


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (
            ("--weeks", "26"),
            "Say how many hours a week you can learn, for example --hours-per-week 4",
        ),
        (
            (*TIME, "--lead", "backlogg"),
            "What comes first, 'backlogg', isn't a competency; did you mean 'backlog'?",
        ),
        (
            (*TIME, "--within-reach", "bob"),
            "There is no person 'bob' in this model; choose from team, product-owner, sales, "
            "manager.",
        ),
        (
            (*TIME, "--situation", "users=firms"),
            "The situation has no question 'users'; this model asks none.",
        ),
        (
            (*TIME, "--held", "nobody"),
            "There is no role 'nobody' in this model; it has: scrum-master, product-owner.",
        ),
        (
            (*TIME, "--pin", "own-a-small-product"),
            "“Own a small product for a quarter” is pinned, but can't be in the first two "
            "quarters: it leads to no step that can be taken there, or needs more hours. Unpin it.",
        ),
    ],
)
def test_a_wish_that_makes_no_sense_is_refused_in_a_sentence(
    asked: Shell, options: tuple[str, ...], sentence: str
) -> None:
    assert asked.refused("plan", "a.json", *options) == sentence
    assert asked.refused("export", "a.json", "-o", "x.md", *options) == sentence


def test_weeks_need_not_be_said(asked: Shell) -> None:
    made = asked("plan", "a.json", "--hours-per-week", 5, "--json")
    assert request(made)["weeks"] == 52


# --- close to an earlier plan ------------------------------------------------------------------


def test_a_plan_made_again_says_what_changed(asked: Shell) -> None:
    write(Path("plan.json"), asked("plan", "a.json", *TIME, "--json").out)
    said = asked("plan", "a.json", *TIME, "--previous", "plan.json").out
    assert said.endswith("\nNothing changed.\n")
    options = ("--previous", "plan.json", "--exclude", "order-a-list-together")
    said = " ".join(asked("plan", "a.json", *TIME, *options).out.split())
    assert said.endswith(
        "Compared with before: “Order a list with its owner” is swapped for “Measure one release”, "
        "this quarter's subjects stay."
    )


def test_a_plan_of_an_earlier_version_is_made_anew(asked: Shell) -> None:
    write(Path("old.json"), (RELEASE / "plan.json").read_text(encoding="utf-8"))
    assert asked.refused("plan", "a.json", *TIME, "--previous", "old.json") == (
        "old.json: made by an earlier version. Make it again."
    )


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("{", "p.json: this isn't JSON. Give a plan made by assess plan --json."),
        (
            '{"schema_version": 3}',
            "p.json: schema_version: '3' can't be read here, only 1 and 2; a newer file needs a "
            "newer assess.",
        ),
    ],
)
def test_a_previous_plan_that_cannot_be_read_is_named(
    asked: Shell, text: str, sentence: str
) -> None:
    write(Path("p.json"), text)
    assert asked.refused("plan", "a.json", *TIME, "--previous", "p.json") == sentence


def test_a_previous_plan_that_names_what_is_gone_is_refused(asked: Shell) -> None:
    made = asked("plan", "a.json", *TIME, "--json").json
    made["quarters"][0]["activities"][0]["id"] = "gone"
    write(Path("p.json"), made)
    assert asked.refused("plan", "a.json", *TIME, "--previous", "p.json") == (
        "p.json: the model has no activity 'gone' any more. Make the plan again."
    )
    made["model"]["id"] = "other"
    write(Path("p.json"), made)
    assert asked.refused("plan", "a.json", *TIME, "--previous", "p.json") == (
        "p.json: this plan belongs to the model 'other', not to 'sm-to-po'."
    )


def test_a_report_loads_again_with_the_wishes_and_the_plan_that_it_shows(shell: Shell) -> None:
    write(Path("a.json"), answers(FULLY))
    shell("export", "a.json", "-o", "r.html", *TIME, "--lead", next(iter(FULLY)))
    held = parsed(Path("r.html").read_text(encoding="utf-8"))
    assert held["settings"]["lead"] == next(iter(FULLY))
    assert held["plans"][-1]["plan"]["request"]["lead"] == next(iter(FULLY))
