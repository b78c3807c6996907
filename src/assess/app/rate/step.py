"""Step 1: the questions, the log of evidence, and the quick pass."""

from __future__ import annotations

from html import escape
from math import ceil
from typing import Any

from assess.app.calibrate import CALIBRATE, offer, reply
from assess.app.messages import Signal
from assess.app.messages import forms as messages
from assess.app.messages.forms import Calibrate
from assess.app.profile.views import SINCE_LABEL
from assess.app.radar import EarlierSelf
from assess.app.shared.controller import NoticePanel, hears, step_panel
from assess.app.shared.texts import RATING
from assess.app.shared.widgets import RatingForm
from assess.app.state.texts import NO_EVIDENCE_TEXT, NO_LINK, ROLES
from assess.app.state.visitor import VisitorState
from assess.domain.answers import EVIDENCE_LIMIT, Assessment
from assess.domain.demo import demo_assessment
from assess.domain.model import CompetencyModel
from assess.domain.rating import LIMITS, LOG_LIMIT, MOST_ENTRIES, TOO_MUCH
from assess.formats.answers import log_to_json
from assess.formats.json_text import plain
from assess.report import fragments
from assess.views.profile import profile_view

TEXTS = {
    "title": "Evidence",
    "add": "Add evidence",
    "another": "Add more evidence",
    "edit": "Edit",
    "remove": "Remove",
    "removed": "Removed.",
    "undo": "Undo",
    "done": "Done",
    "more": "The situation, your part, what came of it … (optional)",
    "text": "What did you do?",
    "situation": "What was the situation?",
    "part": "What was your own part?",
    "whom": "For whom?",
    "outcome": "What came of it?",
    "number": "A number that shows it",
    "date": "When?",
    "link": "A link to it",
    "linkHint": "Begins with https:// or http://. We never open it.",
    "witness": "Who can confirm it?",
    "noText": NO_EVIDENCE_TEXT,
    "noLink": NO_LINK,
    "tooMuch": TOO_MUCH,
    "changed": (
        "This entry was changed elsewhere. What you typed is still here, but not saved. Once it "
        "can be, it becomes an entry of its own."
    ),
}


def evidence_form() -> dict[str, Any]:
    """The form's texts and limits as plain data."""
    return {"texts": TEXTS, "limits": dict(LIMITS), "most": MOST_ENTRIES, "total": LOG_LIMIT}


QUESTION_SECONDS = 75
"""How long somebody reads and answers one question with its full descriptions."""


def rating_content(model: CompetencyModel) -> dict[str, Any]:
    """The questions, area by area, as plain data; numbered as on the radar's axes."""
    numbered = list(enumerate(model.by_area, start=1))
    areas = [
        {
            "id": area.id,
            "title": area.title,
            "summary": area.summary,
            "practice": offer(model, area.id),
            "questions": [
                {
                    "id": item.id,
                    "number": number,
                    "title": item.title,
                    "summary": item.summary,
                    "prompt": item.evidence_prompt,
                    "example": bool(item.example),
                    "anchors": plain(item.anchors),
                }
                for number, item in numbered
                if item.area == area.id
            ],
        }
        for area in model.areas
    ]
    return {
        "areas": areas,
        "scale": [
            {"level": item.level, "label": item.label, "meaning": item.meaning}
            for item in model.scale
        ],
        "scale_note": model.scale_note,
        "limit": EVIDENCE_LIMIT,
        "seconds": QUESTION_SECONDS,
        "texts": {**RATING, "calibrate": CALIBRATE},
    }


def rating_answers(assessment: Assessment) -> dict[str, Any]:
    """The answers as the form holds them: id → {level | not_applicable, evidence, log, confirm}."""
    shown: dict[str, Any] = {}
    for key, answer in assessment.answers.items():
        item: dict[str, Any] = {"evidence": answer.evidence}
        if answer.not_applicable:
            item["not_applicable"] = True
        elif answer.level is not None:
            item["level"] = answer.level
        if answer.quick:
            item["quick"] = True
        if answer.log:
            item["log"] = log_to_json(answer.log)
        if key in assessment.confirm:
            item["confirm"] = True
        shown[key] = item
    return shown


def role_fields(session: VisitorState, since: EarlierSelf) -> list[dict[str, Any]]:
    """Two lists of roles, held and wanted; a list of earlier days where there is one."""
    options = [
        [role.id, f"{role.title} ({role.profile})" if role.profile else role.title]
        for role in session.model.roles
    ]
    fields = [
        {"name": name, "label": label, "kind": "role", "options": options, "value": role}
        for (name, label), role in zip(ROLES.items(), session.roles, strict=True)
    ]
    if days := since.options:
        fields.append(
            {"name": "since", "label": SINCE_LABEL, "options": days, "value": since.value}
        )
    return fields


ADDRESS = "quick-pass"
"""What the quick pass is called in the page's address, beside the areas."""

CARD_SECONDS = 15
"""How long somebody reads and answers one short card."""

FIRST = {
    "title": "See where you stand, and plan what's next",
    "minutesQuick": "About {quick} minutes for a first picture, {full} for a thorough one.",
    "minutes": "It takes about {full} minutes.",
    "here": "Nothing leaves this computer.",
    "there": "Your answers stay on the server of this page. Nothing is shared unless you share it.",
    "example": "See an example result",
    "wait": "One moment…",
}

EXAMPLE_LEAD = "This is what a made-up person sees after rating themselves."

WAYS = {
    "ways": "How do you want to rate yourself?",
    "quick": "Quick pass",
    "quickHint": "{all} short cards",
    "full": "Area by area",
    "fullHint": "full descriptions",
    "place": "{place} of {all}",
    "left": "about {minutes} min left",
    "back": "Back",
    "skip": "Skip",
    "next": "Next",
    "keys": "By keyboard: {first} to {last}, n, or space to skip.",
    "na": "Not applicable to my job",
    "already": "You've checked this answer against the full descriptions.",
    "doneTitle": "That was the quick pass",
    "done": {
        "rated": "{count} rated",
        "away": "{count} not applicable",
        "skipped": "{count} skipped",
    },
    "again": "Go through what you skipped",
    "rough": "Your ratings stay rough until you check them against the full descriptions.",
    "profile": "See your profile",
    "plan": "Make my plan",
}


def with_first_screen(
    content: dict[str, Any], model: CompetencyModel, *, shared: bool
) -> dict[str, Any]:
    """The form's content with the first screen and, where the model has short cards, those.

    `shared`: other computers use this server, so it can't promise that nothing leaves this one.
    """
    cards = {
        item.id: {"question": item.quick.question, "levels": plain(item.quick.levels)}
        for item in model.by_area
        if item.quick is not None
    }
    first = {"texts": FIRST, "shared": shared, "minutes": minutes(model)}
    quick = {"address": ADDRESS, "seconds": CARD_SECONDS, "cards": cards, "texts": WAYS}
    return {**content, "first": first} | ({"quick": quick} if cards else {})


def minutes(model: CompetencyModel) -> dict[str, int]:
    """What each way takes: `full`, and `quick` where there are short cards."""
    full = ceil(len(model.competencies) * QUESTION_SECONDS / 60)
    cards = sum(item.quick is not None for item in model.competencies)
    return {"full": full} | ({"quick": ceil(cards * CARD_SECONDS / 60)} if cards else {})


def addresses(model: CompetencyModel) -> list[str]:
    """The quick pass and its cards as places in the page's address; none without short cards."""
    cards = [f"{ADDRESS}/{item.id}" for item in model.by_area if item.quick is not None]
    taken = any(area.id == ADDRESS for area in model.areas)
    return [] if taken or not cards else [ADDRESS, *cards]


def example_result(model: CompetencyModel) -> str:
    """The result of a made-up person, as the profile shows one."""
    profile = profile_view(model, demo_assessment(model))
    return (
        f"<p>{escape(EXAMPLE_LEAD)}</p>{fragments.answer(profile)}"
        f"{fragments.areas(model, profile.areas)}{fragments.top_gaps(profile)}"
    )


class RateStep:
    """Shows the answers; what is changed in the form arrives through `VisitorPanel`."""

    def __init__(self, session: VisitorState, panel: NoticePanel, *, shared: bool = False) -> None:
        self.session = session
        self.panel = panel
        questions = rating_content(session.model) | {"log": evidence_form()}
        self.form = RatingForm(content=with_first_screen(questions, session.model, shared=shared))
        self.form.on_msg(self.hear)
        self.root = step_panel("rate", self.form)

    @hears(messages.WantExample)
    def hear(self, message: messages.WantExample) -> None:
        """Which example is wanted: a question's, the one of a result, or a practice case."""
        if isinstance(message, Signal):
            html = example_result(self.session.model)
            self.form.send(messages.Result(kind="result", html=html))
        elif isinstance(message, Calibrate):
            if (answer := reply(self.session.model, message)) is not None:
                self.form.send(answer)
        elif self.session.model.has_competency(message.id):
            text = self.session.model.competency(message.id).example
            self.form.send(messages.Example(kind="example", id=message.id, text=text))

    def remember(self) -> None:
        """Hold what the browser already shows, for a page that is drawn again later."""
        self.form.remember(rating_answers(self.session.assessment))

    def show(self) -> None:
        """Put other answers into the form; a round has the full descriptions."""
        self.form.full = self.session.assessment.round is not None
        answers = rating_answers(self.session.assessment)
        self.form.show(answers, whose=self.session.code)
