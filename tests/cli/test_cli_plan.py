"""`assess plan` with wishes: those kept with the answers, and the options over them."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from assess.formats.json_text import parsed
from tests.builders.commands import FULLY, TIME, Ran, Shell, answers, write

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
        "The last day, 2026-11-29, is before the first, 2026-11-30. Give a later one."
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
    from assess.formats.model_yaml.loader import load_model

    question = load_model(Path("m.yaml")).situation[0]
    pair = f"{question.id}={question.answers[-1].id}"
    made = shell("plan", "a.json", "--model", "m.yaml", *TIME, "--situation", pair, "--json")
    assert request(made)["situation"] == {question.id: question.answers[-1].id}


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (
            ("--weeks", "26"),
            "Say how many hours a week you have, for example --hours-per-week 4.",
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


def opened(made: Ran) -> list[tuple[str, list[int]]]:
    """What begins in the first quarter, with its quarters."""
    found = [item for quarter in made.json["quarters"] for item in quarter.get("activities", [])]
    return sorted((item["id"], item["quarters"]) for item in found if item["quarters"][0] == 1)


def test_the_quarter_of_the_plan_before_goes_on_where_that_is_asked_for(asked: Shell) -> None:
    one = ("--hours-per-week", 2, "--weeks", 26, "--start", "2026-11-30")
    best = asked("plan", "a.json", *one, "--json")
    (subject,) = best.json["quarters"][0]["focus"]
    without = [arg for key, _ in opened(best) for arg in ("--exclude", key)]
    before = asked("plan", "a.json", *one, *without, "--json")
    write(Path("plan.json"), before.out)
    (other,) = before.json["quarters"][0]["focus"]
    assert other != subject
    again = ("--previous", "plan.json", "--keep-quarter")
    assert opened(asked("plan", "a.json", *one, *again, "--json")) == opened(before)
    said = " ".join(asked("plan", "a.json", *one, *again).out.split())
    assert "no other plan does better with these settings while this quarter stays as it is" in said
    assert asked("plan", "a.json", *one, *again, "--json").json["outdone"] is True
    assert "outdone" not in best.json
    assert "A better plan exists: this quarter would be about" in said
    assert said.endswith("Leave out --keep-quarter to have it.")
    assert opened(asked("plan", "a.json", *one, *again[:2], "--json")) == opened(best)
    named = asked("plan", "a.json", *one, *again, "--lead", subject, "--json")
    assert named.json["quarters"][0]["focus"] == [subject]


def test_a_plan_before_that_runs_gives_the_first_day_and_its_past_weeks(
    asked: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assess.cli.plan.today", lambda: date(2026, 12, 16))
    wishes = ("--hours-per-week", 4, "--weeks", 26)
    before = asked("plan", "a.json", *wishes, "--start", "2026-11-30", "--json")
    write(Path("plan.json"), before.out)
    again = ("--previous", "plan.json", "--keep-quarter")
    made = asked("plan", "a.json", *wishes, *again, "--json")
    assert request(made)["start"] == "2026-11-30"
    assert request(made)["weeks_off"] == ["2026-11-30", "2026-12-07"]
    same = asked("plan", "a.json", *wishes, "--start", "2026-11-30", *again)
    assert same.out.endswith("\nNothing changed.\n")


def test_to_keep_a_quarter_takes_a_plan_before(asked: Shell) -> None:
    assert asked.refused("plan", "a.json", *TIME, "--keep-quarter") == (
        "Give --previous PLAN.json too: --keep-quarter goes on with its quarter."
    )


def test_a_plan_of_an_earlier_version_is_made_anew(asked: Shell) -> None:
    write(Path("old.json"), (RELEASE / "plan.json").read_text(encoding="utf-8"))
    assert asked.refused("plan", "a.json", *TIME, "--previous", "old.json") == (
        "old.json: this plan was made by an earlier version. Make it again."
    )


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("{", "p.json: this isn't JSON. Give a plan made by `assess plan --json`."),
        (
            '{"schema_version": 3}',
            "p.json: schema_version: this file (3) was written by a newer assess; update assess "
            "to read it.",
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


@pytest.mark.parametrize("ending", ["ics", "csv", "md"])
def test_a_plan_without_anything_in_it_is_no_file(shell: Shell, ending: str) -> None:
    """The page refuses the same with the same sentence."""
    top = dict.fromkeys(FULLY, 3)
    write(Path("a.json"), answers(top))
    said = shell.refused("export", "a.json", "-o", f"plan.{ending}", *TIME)
    assert said.startswith("There is nothing to plan: ")


WAYS = [
    ("--hours-per-week", "2,5", "hours_per_week", 2.5),
    ("--hours-per-week", "2 ½", "hours_per_week", 2.5),
    ("--hours-per-week", "２．５", "hours_per_week", 2.5),
    ("--hours-factor", "1,25", "hours_factor", 1.25),
    ("--weeks", " 26 ", "weeks", 26),
    ("--weeks", "２６", "weeks", 26),
    ("--start", "28.12.2026", "start", "2026-12-28"),
    ("--start", "28 Dec 2026", "start", "2026-12-28"),
    ("--start", "December 28th, 2026", "start", "2026-12-28"),
    ("--start", "12/28/2026", "start", "2026-12-28"),
    ("--week-off", "28.12.2026", "weeks_off", ["2026-12-28"]),
    ("--focus", "value=1,5", "focus", {"value": 1.5}),
]


@pytest.mark.parametrize(("option", "typed", "name", "value"), WAYS)
def test_numbers_and_days_are_read_as_people_type_them(
    asked: Shell, option: str, typed: str, name: str, value: object
) -> None:
    wishes = {"--hours-per-week": "4", "--weeks": "26", "--start": "30 Nov 2026", option: typed}
    typed_out = [word for pair in wishes.items() for word in pair]
    assert request(asked("plan", "a.json", *typed_out, "--json"))[name] == value


UNCLEAR = [
    ("--hours-per-week", "1,234", "“1,234” could mean 1234 or 1.234. Write 1234 or 1.23."),
    ("--hours-factor", "1.125", "“1.125” could mean 1125 or 1.125. Write 1125 or 1.12."),
    ("--weeks", "2,5", "“2,5” isn't a whole number. Write it like 26."),
    ("--start", "28.11.26", "“28.11.26” has no year of four digits. Write it like 28 Nov 2026."),
    ("--until", "30.2.2027", "There is no day “30.2.2027”. Check it in a calendar."),
    ("--week-off", "soon", "“soon” isn't a day. Write it like 28 Nov 2026 or 2026-11-28."),
    (
        *("--start", "03/04/2026"),
        "“03/04/2026” could mean 3 April 2026 or 4 March 2026. Write the month as a word.",
    ),
    ("--focus", "value=a lot", "“a lot” isn't a number. Write it like 4 or 2.5."),
]


@pytest.mark.parametrize(("option", "typed", "said"), UNCLEAR)
def test_what_is_unclear_is_asked_back_after_the_options_name(
    asked: Shell, option: str, typed: str, said: str
) -> None:
    ran = asked.usage("plan", "a.json", option, typed)
    assert ran.code == 2
    assert ran.err == f"assess plan: argument {option}: {said}\nSee assess plan --help.\n"
