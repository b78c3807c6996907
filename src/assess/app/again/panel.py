"""Look at answers again: what is shown, said and heard."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Any

from assess import clock
from assess.app.account.visitor import VisitorPanel
from assess.app.messages import Signal
from assess.app.messages.forms import FromAgain, OneLevel
from assess.app.radar import EarlierSelf
from assess.app.shared.controller import hears
from assess.app.shared.widgets import Again
from assess.app.state.changes import NA, Change, apply, rating_of
from assess.app.state.texts import NOT_APPLICABLE
from assess.app.state.visitor import VisitorState
from assess.charts import day_in_words
from assess.domain.answers import Assessment, Snapshot
from assess.domain.history import (
    begin_round,
    end_round,
    still_right,
    taken_back,
    with_hindsight,
    worth_a_look,
)
from assess.domain.model import CompetencyModel
from assess.errors import AnswersError
from assess.report import words

TEXTS = {
    "offer": "Are your answers still right?",
    "check": "Check them on one screen",
    "begin": "Rate everything again",
    "beginHint": (
        "Rating again hides your earlier levels until you finish, so that they don't sway you. You "
        "can stop at any time: what you haven't rated again keeps its earlier level."
    ),
    "later": "Not now",
    "checkTitle": "Still right?",
    "checkLead": (
        "Change what no longer fits, then confirm the rest. Your notes and your plan stay as they "
        "are."
    ),
    "was": "It was:",
    "undo": "Undo",
    "right": "Still right",
    "close": "Back without confirming",
    "done": "Go to my profile",
    "round": "Your earlier levels are hidden.",
    "given": "{done} of {all} rated again.",
    "stop": "Stop here and compare",
    "finish": "Finish and compare",
    "compareTitle": "Then and now",
    "compareLead": (
        "With today's eyes, where were you then? It's optional: we often see our earlier selves "
        "differently once we know more. Your earlier levels stay as you gave them."
    ),
    "then": "You said on {day}",
    "now": "You say now",
    "eyes": "With today's eyes, you were",
    "unsaid": "No answer",
}

LAST_CHANGED = "You last changed them on {day}."
RIGHT = "{answers} confirmed."
TAKEN_BACK = "Undone. Nothing is confirmed."
NOTHING_RATED = "Rate a few skills first."
UNRATED = "Not rated"

AGAIN_TITLE = "Look at your answers again"
COMPARE = "Where were you then, with today's eyes?"
HINDSIGHT_TITLE = "Where you were on {day}, seen on {seen}"
HINDSIGHT = "<b>{skill}</b>: {eyes} <span class='ui-muted'>(you said {said} then)</span>"


def offer(assessment: Assessment) -> dict[str, Any]:
    """A question whether the answers still hold."""
    day = day_in_words(assessment.updated or "")
    return {"screen": "offer", "said": LAST_CHANGED.format(day=day)}


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
        "options": [["", TEXTS["unsaid"]], *_levels(model)],
    }


def _levels(model: CompetencyModel) -> list[list[str]]:
    return [[str(item.level), item.label] for item in model.scale]


def _word(model: CompetencyModel, assessment: Assessment, key: str) -> str:
    answer = assessment.answer(key)
    if answer.not_applicable:
        return NOT_APPLICABLE
    return UNRATED if answer.level is None else model.label(answer.level)


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
        f"{TEXTS[name] if name else COMPARE}</button>"
        for kind, name in buttons
    )
    return (
        f"{said}<div class='ui-screen'><h3>{AGAIN_TITLE}</h3><p class='ui-buttons'>{row}</p>"
        f"<p class='ui-hint'>{TEXTS['beginHint']}</p></div>"
    )


def _in_hindsight(model: CompetencyModel, assessment: Assessment, since: Snapshot) -> str:
    found = assessment.hindsight.get(since.at)
    if found is None:
        return ""
    items = [
        HINDSIGHT.format(
            skill=escape(item.title),
            eyes=escape(model.label(found.levels[item.id])),
            said=escape(model.label(since.levels[item.id])),
        )
        for item in model.by_area
        if item.id in found.levels and item.id in since.levels
    ]
    title = HINDSIGHT_TITLE.format(day=day_in_words(since.at), seen=day_in_words(found.at))
    rows = "".join(f"<li>{item}</li>" for item in items)
    return f"<h3>{title}</h3><ul class='ui-moves'>{rows}</ul>" if items else ""


class AgainPanel:
    """Shows one of its screens above or in the place of the page, or none.

    In a blind round the visitor's assessment holds only what was rated in it, so nothing that is
    sent to the browser can tell an earlier level; the screen of the round has no data at all.
    """

    def __init__(self, session: VisitorState, panel: VisitorPanel, since: EarlierSelf) -> None:
        self.session = session
        self.panel = panel
        self.since = since
        self._confirmed: tuple[Assessment, Assessment] | None = None
        self._code = session.code
        self.root = Again(texts=TEXTS)
        self.root.on_msg(self.hear)

    def show(self) -> None:
        """Follow the answers: a round, or an offer where somebody comes back after a month."""
        arrived, self._code = self._code != self.session.code, self.session.code
        assessment = self.session.assessment
        if assessment.round:
            self._put({"screen": "round"})
        elif arrived or self.root.shown["screen"] == "round":
            old = self.session.kept and worth_a_look(assessment, clock.now())
            self._put(offer(assessment) if old else {})

    def _put(self, shown: dict[str, Any]) -> None:
        self._confirmed = None
        self.root.shown = {"screen": "", **shown}

    @hears(FromAgain)
    def hear(self, message: FromAgain) -> None:
        """What was pressed or chosen."""
        match message:
            case Signal(kind="check"):
                self._need_ratings()
                self._put(check(self.session.model, self.session.assessment))
            case Signal(kind="right") if not self.session.assessment.round:
                self._confirm()
            case Signal(kind="undo"):
                self._undo()
            case Signal(kind="begin"):
                self._need_ratings()
                self._change(begin_round)
            case Signal(kind="end"):
                with self.root.hold_sync():  # one screen makes way for the next
                    self._end()
            case Signal(kind="compare"):
                self._compare()
            case Signal(kind="close") if not self.session.assessment.round:
                self._put({})
            case OneLevel(kind="level"):
                change = Change(0, message.id, rating=message.rating)
                self._change(lambda present: apply(self.session.model, present, change)[0])
            case OneLevel(kind="then"):
                self._look_back(message)

    def _need_ratings(self) -> None:
        if self.session.assessment.round or not self.session.scores.coverage.rated:
            raise AnswersError(NOTHING_RATED)

    def _change(self, how: Callable[[Assessment], Assessment]) -> None:
        try:
            self.session.change(how)
        finally:
            self.panel.show_all()
        self.panel.saved(self.session.kept)

    def _confirm(self) -> None:
        before = self.session.assessment
        self._change(still_right)
        after = self.session.assessment
        number = sum(answer.state != "unrated" for answer in after.answers.values())
        said = RIGHT.format(answers=words.count(number, "answer"))
        self._put({"screen": "done", "said": said, "undo": True})
        self._confirmed = before, after

    def _undo(self) -> None:
        if self._confirmed is not None:
            before, after = self._confirmed
            self._change(lambda present: taken_back(present, before, after))
            self._put({"screen": "done", "said": TAKEN_BACK, "undo": False})

    def _end(self) -> None:
        rated = self.session.assessment.answers
        self._change(end_round)
        if rated and self.session.assessment.history:
            self.since.choose(self.session.assessment.history[-1].at)
            self.panel.show_all()
            self._compare()

    def _compare(self) -> None:
        then = self.since.snapshot
        if then is not None:
            self._put(compare(self.session.model, self.session.assessment, then))

    def _look_back(self, message: OneLevel) -> None:
        model, then = self.session.model, self.since.snapshot
        levels = {"": None, **{str(item.level): item.level for item in model.scale}}
        if then is not None and model.has_competency(message.id) and message.rating in levels:
            level = levels[message.rating]
            self._change(lambda present: with_hindsight(present, then.at, message.id, level))
