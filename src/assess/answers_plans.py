"""The kept plans of an assessment file: each is read as strictly as a plan file.

A plan of an older model version may name what the model has no more: it is left out, because it
could neither be shown nor compared.
"""

from __future__ import annotations

from typing import Any

from assess.answers import MOST_PLANS, KeptPlan
from assess.errors import AnswersError, PlanError
from assess.formats.plan import OldPlan, plan_from_json, plan_to_json, unknown_in
from assess.json_values import list_of, mapping_of, moment_of
from assess.model import CompetencyModel


def plans_of(value: Any, model: CompetencyModel) -> tuple[KeptPlan, ...]:
    """The plans in parsed JSON, as written again by assess. Raises AnswersError."""
    entries = list_of(value, "plans")
    if len(entries) > MOST_PLANS:
        raise AnswersError(
            f"plans: holds {len(entries):,} plans, at most {MOST_PLANS} are kept; "
            "delete the oldest."
        )
    found = [_kept(entry, f"plans[{place}]", model) for place, entry in enumerate(entries)]
    return tuple(kept for kept in found if kept is not None)


def _kept(entry: Any, where: str, model: CompetencyModel) -> KeptPlan | None:
    fields = mapping_of(entry, where, ("made", "plan"), required=("made", "plan"))
    made = moment_of(fields["made"], f"{where}.made")
    if made is None:
        raise AnswersError(f"{where}.made: must be a moment such as 2026-11-22T10:00:00Z.")
    try:
        plan = plan_from_json(fields["plan"])
    except PlanError as error:
        raise AnswersError(f"{where}.plan: {error}") from None
    if plan.model_id != model.id:
        raise AnswersError(f"{where}.plan: belongs to another model; take it out.")
    # an old plan is only shown, as it was: whatever it names
    unknown = "" if isinstance(plan, OldPlan) else unknown_in(plan, model)
    if unknown and plan.model_version == model.version:
        raise AnswersError(f"{where}.plan: the model has no {unknown}; take the plan out.")
    return None if unknown else KeptPlan(made, plan_to_json(plan))
