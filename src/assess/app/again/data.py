"""What the page shows of answers that are looked at again, as plain data and as HTML."""

from __future__ import annotations

from html import escape
from typing import Any

from assess.app.again import texts
from assess.app.state.changes import NA, rating_of
from assess.app.state.texts import NOT_APPLICABLE
from assess.app.state.visitor import VisitorState
from assess.charts import day_in_words
from assess.domain.answers import Assessment, Snapshot
from assess.domain.model import CompetencyModel


def offer(assessment: Assessment) -> dict[str, Any]:
    """A question whether the answers still hold."""
    day = day_in_words(assessment.updated or "")
    return {"screen": "offer", "said": texts.LAST_CHANGED.format(day=day)}


def check(model: CompetencyModel, assessment: Assessment) -> dict[str, Any]:
    """Every rating on one screen, in words, with the levels that it can be changed to."""
    rows = [
        {
            "id": item.id,
            "title": item.title,
            "rating": rating_of(assessment.answer(item.id)),
            "words": {str(level): text for level, text in item.quick.levels.items()}
            if item.quick
            else {},
        }
        for item in model.by_area
        if assessment.answer(item.id).state != "unrated"
    ]
    options = [*_levels(model), [NA, NOT_APPLICABLE]]
    return {"screen": "check", "rows": rows, "options": options}


def compare(model: CompetencyModel, assessment: Assessment, then: Snapshot) -> dict[str, Any]:
    """What was rated then and what is now, and how the person sees it in hindsight."""
    seen = assessment.hindsight.get(then.at)
    state = assessment.at_snapshot(then)
    rows = [
        {
            "id": item.id,
            "title": item.title,
            "before": _word(model, state, item.id),
            "after": _word(model, assessment, item.id),
            "then": str(seen.levels.get(item.id, "")) if seen else "",
        }
        for item in model.by_area
        if item.id in then.levels
    ]
    return {
        "screen": "compare",
        "day": day_in_words(then.at),
        "rows": rows,
        "options": [["", texts.TEXTS["unsaid"]], *_levels(model)],
    }


def _levels(model: CompetencyModel) -> list[list[str]]:
    return [[str(item.level), item.label] for item in model.scale]


def _word(model: CompetencyModel, assessment: Assessment, key: str) -> str:
    answer = assessment.answer(key)
    if answer.not_applicable:
        return NOT_APPLICABLE
    return texts.UNRATED if answer.level is None else model.label(answer.level)


def on_profile(session: VisitorState, since: Snapshot | None) -> str:
    """The profile's HTML: an earlier day in hindsight, and ways to look at the answers again."""
    model, assessment = session.model, session.assessment
    if not session.scores.coverage.rated:
        return ""
    buttons = [("check", "check"), ("begin", "begin")]
    said = ""
    if since is not None:
        buttons.insert(0, ("compare", ""))
        said = _in_hindsight(model, assessment, since)
    row = " ".join(
        f"<button type='button' class='ui-button' data-online data-again='{kind}'>"
        f"{texts.TEXTS[name] if name else texts.COMPARE}</button>"
        for kind, name in buttons
    )
    return (
        f"{said}<div class='ui-screen'><h3>{texts.AGAIN_TITLE}</h3><p class='ui-buttons'>{row}</p>"
        f"<p class='ui-hint'>{texts.TEXTS['beginHint']}</p></div>"
    )


def _in_hindsight(model: CompetencyModel, assessment: Assessment, since: Snapshot) -> str:
    found = assessment.hindsight.get(since.at)
    if found is None:
        return ""
    items = [
        texts.HINDSIGHT.format(
            skill=escape(item.title),
            eyes=escape(model.label(found.levels[item.id])),
            said=escape(model.label(since.levels[item.id])),
        )
        for item in model.by_area
        if item.id in found.levels and item.id in since.levels
    ]
    title = texts.HINDSIGHT_TITLE.format(day=day_in_words(since.at), seen=day_in_words(found.at))
    rows = "".join(f"<li>{item}</li>" for item in items)
    return f"<h3>{title}</h3><ul class='ui-moves'>{rows}</ul>" if items else ""
