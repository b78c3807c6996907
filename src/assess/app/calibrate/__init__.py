"""Practice before rating: made-up cases, the key to each, and one's own lean. Changes no answer.

Nothing is remembered between two messages: the page says all that was chosen so far.
"""

from __future__ import annotations

from assess.app.messages.forms import Calibrate, Calibration, CaseKey, CaseShown
from assess.domain.model import CompetencyModel
from assess.domain.model_parts import Case
from assess.domain.rating import lean, minutes

OFFER = "Practise on {cases} first ({minutes})"

CALIBRATE = {
    "case": "Practice case {number} of {all}: {skill}",
    "lead": (
        "These people are made up. Each case was written for one level, the key. Nothing that you "
        "choose here is saved, and no rating changes."
    ),
    "choose": "Which description fits best?",
    "check": "Check my choice",
    "none": "Pick a description first.",
    "wait": "One moment…",
    "same": "You chose {mine}, the same as the key.",
    "other": "You chose {mine}. The key is {key}.",
    "because": "What decides:",
    "key": "The key: {key}",
    "mine": "Your choice: {mine}",
    "next": "Next case",
    "again": "Practise again",
    "stop": "Stop practising",
    "close": "Done practising",
}


def offer(model: CompetencyModel, area_id: str) -> str:
    """Return the words of the button before an area; "" where the model has no case of it."""
    cases = model.cases_in(area_id)
    if not cases:
        return ""
    time = minutes(model, cases)
    return OFFER.format(
        cases=f"{len(cases)} short cases" if len(cases) > 1 else "a short case",
        minutes=f"{time} minutes" if time > 1 else "1 minute",
    )


def reply(model: CompetencyModel, message: Calibrate) -> Calibration | None:
    """Return the key of the case rated last, and the next case; None for what can't be meant.

    The key of a case leaves here only after a level was chosen for it.
    """
    known = any(area.id == message.area for area in model.areas)
    cases = model.cases_in(message.area) if known else ()
    chosen = message.chosen
    if not cases or len(chosen) > len(cases) or not all(map(model.on_scale, chosen)):
        return None
    done = len(chosen)
    answer = Calibration(kind="calibration", area=message.area, done=done, all=len(cases))
    if done:
        last = cases[done - 1]
        answer["key"] = CaseKey(level=last.level, because=last.because)
    if done < len(cases):
        answer["case"] = _shown(model, cases[done])
    else:
        answer["lean"] = lean(chosen, [case.level for case in cases]).sentence
    return answer


def _shown(model: CompetencyModel, case: Case) -> CaseShown:
    competency = model.competency(case.competency)
    anchors = {str(level): text for level, text in competency.anchors.items()}
    return CaseShown(skill=competency.title, text=case.text, anchors=anchors)
