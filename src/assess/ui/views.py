"""The page's HTML: the report's fragments, which escape every text, put together per step."""

from __future__ import annotations

from datetime import datetime
from html import escape

from assess.answers import Assessment, Snapshot
from assess.charts import utc_day
from assess.report import fragments
from assess.scoring import coverage
from assess.ui import texts
from assess.ui.session import Earlier, Session


def legend(session: Session, since: Snapshot | None = None) -> str:
    """The radar's heading and what its lines and marks mean (dash and mark, not only colour)."""
    model = session.model
    held, wanted = (escape(model.role(role).title) for role in session.roles)
    lines = [
        _sample("person", "", "<circle cx='17' cy='7' r='4'/>", "You"),
        _sample("wanted", "6 3", "<path d='M17 2l5 5-5 5-5-5z'/>", f"{wanted} (the role you want)"),
        _sample("held", "2 3", "<path d='M13 3h8v8h-8z'/>", f"{held} (your current role)"),
        *_then(since),
        _sample("none", None, "<circle cx='17' cy='7' r='4' fill='none'/>", "Not rated yet"),
        _sample("none", None, "<path d='M13 3l8 8m0-8l-8 8'/>", "Not applicable"),
    ]
    return f"<h2>{texts.PICTURE_LABEL}</h2><ul class='ui-legend'>{''.join(lines)}</ul>"


def _then(since: Snapshot | None) -> list[str]:
    if since is None:
        return []
    mark = "<path fill='none' d='M17 2l5 9h-10z'/>"
    return [_sample("then", "7 3 2 3", mark, f"You on {utc_day(since.at)}")]


def _sample(kind: str, dash: str | None, mark: str, label: str) -> str:
    line = (
        "" if dash is None else f"<path class='ui-stroke' d='M0 7h34' stroke-dasharray='{dash}'/>"
    )
    return (
        f"<li class='ui-key-{kind}'><svg width='34' height='14' aria-hidden='true'>{line}{mark}"
        f"</svg>{label}</li>"
    )


def summary(session: Session) -> str:
    """Beside the radar: coverage, area scores and the fit to both roles."""
    model, assessment, scores = session.model, session.assessment, session.scores
    return (
        fragments.coverage_summary(model, assessment, scores)
        + "<h3>Areas</h3>"
        + fragments.areas_summary(model, assessment, scores)
        + "<h3>Roles</h3>"
        + fragments.roles_summary(model, assessment, scores)
    )


def earlier(item: Earlier) -> str:
    """One line about kept answers that gives nothing of them away."""
    moment = datetime.fromisoformat(item.updated.replace("Z", "+00:00")).astimezone()
    return f"{item.rated} of {item.all} rated, last changed {moment.day} {moment:%B %Y, %H:%M}"


def replacing(session: Session, chosen: Assessment) -> str:
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
