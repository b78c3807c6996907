"""score: what the answers say, in numbers."""

from __future__ import annotations

import argparse
import json
from typing import Any

from assess.commands.common import model_and_answers, role_of
from assess.gaps import gaps
from assess.model import CompetencyModel
from assess.scoring import Scores
from assess.scoring import score as compute
from assess.terminal import shown


def score(options: argparse.Namespace) -> int:
    """Coverage, areas, roles and gaps, as text or JSON."""
    model, assessment = model_and_answers(options)
    role = role_of(model, assessment, options.role)
    scores = compute(model, assessment)
    found = gaps(model, assessment, role)
    if options.json:
        _json(
            {
                "areas": {
                    item.area_id: {
                        "score": item.score,
                        "rated": item.coverage.rated,
                        "all": item.coverage.all,
                        "not_applicable": item.coverage.not_applicable,
                    }
                    for item in scores.areas
                },
                "roles": {
                    item.role_id: {
                        "fit": item.fit,
                        "rated": item.coverage.rated,
                        "asked": item.coverage.all,
                    }
                    for item in scores.roles
                },
                "gaps": [
                    {
                        "competency": gap.competency_id,
                        "level": gap.level,
                        "target": gap.target,
                        "gap": gap.gap,
                    }
                    for gap in found.open
                ],
            }
        )
        return 0
    _say_scores(model, scores)
    print(f"\nGaps to {shown(model.role(role).name)}")
    for gap in found.open:
        title = model.competency(gap.competency_id).title
        print(shown(f"  {title:<36} {model.label(gap.level)} → {model.label(gap.target)}"))
    if not found.open:
        print("  none in what you've rated")
    return 0


def _say_scores(model: CompetencyModel, scores: Scores) -> None:
    print(scores.coverage)
    print("\nAreas")
    for area, item in zip(model.areas, scores.areas, strict=True):
        near = "not enough rated" if item.score is None else "near " + _nearest(model, item.score)
        print(shown(f"  {area.title:<36} {near:<18} {item.coverage}"))
    print("\nRoles")
    for role, fit in zip(model.roles, scores.roles, strict=True):
        if fit.nothing_asked:
            said = "asks for nothing"
        else:
            few = fit.percent is None
            said = "not enough rated" if few else f"more in {fit.below} of {fit.coverage.rated}"
        print(shown(f"  {role.name:<36} {said:<18} {fit.coverage}"))


def _nearest(model: CompetencyModel, value: float) -> str:
    return model.label(min(model.highest, max(model.lowest, int(value + 0.5))))


def _json(value: Any) -> None:
    print(json.dumps(value, indent=2, ensure_ascii=False))
