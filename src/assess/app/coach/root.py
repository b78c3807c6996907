"""The coach's page: a list of people, a controller for each step, and what the browser holds.

`coach_app()` is what the coaching notebook shows, in JupyterLab and in Voilà. What is done here
lives in this kernel, and in copies (`copies.py`), until it is taken along as a file.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import ipywidgets as w

from assess import settings
from assess.app.coach import steps, texts
from assess.app.coach.changes import AGREED, AGREED_NOTE, EQUAL, GOAL, JUDGED, NAME, PROMISE, REVEAL
from assess.app.coach.people.copies import Copies, directory
from assess.app.coach.state import CoachState
from assess.app.coach.widgets import CoachSteps, CoachVisit
from assess.app.messages import Signal
from assess.app.messages import coach as messages
from assess.app.messages.visit import Action, Told
from assess.app.radar import broken
from assess.app.shared.controller import Message, box, guarded, hears
from assess.app.shared.widgets import Words, bundle_address
from assess.app.shell.root import open_storage
from assess.app.state.changes import ANSWER, Change, changes_from, questions_of
from assess.app.state.visitor import Outcome
from assess.clock import use_zone
from assess.domain.model import CompetencyModel
from assess.errors import AssessError
from assess.formats.model_yaml.loader import load_model

LONGEST_SECRET = 200


_shown: list[CoachApp] = []
"""The page that this kernel shows: a cell that is run again goes on with its list."""


def coach_app(model: CompetencyModel | None = None) -> w.Widget:
    """The whole coaching meeting as one widget; share codes are read where the server is shared.

    Run again in the same kernel it shows the same people, and takes the place of the earlier page.
    A wrong model file is said on the page instead of raised.
    """
    try:
        model = model or load_model(settings.model_path())
        reader = open_storage() if settings.shares() else None
    except AssessError as error:
        return Words(broken(str(error)))
    earlier = [page for page in _shown if page.coaching.model == model]
    coaching = earlier[-1].coaching if earlier else CoachState(model, reader)
    for page in earlier:
        page.close()
        _shown.remove(page)
    _shown.append(CoachApp(coaching, shared=reader is not None))
    return _shown[-1].root


class CoachApp:
    """Builds every widget once, then only changes them. `root` is what is shown.

    Hears who has opened the page and what was changed; speaks to the coach.
    """

    def __init__(self, coaching: CoachState, *, shared: bool = False) -> None:
        self.coaching = coaching
        self.steps = CoachSteps(
            title=f"{texts.TITLE}: {coaching.model.title}", steps=list(texts.STEPS), step="people"
        )
        self.visit = CoachVisit(texts=texts.VISIT, questions=questions_of(coaching.model))
        self.visit.on_msg(self.hear)
        self.people = steps.PeopleStep(coaching, self, shared=shared)
        self.blind = steps.BlindStep(coaching, self)
        self.compare = steps.CompareStep(coaching)
        self.since = steps.SinceStep(coaching)
        self.decide = steps.DecideStep(coaching, self, bundle_address())
        self.leave = steps.LeaveStep(coaching, self)
        drawn = (self.people, self.blind, self.compare, self.since, self.decide, self.leave)
        panels = [step.root for step in drawn]
        self.root = box("as-app as-coach", self.steps, self.visit, box("as-main", *panels))
        self.steps.observe(self._on_step, "step")
        coaching.replanned = self._replanned
        self.changed()

    @property
    def panel(self) -> CoachApp:
        """Its own errors are said here too."""
        return self

    def notice(self, text: str, action: Action | None = None) -> None:
        """Say a sentence to the coach."""
        self.visit.send(messages.Said(kind="notice", text=text))

    def saved(self, kept: bool) -> None:
        """Nothing is stored from here but copies."""

    def erased(self, text: str) -> None:
        """Nothing that is stored can be erased from here."""
        self.notice(text)

    def taken_off(self, key: str) -> None:
        """Somebody is on the list no more: their changes need not wait."""
        self.visit.send(messages.TakenOff(kind="off", person=key))

    @hears(messages.FromCoachVisit)
    def hear(self, message: messages.FromCoachVisit) -> None:
        """A page that was opened, a sign of life, changes."""
        match message:
            case messages.Arrived():
                use_zone(message.zone)
                self._recover(message.owner[:LONGEST_SECRET])
                self.visit.send(Told(kind="pong"))
            case Signal():
                self.visit.send(Told(kind="pong"))
            case messages.MeetingChanges():
                self._take(message)

    def _recover(self, owner: str) -> None:
        """Bring back whose copies there are; a page that is drawn again has them already."""
        coaching = self.coaching
        if coaching.copies is not None:
            return
        try:
            place = directory()
        except AssessError as error:
            self.notice(texts.NO_COPY.format(why=error))
            return
        # whoever opens a notebook is this user; a page by Voilà may be anybody's
        copies = Copies(place, owner if settings.by_voila() else "")
        for person in coaching.recover(copies):
            coaching.reflow(person.key, person.session)
        self.another()

    def _take(self, message: messages.MeetingChanges) -> None:
        coaching = self.coaching
        changes = changes_from(message.changes)
        outcome = Outcome((), kept=False)
        problem = coaching.copy_problem
        try:
            outcome = coaching.take(changes, message.person)
        finally:
            try:
                if outcome.kept and coaching.chosen and coaching.chosen.key == message.person:
                    unseen = bool(outcome.conflicts or outcome.refused) or message.show
                    self._took(changes, unseen)
                self.changed()
            finally:
                # the browser waits for this before it sends anything else
                self.visit.send(
                    messages.Taken(
                        kind="kept",
                        person=message.person,
                        done=list(outcome.done),
                        kept=outcome.kept,
                        problem=outcome.problem,
                        conflicts=list(outcome.conflicts),
                    )
                )
        for sentence in outcome.refused:
            self.notice(sentence)
        if coaching.copy_problem and coaching.copy_problem != problem:
            self.notice(coaching.copy_problem)

    def changed(self) -> None:
        """Say who is on the list, whom the page is about, and what isn't in a file yet."""
        coaching, visit = self.coaching, self.visit
        chosen, copies = coaching.chosen, coaching.copies
        with visit.hold_sync():
            visit.people = [person.key for person in coaching.people]
            visit.chosen, visit.name = (chosen.key, chosen.name) if chosen else ("", "")
            visit.unkept = coaching.unkept
            visit.copies = copies is not None and copies.on and not coaching.copy_problem

    def another(self) -> None:
        """Somebody else is chosen, or the meeting entered another stage: draw everything."""
        self.changed()
        self.people.draw()
        self.blind.draw()
        self._draw()

    def _took(self, changes: Iterable[Change], unseen: bool) -> None:
        """The chosen person's meeting was changed; `unseen`: the browser shows something else."""
        kinds = {change.kind for change in changes}
        if unseen or REVEAL in kinds or NAME in kinds:
            self.another()
            return
        if ANSWER in kinds:
            self.blind.remember()
        if EQUAL in kinds:
            self.compare.draw()
        elif kinds & {AGREED, AGREED_NOTE}:
            self.compare.follow({change.key for change in changes if change.kind == AGREED})
        if kinds & set(JUDGED):
            self.since.remember()
        if any(kind == PROMISE or kind.startswith(GOAL) for kind in kinds):
            self.decide.follow(redraw=bool(kinds & {GOAL, "goal_to", PROMISE}))

    @guarded
    def _on_step(self, _change: Message) -> None:
        self._draw()

    def _replanned(self, key: str) -> None:
        chosen = self.coaching.chosen
        if chosen is None or chosen.key != key:
            return
        self.changed()
        self.compare.follow_plan()
        if self.steps.step == "decide":
            self.decide.follow_plan()

    def _draw(self) -> None:
        drawn: dict[str, Any] = {
            "people": self.people,
            "compare": self.compare,
            "since": self.since,
            "decide": self.decide,
        }
        if (step := drawn.get(self.steps.step)) is not None:
            step.draw()

    def close(self) -> None:
        """Take every widget off whatever page shows it: another one shows this list now."""
        waiting: list[w.Widget] = [self.root]
        while waiting:
            widget = waiting.pop()
            waiting += getattr(widget, "children", ())
            widget.close()
