"""Why a gap stays open, and what closing it would take."""

from __future__ import annotations

from collections.abc import Mapping

from assess.answers import Assessment
from assess.gaps import gaps
from assess.model import CompetencyModel
from assess.planning.fewest_hours import to_reach
from assess.planning.plan import PlanSettings
from assess.planning.problem import QUARTERS
from assess.planning.translate import build

NOT_APPLICABLE = "not applicable"
UNRATED = "unrated"
NO_WAY = "no activity leads there"


def why_open(
    model: CompetencyModel,
    assessment: Assessment,
    role_id: str,
    settings: PlanSettings,
    reached: Mapping[str, int],
    *,
    with_hours: bool = True,
) -> dict[str, str]:
    """Competency id → why its gap stays open, in file order; gaps that the plan closes are absent.

    `reached`: competency id → level at the end of the plan. The hours are the fewest of any
    activities that reach the level named, from the levels held at the start, whatever the weeks;
    `with_hours` False: they are left out.
    """
    found = gaps(model, assessment, role_id)
    open_gaps = {gap.competency_id: gap for gap in found.open}
    reasons = dict.fromkeys(found.not_applicable, NOT_APPLICABLE)
    reasons |= dict.fromkeys(found.unrated, UNRATED)
    short = [key for key, gap in open_gaps.items() if reached[key] < gap.target]
    if short:
        anytime = build(model, assessment, role_id, settings, anytime=True)
        within_reach = dict(
            zip(
                (skill.id for skill in anytime.skills),
                anytime.reach(range(len(anytime.tasks)))[1],
                strict=True,
            )
        )
        for key in short:
            target = open_gaps[key].target
            top = min(target, within_reach[key])
            if top <= reached[key]:
                reasons[key] = NO_WAY
                continue
            quarters = None if not with_hours else to_reach(anytime, key, top)
            reasons[key] = _sentence(model, top, target, quarters)
    return {item.id: reasons[item.id] for item in model.competencies if item.id in reasons}


def _sentence(model: CompetencyModel, top: int, target: int, quarters: int | None) -> str:
    sentence = f"not reached in these hours: level {top} ({model.label(top)})"
    if quarters is not None:
        sentence += f"; would need {quarters / QUARTERS:g} h"
    if top < target:
        sentence += f"; {NO_WAY.replace('there', f'on to level {target}')}"
    return sentence
