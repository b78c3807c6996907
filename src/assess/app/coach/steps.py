"""The steps of the coach's page: people, both ratings, what moved, decisions, files."""

from __future__ import annotations

from collections.abc import Collection
from html import escape
from typing import Any, Protocol

from assess import charts
from assess.app.calibrate import reply
from assess.app.coach import data as coach_data
from assess.app.coach import texts as texts_coach
from assess.app.coach.changes import LONGEST_NAME
from assess.app.coach.people.coach_list import letters_of
from assess.app.coach.state import CoachState
from assess.app.coach.widgets import Cards, Compare, Goals, Judge, Leave, People
from assess.app.messages import Signal
from assess.app.messages import coach as messages
from assess.app.messages.files import Export, File, FromLeave, Sentence
from assess.app.messages.forms import Calibrate, FromFields, Ready
from assess.app.messages.plan import Swap, Wish
from assess.app.plan import texts as texts_plan
from assess.app.plan.form.settings import FieldError, parts_from
from assess.app.profile.views import fold
from assess.app.rate.step import rating_answers
from assess.app.shared.controller import Message, NoticePanel, head, hears, step_panel
from assess.app.shared.widgets import Chart, Fields, RatingForm, Words
from assess.app.take.files import TYPES
from assess.domain.answers import Snapshot
from assess.errors import AssessError
from assess.report import fragments, pictures
from assess.report import meeting as pieces
from assess.report.files.plan_text import Audience, file_name
from assess.text import shorten
from assess.views.radar import skill_radar


class CoachPanel(NoticePanel, Protocol):
    """What the coach's controllers tell the page."""

    def changed(self) -> None: ...  # noqa: D102
    def taken_off(self, key: str) -> None: ...  # noqa: D102
    def another(self) -> None: ...  # noqa: D102


class PeopleStep:
    """Puts people on the list and chooses one."""

    def __init__(self, coaching: CoachState, panel: CoachPanel, *, shared: bool) -> None:
        self.coaching = coaching
        self.panel = panel
        self.shared = shared
        self.list = People(texts=texts_coach.PEOPLE, data=self._data())
        self.list.on_msg(self.hear)
        self.root = step_panel("people", self.list)

    def _data(self) -> Message:
        return coach_data.people(self.coaching, shared=self.shared)

    @hears(messages.FromPeople)
    def hear(self, message: messages.FromPeople) -> None:
        """A file, a code, a choice, an answer."""
        coaching = self.coaching
        coaching.told = ""
        try:
            match message:
                case messages.Bring():
                    # the file's name is what the person is called where the file doesn't say
                    coaching.bring(message.text, message.name.rsplit(".", 1)[0])
                case messages.BringByCode():
                    if not self.shared:
                        return
                    coaching.bring_shared(message.code[:200])
                case messages.AboutPerson(kind="choose", key=key):
                    coaching.choose(key)
                case messages.AboutPerson(key=key):
                    coaching.take_off(key)
                    self.panel.taken_off(key)
                case messages.NextMeeting():
                    coaching.start_next(message.text)
                case Signal(kind="demo"):
                    coaching.bring_somebody()
                case Signal(kind="use" | "leave"):
                    coaching.answer(message.kind == "use")
                case Signal(kind="afresh"):
                    for person in coaching.people:
                        coaching.take_off(person.key)
                        self.panel.taken_off(person.key)
                case messages.Copying():
                    coaching.keep_copies(message.on)
        except AssessError as error:
            where = (
                f"{shorten(message.name, LONGEST_NAME)}: "
                if isinstance(message, messages.Bring)
                else ""
            )
            self.list.send(Sentence(kind="problem", text=f"{where}{error}"))
            return
        self.panel.another()
        if coaching.told:
            self.panel.notice(coaching.told)
        if (question := coaching.question) is not None:
            self.list.send(
                messages.Asked(kind="ask", text=question.text, yes=question.yes, no=question.no)
            )

    def draw(self) -> None:
        """Show the present list."""
        self.list.show(self._data())


class BlindStep:
    """The person's questions, rated by the coach, who sees none of the person's answers."""

    def __init__(self, coaching: CoachState, panel: CoachPanel) -> None:
        self.coaching = coaching
        self.panel = panel
        self.closed = Words()
        self.form = RatingForm(content=coach_data.blind_content(coaching.model))
        self.form.on_msg(self.hear)
        self.root = step_panel("rate", self.closed, self.form)
        self.draw()

    @hears(Calibrate)
    def hear(self, message: Calibrate) -> None:
        """A practice case that is wanted."""
        if (answer := reply(self.coaching.model, message)) is not None:
            self.form.send(answer)

    def remember(self) -> None:
        """Hold what the browser shows already."""
        self.form.remember(rating_answers(self.coaching.session.coach))

    def draw(self) -> None:
        """Show the chosen person's blind ratings; none are taken after the reveal."""
        chosen = self.coaching.chosen
        open_to_rate = chosen is not None and not chosen.session.revealed
        if chosen is None:
            said = texts_coach.NOBODY
        else:
            said = texts_coach.RATED_ALREADY.format(name=escape(chosen.name))
        self.closed.value = "" if open_to_rate else f"<p class='ui-empty'>{said}</p>"
        self.form.layout.display = "" if open_to_rate else "none"
        answers = rating_answers(chosen.session.coach) if chosen else {}
        key = chosen.key if chosen else ""
        self.form.show(answers, whose=key, person=key)


class CompareStep:
    """Shows both ratings after the reveal, and what is agreed on."""

    def __init__(self, coaching: CoachState) -> None:
        self.coaching = coaching
        self.views = Compare(texts=texts_coach.COMPARE, data=coach_data.compare(coaching))
        self.root = step_panel("compare", self.views)

    def _data(self) -> dict[str, Any]:
        data = coach_data.compare(self.coaching)
        self.views.remember(data)
        return data

    def follow_plan(self) -> None:
        """Say what the plan makes of the levels by now."""
        data = self._data()
        if data["revealed"]:
            self.views.send(messages.Lines(kind="lines", count=data["count"], plan=data["plan"]))

    def follow(self, keys: Collection[str]) -> None:
        """Bring these pairs of ratings and the lines about the whole up to date."""
        data = self._data()
        count, plan = data["count"], data["plan"]
        for row in data.get("rows", ()):
            if row["id"] in keys:
                self.views.send(messages.Row(kind="row", row=row, count=count, plan=plan))

    def draw(self) -> None:
        """Show the present state."""
        self.views.show(coach_data.compare(self.coaching))


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
