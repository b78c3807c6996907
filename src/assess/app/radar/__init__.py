"""The radar beside the questions, its legend and the level details."""

from __future__ import annotations

from dataclasses import replace
from html import escape

from assess.app.profile.views import SINCE_NONE
from assess.app.shared import texts
from assess.app.shared.controller import box
from assess.app.shared.widgets import LevelDetails, Radar, Words
from assess.app.state.visitor import Earlier, VisitorState
from assess.charts import day_in_words
from assess.clock import here, moment
from assess.domain.answers import Assessment, Snapshot
from assess.domain.history import earlier_state
from assess.domain.scoring import coverage
from assess.report import fragments, pictures
from assess.views.profile import areas_view
from assess.views.radar import area_radar, skill_radar

AREAS_FOR_RADAR = 3
"""Fewer areas make no radar: then the skills do."""


def earlier(item: Earlier) -> tuple[str, str]:
    """Return what kept answers are, and when they changed; nothing of them is given away."""
    at = here(moment(item.updated))
    plan = f", plan to {item.planned_to:%B %Y}" if item.planned_to else ""
    return (
        f"{item.rated} of {item.all}{' rated again' if item.anew else ''}{plan}",
        f"Last changed {at.day} {at:%B %Y, %H:%M}",
    )


def replacing(session: VisitorState, chosen: Assessment) -> str:
    """What a chosen file holds and what it would take the place of."""
    model = session.model
    new, old = (str(coverage(item, model.competencies)) for item in (chosen, session.assessment))
    confirm = ""
    if chosen.confirm:
        confirm = f" {len(chosen.confirm)} of them are from an older version. Check those again."
    if not session.assessment.answers:
        return f"This file has {new}.{confirm} Load it?"
    return f"This file has {new}.{confirm} It would replace what you have here: {old}."


def broken(reason: str) -> str:
    """The page where there is nothing to assess by: what is wrong, and how to go on."""
    return (
        "<h1>This assessment can't start</h1><p>Something in its set-up needs fixing:</p>"
        f"<pre>{escape(reason)}</pre><p>Fix it, then reload the page.</p>"
    )


NONE = "none"


class EarlierSelf:
    """One visit's choice; it is not stored, and an id that the history hasn't is the rule's."""

    def __init__(self, session: VisitorState) -> None:
        self._session = session
        self._chosen = ""

    @property
    def snapshot(self) -> Snapshot | None:
        """The state compared with; None where there is none, none is
        wanted, or a blind round is under way."""
        if self._chosen == NONE or self._session.assessment.round:
            return None
        found = {item.at: item for item in self._session.assessment.history}
        return found.get(self._chosen) or earlier_state(self._session.assessment)

    @property
    def value(self) -> str:
        """The choice as `options` names it."""
        snapshot = self.snapshot
        return NONE if snapshot is None else snapshot.at

    @property
    def options(self) -> list[list[str]]:
        """(value, label) pairs, latest first; empty where there is no earlier state."""
        days = [
            [item.at, day_in_words(item.at)] for item in reversed(self._session.assessment.history)
        ]
        return [*days, [NONE, SINCE_NONE]] if days else []

    def choose(self, value: str) -> bool:
        """Compare with another state; whether that changes anything."""
        before, self._chosen = self.value, value
        return self.value != before


class RadarPanel:
    """Follows each answer. While the person rates, only their own marks are drawn."""

    def __init__(self, session: VisitorState, since: EarlierSelf) -> None:
        self.session = session
        self.since = since
        self.comparing = False
        self.radar = Radar()
        self.comparison = Words()
        self.summary = Words()
        self.summary.add_class("ui-so-far")
        self.level_details = LevelDetails()
        self._framed: Snapshot | None = None
        own = box("ui-own-radar", Words(f"<h2>{texts.PICTURE_OWN}</h2>"), self.radar)
        self.root = box("as-aside", own, self.comparison, self.level_details, self.summary)
        self.draw()

    def compare(self, with_roles: bool) -> None:
        """Draw the roles, too, or only the person."""
        if self.comparing != with_roles:
            self.comparing = with_roles
            self.draw()

    def draw(self) -> None:
        """Show the present answers."""
        model, present, roles = self.session.model, self.session.assessment, self.session.roles
        earlier = self.since.snapshot
        own = skill_radar(model, present, *roles, earlier, own_only=True)
        self.radar.alt = own.description
        if not self.radar.html or earlier != self._framed:
            # without an answer: the page puts the person's marks into it
            unanswered = replace(present, answers={})
            empty = skill_radar(model, unanswered, *roles, earlier, own_only=True)
            self.radar.html = pictures.radar_figure(empty, "as-own", live=True, frame=True)
            self._framed = earlier
        compared = ""
        if self.comparing:
            draw = area_radar if len(model.areas) >= AREAS_FOR_RADAR else skill_radar
            view = draw(model, present, *roles, earlier)
            figure = pictures.radar_figure(view, "as-areas", live=True)
            compared = f"<h2>{texts.PICTURE_LABEL}</h2>{figure}"
        self.comparison.value = compared
        scores = self.session.scores
        areas = fragments.areas(model, areas_view(model, scores))
        rated = fragments.coverage(scores.coverage)
        self.summary.value = f"{rated}<h3>Areas</h3>{areas}"
