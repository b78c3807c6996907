"""What each command says and writes, from a made-up person to every file format."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from datetime import datetime
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from assess.cli.main import main
from assess.clock import today
from assess.settings import package_model
from tests.builders.commands import BROKEN, FULLY, PARTLY, SECOND, TIME, Shell, answers, write


class Today(datetime):
    @classmethod
    def now(cls, tz: Any = None) -> Today:
        return cls(2026, 11, 22, 12, tzinfo=tz)


# --- score -------------------------------------------------------------------------------------


def test_score_gives_the_numbers_of_the_formulas(shell: Shell) -> None:
    write(Path("a.json"), answers(PARTLY))
    assert shell("score", "a.json", "--json").json == {
        "areas": {
            "team": {"score": 2.0, "rated": 1, "all": 2, "not_applicable": 1},
            # (2*1 + 1.5*3) / 3.5
            "product": {"score": 6.5 / 3.5, "rated": 2, "all": 3, "not_applicable": 0},
        },
        "roles": {
            # facilitation 1 of 2 steps; nothing above level 1 is asked of the other two rated
            "scrum-master": {"fit": 0.5, "rated": 3, "asked": 4},
            # (1*1 + 2*0 + 1.5*1) / (1*1 + 2*2 + 1.5*1): the surplus in interviews counts nothing
            "product-owner": {"fit": 2.5 / 6.5, "rated": 3, "asked": 4},
        },
        "gaps": [{"competency": "backlog", "level": 1, "target": 3, "gap": 2}],
    }


def test_in_a_blind_round_the_record_from_before_it_counts_and_that_is_said(shell: Shell) -> None:
    write(Path("a.json"), answers(PARTLY))
    before = shell("score", "a.json")
    data = answers(PARTLY)
    earlier, data["answers"] = data["answers"], {"backlog": {"level": 3}}
    write(Path("b.json"), data | {"round": {"begun": "2026-12-05T10:00:00Z", "earlier": earlier}})
    found = shell("score", "b.json")
    assert found.out == before.out
    assert (before.err, found.err) == (
        "",
        "A new blind round is under way, begun on 5 December 2026: until it ends, the record from "
        "before it counts.\n",
    )
    assert shell("export", "b.json", "-o", "c.json").err == ""
    assert json.loads(Path("c.json").read_text())["round"]["earlier"].keys() == earlier.keys()


def test_score_gives_null_where_too_little_is_rated(shell: Shell) -> None:
    write(Path("a.json"), answers({"backlog": 1}))
    found = shell("score", "a.json", "--json").json
    assert found["areas"]["team"] == {"score": None, "rated": 0, "all": 2, "not_applicable": 0}
    assert found["areas"]["product"]["score"] is None
    assert found["roles"]["product-owner"] == {"fit": None, "rated": 1, "asked": 4}


def test_score_compares_with_another_role(shell: Shell) -> None:
    write(Path("a.json"), answers(PARTLY))
    found = shell("score", "a.json", "--role", "scrum-master", "--json").json
    assert found["gaps"] == [{"competency": "facilitation", "level": 2, "target": 3, "gap": 1}]


def test_a_score_midway_between_two_levels_is_near_the_higher_one(shell: Shell) -> None:
    write(Path("a.json"), answers({**PARTLY, "facilitation": 2, "coaching": 3}))
    team = next(line for line in shell("score", "a.json").out.splitlines() if "Team" in line)
    assert shell("score", "a.json", "--json").json["areas"]["team"]["score"] == 2.5
    assert "near Guiding" in team


def test_score_speaks_in_labels_and_counted_skills(shell: Shell) -> None:
    write(Path("a.json"), answers(PARTLY))
    assert shell("score", "a.json").out.splitlines() == [
        "3 of 5 rated, 1 not applicable",
        "",
        "Areas",
        f"  {'Team':<36} {'near Doing':<26} 1 of 2 rated, 1 not applicable",
        f"  {'Product':<36} {'near Doing':<26} 2 of 3 rated",
        "",
        "Roles",
        f"  {'Scrum Master':<36} {'asks for more in 1 of 3':<26} 3 of 4 rated, 1 not applicable",
        f"  {'Product Owner':<36} {'asks for more in 1 of 3':<26} 3 of 4 rated",
        "",
        "Gaps to Product Owner",
        "  Backlog                              Learning → Guiding",
    ]


def test_score_says_where_it_has_no_number(shell: Shell) -> None:
    write(Path("a.json"), answers({"backlog": 3}))
    said = shell("score", "a.json").out
    assert said.count("not enough rated") == 4
    assert "  none in what you've rated\n" in said


def test_a_terminal_without_our_letters_gets_their_numbers(shell: Shell) -> None:
    write(Path("a.json"), answers(PARTLY))
    ran = subprocess.run(
        [sys.executable, "-m", "assess.cli.main", "score", "a.json"],
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert ran.stdout.endswith("Learning \\u2192 Guiding\n")
    assert ran.stderr == ""


# --- plan --------------------------------------------------------------------------------------


def test_plan_is_the_best_one_and_the_same_each_time(shell: Shell) -> None:
    write(Path("a.json"), answers(FULLY))
    first = shell("plan", "a.json", *TIME, "--json")
    made = first.json
    # coaching lies two below the present job; backlog and value are raised by two activities
    assert made["quarters"][0]["focus"] == ["coaching", "backlog"]
    assert [item["id"] for item in made["quarters"][0]["activities"]] == [
        "lead-a-conflict-meeting",
        "read-about-lists",
        "order-a-list-together",
    ]
    assert (made["hours"], made["optimal"]) == (13.5, True)
    assert made["request"]["start"] == "2026-11-30"
    assert shell("plan", "a.json", *TIME, "--json").out == first.out


def test_plan_says_its_quarters_reasons_and_what_to_show(shell: Shell) -> None:
    write(Path("a.json"), answers(FULLY))
    said = shell("plan", "a.json", *TIME).out
    assert said.startswith("Your plan: from Scrum Master to Product Owner\n\nThis quarter you ")
    for line in (
        "Begin on 30 November with “Lead a meeting of two teams”. In the same week, write to "
        "product\nowner.",
        "This quarter, 30 November 2026 to 28 February 2027",
        "  Ask product owner in the week of 30 November, for “Order a list with its owner”.",
        "  Backlog: you're at Learning (1), the role asks for Guiding (3); the role you want "
        "rests on it.",
        "    Order a list with its owner (4 hours; week 3, 14 December to 20 December)",
        "      Leads to Doing in value, once someone who saw the work confirms it, or you do",
        "  Of your 65 hours, 13.5 are planned and 1 is for asking people; about 50.5 stay free.",
        "Checked: no other plan does better with these settings.",
    ):
        assert f"\n{line}\n" in said
    assert max(map(len, said.splitlines())) <= 96
    for word in ("%", "proved", "Only this"):
        assert word not in said


def test_plan_counts_a_focus_and_takes_the_last_of_two(shell: Shell) -> None:
    write(Path("a.json"), answers(FULLY))
    made = shell("plan", "a.json", *TIME, "--focus", "value=5", "backlog=1", "--focus", "value=3",
                 "--json").json  # fmt: skip
    assert made["request"]["focus"] == {"backlog": 1, "value": 3}
    assert made["quarters"][0]["focus"] == ["coaching", "value"]


def test_plan_says_that_there_is_nothing_to_plan(shell: Shell) -> None:
    write(Path("a.json"), answers(dict.fromkeys(FULLY, 3)))
    said = " ".join(shell("plan", "a.json", *TIME).out.split())
    assert "There is nothing to plan: what you rated is where Product Owner asks it to be." in said


# --- from a made-up person to every file -------------------------------------------------------


@pytest.mark.parametrize("name", ["shipped", "second"])
def test_the_whole_way_with_any_model(
    shell: Shell, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """Nothing is built in: another model goes the same way to a report that loads again."""
    monkeypatch.setattr("assess.clock.datetime", Today)
    monkeypatch.setenv("ASSESS_MODEL", str(package_model() if name == "shipped" else SECOND))
    assert shell("demo", "-o", "demo.json").code == 0
    if name == "second":  # the made-up person has no gap here that can be planned for
        roles = {"from": "scrum-master", "to": "product-owner"}
        write(Path("demo.json"), answers(FULLY, id="demo", person="Maria Example", roles=roles))
    assert shell("score", "demo.json", "--json").json["gaps"]

    time = ("--hours-per-week", 5, "--weeks", 12, "--start", "2026-11-30")
    made = shell("plan", "demo.json", *time, "--json")
    plan = json.loads(write(Path("plan.json"), made.out).read_text())
    activities = [item for quarter in plan["quarters"] for item in quarter.get("activities", [])]
    assert activities
    assert shell("plan", "demo.json", *time, "--previous", "plan.json", "--json").out == made.out

    for ending in ("html", "ics", "csv", "md", "json"):
        ran = shell("export", "demo.json", "-o", f"out.{ending}", *time)
        size = len(Path(f"out.{ending}").read_bytes())
        assert (ran.code, ran.err, ran.out) == (0, "", f"out.{ending}: {size:,} bytes\n")
    rows = csv.DictReader(Path("out.csv").read_text(encoding="utf-8-sig").splitlines())
    titles = [row["title"] for row in rows]
    assert sum(len(item["weeks"]) for item in activities) == len(titles)
    for text in ("out.html", "out.md"):
        assert titles[0] in unescape(Path(text).read_text(encoding="utf-8"))

    # the report and the answers file hold the same person, again and again
    shell("export", "out.html", "-o", "again.html", *time)
    assert Path("again.html").read_bytes() == Path("out.html").read_bytes()
    shell("export", "out.html", "-o", "again.json")
    again, out = (json.loads(Path(f"{name}.json").read_text()) for name in ("again", "out"))
    assert again["answers"] == out["answers"]
    assert shell("score", "out.html", "--json").out == shell("score", "demo.json", "--json").out


def test_the_made_up_person_is_the_same_on_standard_output(shell: Shell) -> None:
    shell("demo", "-o", "demo.json")
    assert shell("demo").out == Path("demo.json").read_text(encoding="utf-8")


def test_a_report_without_notes_holds_none(shell: Shell) -> None:
    noted = answers(FULLY)
    noted["answers"]["backlog"]["evidence"] = "Moved the tax rule to the top"
    write(Path("a.json"), noted)
    for ending in ("html", "json"):
        shell("export", "a.json", "-o", f"with.{ending}")
        shell("export", "a.json", "-o", f"without.{ending}", "--without-notes")
        assert "tax rule" in Path(f"with.{ending}").read_text(encoding="utf-8")
        assert "tax rule" not in Path(f"without.{ending}").read_text(encoding="utf-8")


def test_a_report_is_made_without_hours_and_then_has_no_plan(shell: Shell) -> None:
    write(Path("a.json"), answers(FULLY))
    assert shell("export", "a.json", "-o", "a.html").code == 0
    assert "Own a small product" not in Path("a.html").read_text(encoding="utf-8")


SHIPPED = ("--model", str(package_model()))


@pytest.mark.parametrize(
    ("options", "name"),
    [
        ((), "zoe-berg-plan-for-me"),
        (("--without-notes",), "zoe-berg-plan-to-share"),
        (("--with-guide",), "zoe-berg-plan-and-role-guide-for-me"),
        (("--todos",), "zoe-berg-to-dos-for-me"),
        (("--page", "manager"), "zoe-berg-page-for-my-manager"),
        (("--page", "stories"), "zoe-berg-stories-for-me"),
        (("--page", "case"), "zoe-berg-case-for-the-role-for-me"),
        (("--page", "case", "--without-notes"), "zoe-berg-case-for-the-role-to-share"),
        (("--page", "portfolio", "--evidence", "roadmapping"), "zoe-berg-portfolio-to-share"),
    ],
)
def test_an_export_without_a_name_is_named_by_what_it_is(
    shell: Shell, options: tuple[str, ...], name: str
) -> None:
    shell("demo", "-o", "a.json", *SHIPPED)
    data = json.loads(Path("a.json").read_text(encoding="utf-8"))
    data["person"] = "Zoë Berg"
    data["answers"]["roadmapping"]["evidence"] = "canary-roadmap"
    data["answers"]["communication"]["evidence"] = "canary-talk"
    write(Path("a.json"), json.dumps(data))
    Path("out").mkdir()
    time = ("--hours-per-week", "4")
    for folder in ((), ("-o", "out")):
        ran = shell("export", "a.json", *folder, *options, *time, *SHIPPED)
        assert ran.code == 0
        ending = "ics" if "--todos" in options else "html"
        path = Path(*folder[1:], f"{name}-{today()}.{ending}")
        assert ran.out.startswith(f"{path}: ")
        text = path.read_text(encoding="utf-8")
        mine = "for-me" in name and ending == "html"
        assert ("canary-talk" in text) is mine
        assert ("canary-roadmap" in text) is (mine or "portfolio" in options)


def test_a_page_for_one_reader_speaks_to_them(shell: Shell) -> None:
    shell("demo", "-o", "a.json", *SHIPPED)
    page = (
        "export",
        "a.json",
        "--page",
        "manager",
        "--hours-per-week",
        "4",
        "-o",
        "x.html",
        *SHIPPED,
    )
    assert shell(*page).code == shell(*page, "--reader", "manager").code == 0
    assert "What I need from you" in Path("x.html").read_text(encoding="utf-8")


def test_a_page_that_can_not_be_made_is_refused(shell: Shell) -> None:
    shell("demo", "-o", "a.json", *SHIPPED)
    for options, said in {
        ("--page", "case", "-o", "x.ics"): "x.ics: with --page its name must end with .html.",
        ("--todos", "-o", "x.html"): "x.html: with --todos its name must end with .ics.",
        ("--page", "portfolio"): "Say what the portfolio shows, for example --evidence SKILL.",
        ("--page", "case", "--evidence", "x"): "There is no skill 'x' in this model.",
    }.items():
        assert shell.refused("export", "a.json", *options, *SHIPPED) == said


def test_an_export_for_another_role_compares_with_that_role(shell: Shell) -> None:
    write(Path("a.json"), answers(FULLY))
    shell("export", "a.json", "-o", "a.html", "--role", "scrum-master")
    shell("export", "a.html", "-o", "b.json")
    roles = json.loads(Path("b.json").read_text(encoding="utf-8"))["roles"]
    assert roles == {"from": "scrum-master", "to": "scrum-master"}


# --- check -------------------------------------------------------------------------------------


def test_check_counts_what_is_in_a_model(shell: Shell) -> None:
    ran = shell("check", SECOND)
    said = ran.out.splitlines()
    warnings, last = said[:7], said[7]
    assert (ran.code, len([line for line in said if ": warning: " in line])) == (0, 7)
    assert warnings[0].startswith(f"{SECOND}:17:5: warning: competency 'facilitation': the step")
    assert last == (
        "Scrum Master to Product Owner 1.2.0: 2 areas, 5 competencies, 2 roles, 8 activities; no "
        "mistakes, 7 warnings."
    )
    assert shell("check", SECOND, "--strict").code == 1
    assert shell("check").out == ran.out  # the model of the environment
    assert shell("check", "--model", SECOND).out == ran.out


def test_check_says_every_mistake_with_its_place(shell: Shell) -> None:
    ran = shell("check", BROKEN / "many.yaml")
    assert (ran.code, ran.out) == (1, "")
    said = ran.err.splitlines()
    assert len(said) > 1
    assert all(line.startswith(f"{BROKEN / 'many.yaml'}:") for line in said)


# --- usage -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("dance",),
        ("score",),
        ("plan", "a.json", *TIME, "--reserve", "some"),
        ("plan", "a.json", *TIME, "--situation", "users"),
        ("plan", "a.json", *TIME, "--fewest-hours"),
        ("plan", "a.json", "--hours-per-week", "x", "--weeks", "26"),
        ("plan", "a.json", "--hours-per-week", "nan", "--weeks", "26"),
        ("plan", "a.json", "--hours-per-week", "inf", "--weeks", "26"),
        ("plan", "a.json", "--hours-per-week", "2 5", "--weeks", "26"),
        ("plan", "a.json", *TIME, "--focus", "backlog=nan"),
        ("plan", "a.json", "--hours-per-week", "5", "--weeks", "2.5"),
        ("plan", "a.json", *TIME, "--start", "11/12/2026"),
        ("plan", "a.json", *TIME, "--focus", "backlog"),
        ("serve", "--port", "0"),
        ("serve", "--port", "65536"),
        ("serve", "--port", "eighty"),
        ("data",),
        ("data", "sell"),
    ],
)
def test_wrong_usage_ends_with_2_and_says_how(shell: Shell, arguments: tuple[str, ...]) -> None:
    ran = shell.usage(*arguments)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("assess")
    assert ran.err.endswith(" --help.\n")
    assert len(ran.err.splitlines()) == 2
    assert "Traceback" not in ran.err


@pytest.mark.parametrize("hours", ["2.5", "2,5", " 2 ½ ", "2½"])
def test_hours_are_read_as_people_write_them(shell: Shell, hours: str) -> None:
    write(Path("a.json"), answers(FULLY))
    made = shell("plan", "a.json", "--hours-per-week", hours, "--weeks", 26, "--json").json
    assert made["request"]["hours_per_week"] == 2.5


def test_a_word_instead_of_a_number_is_refused_by_a_sentence(shell: Shell) -> None:
    said = shell.usage("plan", "a.json", "--hours-per-week", "abc").err
    assert said.startswith(
        "assess plan: argument --hours-per-week: “abc” isn't a number. Write it like 4 or 2.5.\n"
    )


@pytest.mark.parametrize(
    "command", ["serve", "lab", "check", "score", "plan", "export", "demo", "data"]
)
def test_every_command_has_help_and_the_top_lists_it(shell: Shell, command: str) -> None:
    assert shell.usage(command, "--help").code == 0
    assert f"\n    {command} " in shell.usage("--help").out


def test_interrupting_ends_quietly(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(_options: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr("assess.cli.model.demo", interrupted)
    assert main(["demo"]) == 130
