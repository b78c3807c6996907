"""Takes the changes that a coach's browser holds, and says what became of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from assess import settings
from assess.app.account.visitor import clash_of
from assess.app.coach import texts
from assess.app.coach.people.copies import Copies, directory
from assess.app.coach.state import CoachState
from assess.app.coach.widgets import CoachVisit
from assess.app.messages import coach as messages
from assess.app.messages.visit import Action, Told
from assess.app.shared.controller import hears
from assess.app.state.changes import Change, changes_from, questions_of
from assess.app.state.visitor import Outcome
from assess.clock import use_zone
from assess.errors import AssessError

LONGEST_SECRET = 200


class CoachVisitPanel:
    """Hears who has opened the page and what was changed; speaks to the coach.

    `changed` is called after changes of the chosen person's meeting, with True where the page
    doesn't show them yet; `back` where people came back from their copies.
    """

    def __init__(
        self,
        coaching: CoachState,
        changed: Callable[[Iterable[Change], bool], None],
        back: Callable[[], None],
    ) -> None:
        self.coaching = coaching
        self._changed = changed
        self._back = back
        self.visit = CoachVisit(texts=texts.VISIT, questions=questions_of(coaching.model))
        self.visit.on_msg(self.hear)
        self.draw()

    @property
    def panel(self) -> CoachVisitPanel:
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

    def draw(self) -> None:
        """Say who is on the list, whom the page is about, and what isn't in a file yet."""
        coaching, visit = self.coaching, self.visit
        chosen, copies = coaching.chosen, coaching.copies
        with visit.hold_sync():
            visit.people = [person.key for person in coaching.people]
            visit.chosen, visit.name = (chosen.key, chosen.name) if chosen else ("", "")
            visit.unkept = coaching.unkept
            visit.copies = copies is not None and copies.on and not coaching.copy_problem

    @hears(messages.FromCoachVisit)
    def hear(self, message: messages.FromCoachVisit) -> None:
        """A page that was opened, a sign of life, changes."""
        match message:
            case messages.Arrived():
                use_zone(message.zone)
                self._recover(message.owner[:LONGEST_SECRET])
                self.visit.send(Told(kind="pong"))
            case messages.Alive():
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
        for key in coaching.recover(copies):
            coaching.reflow(key, next(p.session for p in coaching.people if p.key == key))
        self._back()

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
                    self._changed(changes, unseen)
                self.draw()
            finally:
                # the browser waits for this before it sends anything else
                self.visit.send(
                    messages.Taken(
                        kind="kept",
                        person=message.person,
                        done=list(outcome.done),
                        kept=outcome.kept,
                        problem=outcome.problem,
                        conflicts=[clash_of(conflict) for conflict in outcome.conflicts],
                    )
                )
        for sentence in outcome.refused:
            self.notice(sentence)
        if coaching.copy_problem and coaching.copy_problem != problem:
            self.notice(coaching.copy_problem)
