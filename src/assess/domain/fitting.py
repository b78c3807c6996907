"""Refuse a model and answers that don't belong together, before anything is computed from them."""

from __future__ import annotations

from assess.domain.answers import Assessment
from assess.domain.model import CompetencyModel
from assess.errors import CallError


def need_fitting(model: CompetencyModel, assessment: Assessment, call: str) -> None:
    """Raise CallError unless these are a model and answers to it; `call`: the function's name."""
    if not isinstance(model, CompetencyModel) or not isinstance(assessment, Assessment):
        given = f"{type(model).__name__} and {type(assessment).__name__}"
        raise CallError(
            f"{call} needs a model, then the answers to it: {call}(person.model, "
            f"person.assessment). You gave {given}."
        )
    if assessment.model_id != model.id:
        raise CallError(
            f"These answers belong to the model '{assessment.model_id}', this is '{model.id}': "
            "load the model that they belong to."
        )


def need_same_version(model: CompetencyModel, assessment: Assessment) -> None:
    """Raise CallError where answers were read with another version of the model."""
    if assessment.model_version != model.version:
        raise CallError(
            f"These answers were read with version {assessment.model_version} of the model, this "
            f"is {model.version}: load the file again, so that they are brought up to date."
        )
