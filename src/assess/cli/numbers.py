"""score: what the answers say, in numbers."""

from __future__ import annotations

import argparse
import json
from typing import Any

from assess.cli.common import model_and_answers, role_of, shown
from assess.domain import scoring
from assess.domain.gaps import gaps
from assess.domain.model import CompetencyModel
from assess.domain.scoring import Scores
from assess.planning.wording import marked


def score(options: argparse.Namespace) -> int:
    """Coverage, areas, roles and gaps, as text or JSON."""
    model, assessment = model_and_answers(options)
    role = role_of(model, assessment, options.role)
    scores = scoring.score(model, assessment)
    found, rough = gaps(model, assessment, role), assessment.rough
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
                        **({"quick": True} if gap.competency_id in rough else {}),
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
        now = marked(model.label(gap.level), gap.competency_id in rough)
        print(shown(f"  {title:<36} {now} → {model.label(gap.target)}"))
    if not found.open:
        print("  none in what you've rated")
    return 0


def _say_scores(model: CompetencyModel, scores: Scores) -> None:
    print(scores.coverage)
    width = max(36, *(len(role.name) for role in model.roles))
    print("\nAreas")
    for area, item in zip(model.areas, scores.areas, strict=True):
        near = "not enough rated" if item.score is None else "near " + _nearest(model, item.score)
        print(shown(f"  {area.title:<{width}} {near:<26} {item.coverage}"))
    print("\nRoles")
    for role, fit in zip(model.roles, scores.roles, strict=True):
        if fit.nothing_asked:
            said = "asks for nothing"
        else:
            more = f"asks for more in {fit.below} of {fit.coverage.rated}"
            said = "not enough rated" if fit.percent is None else more
        print(shown(f"  {role.name:<{width}} {said:<26} {fit.coverage}"))


def _nearest(model: CompetencyModel, value: float) -> str:
    return model.label(min(model.highest, max(model.lowest, int(value + 0.5))))


def _json(value: Any) -> None:
    print(json.dumps(value, indent=2, ensure_ascii=False))
