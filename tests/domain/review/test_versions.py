"""Ratings of two versions of a model are never put side by side."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assess.domain.answers import Assessment
from assess.domain.review.differences import compare
from assess.errors import ReviewError
from tests.builders.models import tiny_model


def test_ratings_that_were_read_before_the_model_changed_are_loaded_again() -> None:
    model = tiny_model()
    own = Assessment(model.id, model.version)
    with pytest.raises(ReviewError, match=r"file has changed, load both again"):
        compare(replace(model, version="9.0.0"), own, own)
