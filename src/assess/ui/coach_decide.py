"""The coach's last steps: what moved since last time, plan and goals, and what is taken along."""

from __future__ import annotations

from html import escape
from typing import Any

from assess import charts
from assess.answers import Snapshot
from assess.errors import AssessError
from assess.report import coaching as pieces
from assess.report import fragments
from assess.ui import coach_data, texts_coach
from assess.ui.coach_meet import CoachDesk
from assess.ui.coach_widgets import Goals, Judge, Leave
from assess.ui.coaching_goals import CoachingGoals
from assess.ui.coaching_session import Coaching
from assess.ui.plan_settings import FieldError
from assess.ui.step import Message, guarded, head, panel, values_of
from assess.ui.widgets import Chart, Fields, Words


class SinceStep:
    """What moved since the last session; whether its goals and promises were kept."""

    def __init__(self, coaching: Coaching, desk: CoachDesk, bundle: str) -> None:
        self.coaching = coaching
        self.decisions = CoachingGoals(coaching)
        self.desk = desk
        self.radar = Chart(bundle=bundle)
        self.words = Words()
        self.judge = Judge(texts=texts_coach.SINCE, data=coach_data.judge(coaching))
        self.judge.on_msg(self.hear)
        texts = texts_coach.SINCE
        self.root = panel(
            "since", head(texts["title"], texts["lead"]), self.words, self.radar, self.judge
        )

    @guarded
    def hear(self, message: Message) -> None:
        """A goal or promise judged."""
        place, kept = message.get("place"), message.get("kept")
        if type(place) is not int or not isinstance(kept, str):
            return
        if message.get("kind") == "goal":
            self.decisions.judge_goal(place, kept)
        elif message.get("kind") == "promise":
            self.decisions.judge_promise(place, kept)
        else:
            return
        self.judge.remember(coach_data.judge(self.coaching))
        self.desk.changed()

    def draw(self) -> None:
        """Show the chosen person's way since the last session, once both ratings are revealed."""
        chosen = self.coaching.chosen
        self.radar.layout.display = "none"
        self.judge.show(coach_data.judge(self.coaching))
        if chosen is None or not chosen.session.past:
            said = texts_coach.SINCE["none"] if chosen else texts_coach.NOBODY
            self.words.value = f"<p class='ui-empty'>{said}</p>"
            return
        session, model = chosen.session, self.coaching.model
        standing = self.coaching.standing()
        plan = pieces.standing_table(model, standing) if standing else ""
        if not session.revealed:
            # today's levels are the person's own until then: the coach rates blind
            said = f"<p class='ui-empty'>{texts_coach.SINCE_BLIND}</p>"
            self.words.value = said + plan
            return
        last = session.past[-1]
        moved = pieces.moved_table(model, (*session.past, session.to_past()))
        self.words.value = f"{moved}{plan}<p class='ui-hint'>{texts_coach.SINCE_KEY}</p>"
        held, wanted = self.coaching.roles
        then = Snapshot(last.held.isoformat(), last.levels, last.not_applicable)
        self.radar.show(charts.radar(model, session.settled, held, wanted, then))
        self.radar.layout.display = ""


class DecideStep:
    """The plan from the settled levels, at most three goals, who does what."""

    def __init__(self, coaching: Coaching, desk: CoachDesk, bundle: str) -> None:
        self.coaching = coaching
        self.decisions = CoachingGoals(coaching)
        self.desk = desk
        self.planner = Fields(
            fields=[], submit=texts_coach.PLAN_SUBMIT, working=texts_coach.PLAN_WORKING
        )
        self.plan = Words()
        self.timeline = Chart(bundle=bundle)
        self.goals = Goals(texts=texts_coach.DECIDE)
        self.planner.on_msg(self.hear_plan)
        self.goals.on_msg(self.hear)
        texts: dict[str, Any] = texts_coach.DECIDE
        self.root = panel(
            "decide",
            head(texts["title"], texts["lead"]),
            self.planner,
            self.plan,
            self.timeline,
            self.goals,
        )

    @guarded
    def hear_plan(self, message: Message) -> None:
        """Hours, days, and what comes first."""
        self.planner.error = {}
        try:
            self.coaching.make_plan(coach_data.plan_parts(values_of(message), self.coaching.model))
        except FieldError as error:
            self.planner.error = {"field": error.field, "text": str(error)}
        except AssessError as error:
            self.planner.error = {"field": "", "text": str(error)}
        finally:
            self.planner.send({"kind": "done"})
        self._draw_plan()
        self._draw_goals()
        self.desk.changed()

    @guarded
    def hear(self, message: Message) -> None:
        """Goals and promises: added, changed, taken out."""
        kind, key, field = (message.get(name) for name in ("kind", "id", "field"))
        text, place = message.get("text"), message.get("place")
        if kind == "change" and isinstance(key, str) and isinstance(field, str):
            self.decisions.change(key, field, message.get("value"))
            if field == "to":
                self._draw_goals()
            else:
                self.goals.remember(coach_data.goals(self.coaching))
            self.desk.changed()
            return
        if kind == "add" and isinstance(key, str):
            self.decisions.add(key)
        elif kind == "remove" and isinstance(key, str):
            self.decisions.remove(key)
        elif kind == "promise" and isinstance(text, str):
            self.decisions.promise(text, str(message.get("owner")), message.get("by"))
        elif kind == "withdraw" and type(place) is int:
            self.decisions.withdraw(place)
        else:
            return
        self._draw_goals()
        self.desk.changed()

    def draw(self) -> None:
        """Show the plan's form, the plan and the goals of whoever is chosen."""
        here = self._open()
        for widget in (self.planner, self.goals):
            widget.layout.display = "" if here else "none"
        self.planner.error = {}
        if here:
            self.planner.fields = coach_data.plan_fields(self.coaching)
        else:
            self.goals.show({})
        self._draw_plan()
        self._draw_goals()

    def _open(self) -> bool:
        """Whether somebody is chosen and revealed: a plan gives the person's levels away."""
        chosen = self.coaching.chosen
        return chosen is not None and chosen.session.revealed

    def _draw_plan(self) -> None:
        here = self._open()
        plan = self.coaching.plan if here else None
        view = self.coaching.plan_view() if here else None
        self.timeline.layout.display = "none"
        if not here:
            said = texts_coach.REVEAL_FIRST if self.coaching.chosen else texts_coach.NOBODY
            self.plan.value = f"<p class='ui-empty'>{said}</p>"
        elif plan is None or view is None:
            self.plan.value = f"<p class='ui-hint'>{texts_coach.NO_PLAN}</p>"
        elif not plan.activities:
            self.plan.value = f"<p class='ui-empty'>{escape(plan.message)}</p>"
        else:
            whole = fragments.plan_quarters(view)
            left = fragments.not_planned(view)
            folds = [(texts_coach.WHOLE_PLAN, whole), (texts_coach.LEFT_OPEN, left)]
            self.plan.value = fragments.plan_summary(view) + "".join(
                f"<details class='ui-fold'><summary>{title}</summary>{html}</details>"
                for title, html in folds
                if html
            )
            self.timeline.show(charts.timeline(self.coaching.model, plan))
            self.timeline.layout.display = ""

    def _draw_goals(self) -> None:
        if self._open():
            self.goals.show(coach_data.goals(self.coaching))


MIME = {
    "html": "text/html",
    "json": "application/json",
    "ics": "text/calendar",
    "md": "text/markdown",
}


class LeaveStep:
    """Files to take along."""

    def __init__(self, coaching: Coaching, desk: CoachDesk) -> None:
        self.coaching = coaching
        self.desk = desk
        self.leave = Leave(texts=texts_coach.TAKE, formats=list(texts_coach.FORMATS))
        self.leave.on_msg(self.hear)
        texts = texts_coach.TAKE
        self.root = panel("take", head(texts["title"], texts["lead"]), self.leave)

    @guarded
    def hear(self, message: Message) -> None:
        """Which file is wanted."""
        kind = str(message.get("format"))
        if message.get("kind") != "export" or kind not in MIME:
            return
        notes = message.get("notes") is True
        try:
            if kind == "html":
                text = self.coaching.report(with_notes=notes)
            elif kind == "json":
                text = self.coaching.file(with_notes=notes)
            else:
                text = self.coaching.plan_file(kind, with_notes=notes)
        except AssessError as error:
            self.leave.send({"kind": "failed", "text": str(error)})
            return
        # the name says nothing about the person: it goes to download lists and mails
        bare = "" if notes else "-without-notes"
        name = f"session-{self.coaching.session.held.isoformat()}{bare}.{kind}"
        self.leave.send({"kind": "file", "name": name, "type": MIME[kind], "text": text})
        if notes and kind in ("html", "json"):
            self.coaching.kept()
            self.desk.changed()
