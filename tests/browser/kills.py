"""Kernels and servers killed under a clicking browser: whatever was said is stored in the end.

`make kills` runs 200 rounds and writes benchmarks/results/kills.json; test_kills.py runs a few.
Each round says a few things on the page (ratings, notes, marks of progress, measures, settings,
roles), kills the kernel or the whole server at a random moment, goes on while nobody listens, loads
the page again, and then looks into the database. Exits with 1 where anything that was said is lost.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, expect, sync_playwright

from assess.domain.demo import demo_assessment
from assess.formats.answers import dumps
from assess.formats.model_yaml.loader import load_model
from assess.settings import package_model
from assess.store.answers import joined
from assess.typed import typed_day
from tests.browser import pages
from tests.browser.conftest import Server, visit
from tests.browser.states import load
from tests.conftest import FLAGS, chromium

RESULTS = Path(__file__).parents[2] / "benchmarks" / "results" / "kills.json"
BACK = "document.querySelector('.as-app[data-step] .ui-option input') && !window.beforeReload"
MODEL = load_model(package_model())
LABELS = {level.label: level.level for level in MODEL.scale}
ROLES = [role.id for role in MODEL.roles]
PATIENCE = 60
"""Seconds until what was said must be stored after a reload."""


@dataclass
class Tally:
    """What was done and seen so far."""

    rounds: int = 0
    kernels_killed: int = 0
    servers_killed: int = 0
    said: Counter[str] = field(default_factory=Counter)
    lost: list[str] = field(default_factory=list)


class Kills:
    """One person's visit, whose kernel or server dies in each round."""

    def __init__(self, page: Page, server: Server, seed: int) -> None:
        self.page, self.server = page, server
        self.random = random.Random(seed)
        self.tally = Tally()
        self._number = 0
        self._expected: dict[tuple[str, str], Any] = {}
        self._acts: list[Callable[[], None]] = [
            *(self._rate, self._note, self._begin, self._done, self._drop),
            *(self._measure, self._hours, self._dates, self._situation, self._off, self._role),
        ]

    def prepare(self) -> None:
        """A visit with answers and a plan."""
        visit(self.page, self.server.url)
        load(self.page, dumps(demo_assessment(MODEL)))
        pages.go(self.page, "Plan")
        pages.make_plan(self.page)
        pages.saved(self.page)

    def round(self, *, whole: bool) -> None:
        """Say things, kill, say more, load again, look. `whole`: the server dies, not a kernel."""
        for _ in range(self.random.randint(1, 4)):
            self._act()
        self.page.wait_for_timeout(self.random.choice((0, 20, 100, 300)))
        if whole:
            self.server.process.kill()
            self.server.process.wait(timeout=20)
            self.tally.servers_killed += 1
        else:
            killed = self.server.kernels()
            for kernel in killed:
                os.kill(kernel, signal.SIGKILL)
            self.tally.kernels_killed += len(killed)
        for _ in range(self.random.randint(0, 2)):
            self._act()
        expect(self.page.get_by_text("This page has lost its connection.")).to_be_visible()
        if whole:
            self.server.start_again()
        self.page.evaluate("window.beforeReload = true")
        self.page.get_by_role("button", name="Reload the page").click()
        pages.until(self.page, BACK)
        self._look()
        self.tally.rounds += 1

    def _act(self) -> None:
        self._number += 1
        self.random.choice(self._acts)()

    def _say(self, kind: str, key: str, value: Any) -> None:
        self._expected[kind, key] = value
        self.tally.said[kind] += 1

    # --- what a person says --------------------------------------------------------------------

    def _question(self) -> Any:
        pages.go(self.page, "Rate")
        pages.area(self.page, self.random.randint(1, pages.areas(self.page)))
        found = pages.questions(self.page)
        chosen = found.nth(self.random.randrange(found.count()))
        return chosen, chosen.get_attribute("id").split("-", 3)[3]  # type: ignore[union-attr]

    def _rate(self) -> None:
        question, key = self._question()
        label = self.random.choice(list(LABELS))
        pages.rate(question, label)
        self._say("rating", key, LABELS[label])

    def _note(self) -> None:
        question, key = self._question()
        text = f"Said as number {self._number}"
        box = pages.note(question)
        box.fill("")
        box.press_sequentially(text)  # and no blur: the page may die under the last letter
        self._say("note", key, text)

    def _card(self, label: str) -> tuple[Any, str] | None:
        """An unfolded card that has this button, and its activity."""
        pages.go(self.page, "Plan")
        count = self.page.locator(".ui-plan-card").count()
        for place in self.random.sample(range(count), count):
            card = pages.card(self.page, place)
            button = card.get_by_role("button", name=f"{label}:")
            if button.count():
                return button, str(card.get_attribute("data-key")).split()[1]
        return None

    def _mark(self, label: str, state: str) -> None:
        found = self._card(label)
        if found is None:
            return
        button, key = found
        button.click()
        self._say("progress", key, (state, ""))

    def _begin(self) -> None:
        self._mark("I've begun", "in_progress")

    def _drop(self) -> None:
        self._mark("I won't finish this", "dropped")

    def _done(self) -> None:
        found = self._card("It's done")
        if found is None:
            return
        button, key = found
        button.click()
        text = f"Shown by number {self._number}"
        card = self.page.locator(f'[data-key="card {key}"]')
        card.get_by_role("textbox", name="What can you show for it").fill(text)
        card.get_by_role("button", name="Save", exact=True).click()
        self._say("progress", key, ("done", text))

    def _measure(self) -> None:
        pages.go(self.page, "Plan")
        count = self.page.locator(".ui-plan-card").count()
        if not count:  # a plan is for two roles, and they were changed
            return
        card = pages.card(self.page, self.random.randrange(count))
        field = card.get_by_label("Today", exact=True)
        if not field.count():
            return
        text = f"{self._number} a week"
        field.fill("")
        field.press_sequentially(text)
        self._say("measure", str(card.get_attribute("data-key")).split()[1], text)

    def _hours(self) -> None:
        self._settings()
        hours = self.random.randint(2, 80) / 4
        self.page.get_by_label("Hours a week").fill(f"{hours:g}")
        self._say("setting", "hours_per_week", hours)

    def _dates(self) -> None:
        self._settings()
        start = typed_day(self.page.get_by_label("First day").input_value())
        weeks = self.random.randint(4, 60)
        end = start + timedelta(weeks=weeks, days=-1)
        self.page.get_by_label("Last day").fill(end.isoformat())
        self._say("setting", "weeks", weeks)

    def _settings(self) -> None:
        pages.go(self.page, "Plan")
        pages.settings(self.page)

    def _situation(self) -> None:
        self._settings()
        question = self.random.choice(MODEL.situation)
        answer = self.random.choice(question.answers)
        pages.situation(self.page, question.question, answer.label)
        self._say("situation", question.id, answer.id)

    def _off(self) -> None:
        self._settings()
        day = date(2027, 1, 4) + timedelta(days=self.random.randrange(600))
        self.page.get_by_label("A day in the week off").fill(day.isoformat())
        self.page.get_by_role("button", name="Add this week off").click()
        self._say("off", day.isoformat(), True)

    def _role(self) -> None:
        pages.go(self.page, "Profile")
        role = self.random.choice(ROLES)
        self.page.get_by_label("Your current role").select_option(role)
        self._say("role", "from", role)

    # --- what is stored ------------------------------------------------------------------------

    def _look(self) -> None:
        end = time.monotonic() + PATIENCE
        while missing := self._missing():
            if time.monotonic() > end:
                self.tally.lost += [f"round {self.tally.rounds}: {item}" for item in missing]
                self._expected.clear()  # each loss is told once
                return
            self.page.wait_for_timeout(50)
        left = "Object.keys(localStorage).filter((key) => key.startsWith('assess.outbox.')).length"
        pages.until(self.page, f"{left} === 0")

    def _missing(self) -> list[str]:
        with closing(sqlite3.connect(f"file:{self.server.database}?mode=ro", uri=True)) as found:
            found.row_factory = sqlite3.Row
            rows = found.execute("SELECT document FROM assessments").fetchall()
            items = found.execute("SELECT section, body FROM items ORDER BY number").fetchall()
        if len(rows) != 1:
            return [f"{len(rows)} assessments are stored"]
        document = joined(rows[0]["document"], items)
        stored = {
            ("rating", key): answer.get("level") for key, answer in document["answers"].items()
        }
        stored |= {
            ("note", key): answer.get("evidence", "") for key, answer in document["answers"].items()
        }
        stored |= {
            ("progress", key): (item["state"], item.get("evidence", ""))
            for key, item in document.get("progress", {}).items()
        }
        settings = document.get("settings", {})
        stored |= {("setting", key): settings.get(key) for key in ("hours_per_week", "weeks")}
        stored |= {
            ("measure", key): measure["today"]
            for key, measure in document.get("measures", {}).items()
        }
        stored |= {("situation", key): said for key, said in settings.get("situation", {}).items()}
        stored |= {("off", day): True for day in settings.get("weeks_off", [])}
        stored |= {("role", key): role for key, role in document.get("roles", {}).items()}
        return [
            f"{key}: said {value!r}, stored {stored.get(key)!r}"
            for key, value in self._expected.items()
            if stored.get(key) != value
        ]


def main() -> int:
    """Run the rounds and say what came of it."""
    parser = argparse.ArgumentParser(description="Kill kernels and servers under a browser.")
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    asked = parser.parse_args()
    start = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="assess-") as name, sync_playwright() as playwright:
        server = Server(Path(name))
        launched = playwright.chromium.launch(args=FLAGS, executable_path=chromium())
        page = launched.new_page(viewport={"width": 1280, "height": 900})
        page.set_default_timeout(120_000)
        kills = Kills(page, server, asked.seed)
        try:
            kills.prepare()
            while kills.tally.rounds < asked.rounds:
                kills.round(whole=kills.random.random() < 0.3)
                print(f"\r{kills.tally}", end="", file=sys.stderr, flush=True)
        finally:
            launched.close()
            server.stop()
    tally = kills.tally
    result = {
        "date": datetime.now(UTC).strftime("%Y-%m-%d"),
        "seed": asked.seed,
        "minutes": round((time.monotonic() - start) / 60, 1),
        "rounds": tally.rounds,
        "kernels_killed": tally.kernels_killed,
        "servers_killed": tally.servers_killed,
        "said": dict(sorted(tally.said.items())),
        "lost": len(tally.lost),
    }
    print(json.dumps(result, indent=2))
    print("".join(f"LOST {item}\n" for item in tally.lost), end="")
    RESULTS.write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")
    return 1 if tally.lost else 0


if __name__ == "__main__":
    sys.exit(main())
