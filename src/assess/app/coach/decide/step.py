"""The coach's last steps: what moved since last time, plan and goals, and what is taken along."""

from __future__ import annotations

from html import escape
from typing import Any

from assess import charts
from assess.app.coach import data as coach_data
from assess.app.coach import texts as texts_coach
from assess.app.coach.people.coach_list import letters_of
from assess.app.coach.people.step import CoachPanel
from assess.app.coach.state import CoachState
from assess.app.coach.widgets import Cards, Goals, Judge, Leave
from assess.app.messages import coach as messages
from assess.app.messages.files import Export, File, FromLeave, Sentence
from assess.app.messages.forms import FromFields, Ready
from assess.app.messages.plan import Swap, Wish
from assess.app.plan import texts as texts_plan
from assess.app.plan.form.content import parts_from
from assess.app.plan.form.settings import FieldError
from assess.app.profile.views import fold
from assess.app.shared.controller import head, hears, step_panel
from assess.app.shared.widgets import Chart, Fields, Words
from assess.app.take.files import TYPES
from assess.domain.answers import Snapshot
from assess.errors import AssessError
from assess.report import fragments, pictures
from assess.report import meeting as pieces
from assess.report.files.plan_text import Audience, file_name
from assess.views.radar import skill_radar


class SinceStep:
    """What moved since the last meeting; whether its goals and promises were kept."""

    def __init__(self, coaching: CoachState) -> None:
        self.coaching = coaching
        self.radar = Words()
        self.words = Words()
        self.judge = Judge(texts=texts_coach.SINCE, data=coach_data.judge(coaching))
        texts = texts_coach.SINCE
        self.root = step_panel(
            "since", head(texts["title"], texts["lead"]), self.words, self.radar, self.judge
        )

    def remember(self) -> None:
        """Hold what the browser shows already."""
        self.judge.remember(coach_data.judge(self.coaching))

    def draw(self) -> None:
        """Show the chosen person's way since the last meeting, once both ratings are revealed."""
        chosen = self.coaching.chosen
        self.radar.value = ""
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
        then = Snapshot(last.held.isoformat(), last.levels, last.not_applicable)
        roles = session.own.roles or model.role_pair
        view = skill_radar(model, session.settled, *roles, then)
        self.radar.value = pictures.radar_figure(view)


class DecideStep:
    """The plan from the settled levels, at most three goals, who does what."""

    def __init__(self, coaching: CoachState, panel: CoachPanel, bundle: str) -> None:
        self.coaching = coaching
        self.panel = panel
        self.planner = Fields(
            fields=[], submit=texts_coach.PLAN_SUBMIT, working=texts_coach.PLAN_WORKING
        )
        self.plan = Words()
        self.timeline = Chart(bundle=bundle)
        self.goals = Goals(texts=texts_coach.DECIDE)
        self.cards = Cards(
            texts={
                **texts_plan.body_words(),
                "leave": texts_coach.LEAVE_OUT,
                "working": texts_coach.PLAN_WORKING,
                "leftOut": texts_coach.LEFT_OUT,
                "letIn": texts_coach.LET_IN,
            }
        )
        self.cards.on_msg(self.hear_cards)
        self.planner.on_msg(self.hear_plan)
        texts: dict[str, Any] = texts_coach.DECIDE
        self.root = step_panel(
            "decide",
            head(texts["title"], texts["lead"]),
            self.planner,
            self.plan,
            self.cards,
            self.timeline,
            self.goals,
        )

    @hears(FromFields)
    def hear_plan(self, message: FromFields) -> None:
        """Hours, days, and what comes first."""
        self.planner.error = {}
        try:
            typed = message.values
            values = {"hours": typed.get("hours"), "dates": typed, "lead": typed.get("lead")}
            self.coaching.make_plan(parts_from(values, self.coaching.model))
        except FieldError as error:
            self.planner.error = {"field": error.field, "text": str(error)}
        except AssessError as error:
            self.planner.error = {"field": "", "text": str(error)}
        finally:
            self.planner.send(Ready(kind="done"))
        self.follow_plan()
        self.panel.changed()

    @hears(messages.FromCards)
    def hear_cards(self, message: messages.FromCards) -> None:
        """An activity that isn't for this person, or another one in its place."""
        try:
            match message:
                case Swap(id=key, other=other):
                    self.coaching.swap(key, other)
                case Wish(kind="leave" | "let", id=key):
                    self.coaching.wish(key, message.kind)
        finally:
            self.follow_plan()
            self.panel.changed()

    def follow(self, *, redraw: bool) -> None:
        """Goals or promises have changed; `redraw`: the browser doesn't show it yet."""
        if redraw:
            self._draw_goals()
        else:
            self.goals.remember(coach_data.goals(self.coaching))

    def follow_plan(self) -> None:
        """The plan was made again, or is just being made."""
        self._draw_plan()
        self._draw_goals()

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
        self.follow_plan()

    def _open(self) -> bool:
        """Whether somebody is chosen and revealed: a plan gives the person's levels away."""
        chosen = self.coaching.chosen
        return chosen is not None and chosen.session.revealed

    def _draw_plan(self) -> None:
        here = self._open()
        plan = self.coaching.plan if here else None
        view = self.coaching.plan_view() if here else None
        self.timeline.layout.display = "none"
        self.cards.show(coach_data.cards(self.coaching) if here else {})
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
            folds = [(texts_coach.WHOLE_PLAN, whole), (texts_plan.BODY["notPlanned"], left)]
            now = texts_coach.REPLAN_LINE if self.coaching.searching else self.coaching.said
            said = now and f"<p class='ui-hint'>{escape(now)}</p>"
            self.plan.value = (
                fragments.plan_summary(view)
                + said
                + "".join(fold(title, html) for title, html in folds if html)
            )
            self.timeline.show(charts.timeline(self.coaching.model, plan))
            self.timeline.layout.display = ""

    def _draw_goals(self) -> None:
        if self._open():
            self.goals.show(coach_data.goals(self.coaching))


OF_SESSION = {"html": "session", "json": "session-data", "page": "session-page"}
"""What these files are among all that we offer."""


class LeaveStep:
    """Files to take along."""

    def __init__(self, coaching: CoachState, panel: CoachPanel) -> None:
        self.coaching = coaching
        self.panel = panel
        self.leave = Leave(texts=texts_coach.TAKE, formats=list(texts_coach.FORMATS))
        self.leave.on_msg(self.hear)
        texts = texts_coach.TAKE
        self.root = step_panel("take", head(texts["title"], texts["lead"]), self.leave)

    @hears(FromLeave)
    def hear(self, message: Export) -> None:
        """Which file is wanted."""
        kind, notes = message.format, message.notes
        if kind not in {item["id"] for item in texts_coach.FORMATS}:
            return
        try:
            text = self.coaching.file(kind, with_notes=notes)
        except AssessError as error:
            self.leave.send(Sentence(kind="failed", text=str(error)))
            return
        session = self.coaching.session
        audience: Audience = "me" if notes else "share"
        name = file_name(
            OF_SESSION.get(kind, kind),
            whose=session.own.person or letters_of(session.own),
            audience=audience,
            day=session.held,
        )
        mime = TYPES[name.rpartition(".")[2]]
        self.leave.send(File(kind="file", name=name, type=mime, text=text))
        if notes and kind in ("html", "json"):
            self.coaching.kept()
            self.panel.changed()
