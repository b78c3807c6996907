"""The quick pass and the first screen as plain data: short cards, promise, minutes, an example."""

from __future__ import annotations

from html import escape
from math import ceil
from typing import Any

from assess.app.rate.form import QUESTION_SECONDS
from assess.domain.demo import demo_assessment
from assess.domain.model import CompetencyModel
from assess.report import fragments
from assess.views.profile import profile_view

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
        item.id: {
            "question": item.quick.question,
            "levels": {str(level): text for level, text in item.quick.levels.items()},
        }
        for item in model.by_area
        if item.quick is not None
    }
    first: dict[str, Any] = {"texts": FIRST, "shared": shared, "minutes": minutes(model)}
    if not cards:
        return {**content, "first": first}
    quick = {"address": ADDRESS, "seconds": CARD_SECONDS, "cards": cards, "texts": WAYS}
    return {**content, "first": first, "quick": quick}


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
        f"{fragments.areas(model, profile.areas)}{fragments.top_gaps(profile, heading=3)}"
    )
