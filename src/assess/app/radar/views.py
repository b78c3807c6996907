"""The page's HTML: the report's fragments, which escape every text, put together per step."""

from __future__ import annotations

from dataclasses import replace
from html import escape

from assess.app.shared import texts
from assess.app.state.visitor import Earlier, VisitorState
from assess.clock import here, moment
from assess.domain.answers import Assessment, Snapshot
from assess.domain.scoring import coverage
from assess.report import fragments, pictures
from assess.views.pictures.radar import RadarView, area_radar, skill_radar
from assess.views.profile import areas_view

OWN_TITLE = f"<h2>{texts.PICTURE_OWN}</h2>"

AREAS_FOR_RADAR = 3
"""Fewer areas make no radar: then the skills do."""


def own_radar(session: VisitorState, earlier: Snapshot | None) -> RadarView:
    """What the person has rated, without the roles."""
    model, assessment = session.model, session.assessment
    return skill_radar(model, assessment, *session.roles, earlier, own_only=True)


def frame(session: VisitorState, earlier: Snapshot | None) -> str:
    """The same without an answer: the page puts the person's marks into it."""
    empty = replace(session.assessment, answers={})
    view = skill_radar(session.model, empty, *session.roles, earlier, own_only=True)
    return pictures.radar_figure(view, "as-own", live=True, frame=True)


def comparison(session: VisitorState, earlier: Snapshot | None) -> str:
    """The radar of the areas with both roles, and its heading."""
    draw = area_radar if len(session.model.areas) >= AREAS_FOR_RADAR else skill_radar
    view = draw(session.model, session.assessment, *session.roles, earlier)
    return f"<h2>{texts.PICTURE_LABEL}</h2>{pictures.radar_figure(view, 'as-areas', live=True)}"


def summary(session: VisitorState) -> str:
    """Beside the radar while rating: how much is rated, and the result of each area."""
    scores = session.scores
    areas = fragments.areas(session.model, areas_view(session.model, scores))
    return f"{fragments.coverage(scores.coverage)}<h3>Areas</h3>{areas}"


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
