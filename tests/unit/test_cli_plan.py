"""`assess plan` with wishes, with an end instead of weeks, and the other way round."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli_cases import FULLY, TIME, Shell, answers, write


@pytest.fixture
def asked(shell: Shell) -> Shell:
    write(Path("a.json"), answers(FULLY))
    return shell


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


def test_wishes_reach_the_plan(asked: Shell) -> None:
    best = asked("plan", "a.json", *TIME, "--json").json
    first = best["activities"][0]["id"]
    off = ("--week-off", "2026-12-02", "2026-12-09")
    made = asked("plan", "a.json", *TIME, "--exclude", first, *off, "--json").json
    assert first not in [item["id"] for item in made["activities"]]
    assert made["settings"]["excluded"] == [first]
    assert made["settings"]["weeks_off"] == ["2026-12-02", "2026-12-09"]
    assert min(min(map(int, item["weeks"])) for item in made["activities"]) == 3
    pinned = asked("plan", "a.json", *TIME, "--pin", first, "--json").json
    assert pinned["settings"]["pinned"] == [first]
    sentence = asked.refused("plan", "a.json", *TIME, "--pin", first, "--exclude", first)
    assert sentence.endswith("is pinned and left out: take back one of the two.")


def test_the_fewest_hours_and_the_earliest_end_are_said_before_their_plan(asked: Shell) -> None:
    start = ("--start", "2026-11-30")
    said = asked("plan", "a.json", "--fewest-hours", "--weeks", 26, *start).out
    hours, rest = said.split(" hours a week reach ", 1)
    assert "proved to be the best" in rest
    made = asked("plan", "a.json", "--fewest-hours", "--weeks", 26, *start, "--json").json
    assert made["settings"]["hours_per_week"] == float(hours)
    said = asked("plan", "a.json", "--earliest-end", "--hours-per-week", 5, *start).out
    assert said.startswith("With 5 hours a week you reach ")
    made = asked("plan", "a.json", "--earliest-end", "--hours-per-week", 5, *start, "--json").json
    assert f"in {made['settings']['weeks']} weeks" in said


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--weeks", "26"), "required: --hours-per-week"),
        (("--hours-per-week", "5"), "required: --weeks or --until"),
        (
            ("--fewest-hours", "--hours-per-week", "5", "--weeks", "26"),
            "leave --hours-per-week out",
        ),
        (("--earliest-end", "--hours-per-week", "5", "--weeks", "26"), "leave --weeks and --until"),
        (("--weeks", "26", "--until", "2027-05-30"), "not allowed with"),
    ],
)
def test_options_that_do_not_go_together_are_usage_errors(
    asked: Shell, options: tuple[str, ...], told: str
) -> None:
    ran = asked.usage("plan", "a.json", *options)
    assert ran.code == 2
    assert told in ran.err


def test_the_marks_on_the_way_are_said(asked: Shell) -> None:
    said = asked("plan", "a.json", *TIME).out
    assert "\nOn the way\n" in said
    assert "100% fit to " in said
