"""Levels that finished activities practised, and that the person then confirms."""

from __future__ import annotations

from dataclasses import replace

from assess.app.plan import texts as texts_plan
from assess.app.plan.state import PlanState
from assess.domain.rating import Entry, joined, too_much
from assess.errors import PlanError
from assess.planning.explain.again import Proposal


class ProgressState:
    """A level is only ever proposed, the person's yes sets it."""

    def __init__(self, plans: PlanState) -> None:
        self._plans = plans
        self._session = plans.session
        self._not_yet: set[tuple[str, str, int]] = set()
        self._session.observe(lambda _change: self._not_yet.clear(), "opened")

    def proposals(self) -> tuple[Proposal, ...]:
        """Levels that finished activities practised and that wait for a yes or a "not yet"."""
        from assess.planning.explain.again import proposals

        found = proposals(self._session.model, self._session.assessment)
        return tuple(item for item in found if _key(item) not in self._not_yet)

    def not_yet(self, activity_id: str, competency_id: str) -> str:
        """Leave the rating as it is, and don't ask again on this visit; a sentence."""
        found = self._proposal(activity_id, competency_id)
        self._not_yet.add(_key(found))
        title = self._session.model.competency(competency_id).title
        return texts_plan.NOT_YET_SAID.format(title=title)

    def confirm(
        self, activity_id: str, competency_id: str, level: int, *, add_note: bool = False
    ) -> str:
        """Set the level that was proposed; with `add_note` its evidence joins the rating's.

        A sentence; PlanError where this level isn't proposed (any more).
        """
        found = self._proposal(activity_id, competency_id)
        if found.to_level != level:
            raise PlanError(texts_plan.NO_PROPOSAL)
        model = self._session.model
        before = self._session.assessment.answer(competency_id)
        record = self._session.assessment.progress.get(activity_id)
        log = before.entries
        if record and record.evidence and add_note:
            log = joined((log, (Entry(record.evidence, date=record.date),)))
        fits = not too_much(log)
        answer = replace(before, level=level, not_applicable=False)
        answer = answer.with_log(log) if fits else answer

        def restore() -> str:
            self._session.change(lambda present: present.with_answer(competency_id, before))
            return texts_plan.TAKEN_BACK

        self._session.change(lambda present: present.with_answer(competency_id, answer))
        self._plans.can_undo(restore)
        title = model.competency(competency_id).title
        said = texts_plan.CONFIRMED.format(title=title, label=model.label(level))
        return said if fits else f"{said} {texts_plan.NO_ROOM}"

    def _proposal(self, activity_id: str, competency_id: str) -> Proposal:
        for item in self.proposals():
            if (item.activity_id, item.competency_id) == (activity_id, competency_id):
                return item
        raise PlanError(texts_plan.NO_PROPOSAL)


def _key(item: Proposal) -> tuple[str, str, int]:
    return item.activity_id, item.competency_id, item.to_level
