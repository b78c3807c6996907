"""Practice cases in a notebook: no key before a choice, and a sentence for each slip."""

from __future__ import annotations

import pytest

from assess.errors import AnswersError
from assess.formats.model_yaml.loader import load_model
from assess.notebooks.calibration import calibrate, cases
from assess.settings import package_model

MODEL = load_model(package_model())
AREA = MODEL.areas[0].id


def test_the_cases_of_an_area_are_shown_with_every_level_and_without_keys() -> None:
    frame = cases(AREA, model=MODEL)
    assert list(frame.index) == [case.id for case in MODEL.cases_in(AREA)]
    assert list(frame.columns) == ["area", "skill", "text", *(item.label for item in MODEL.scale)]
    assert len(cases(model=MODEL)) == len(MODEL.cases)


def test_choices_stand_beside_the_keys_with_the_words_that_decide_and_the_lean() -> None:
    found = MODEL.cases_in(AREA)
    result = calibrate({case.id: min(case.level + 1, MODEL.highest) for case in found}, model=MODEL)
    frame = result.to_frame()
    assert list(frame["key"]) == [case.level for case in found]
    assert list(frame["because"]) == [case.because for case in found]
    assert result.sentence.startswith("You chose higher than the key in ")
    assert result.sentence in repr(result)


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (lambda: cases("agle", model=MODEL), "The model has no area 'agle'"),
        (lambda: calibrate({}, model=MODEL), "Choose a level for one case at least"),
        (lambda: calibrate({"nobody": 1}, model=MODEL), "The model has no case 'nobody'"),
        (lambda: calibrate({MODEL.cases[0].id: 9}, model=MODEL), "choose 1 to 5"),
    ],
)
def test_what_cannot_be_is_said_in_one_sentence(call, sentence) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(AnswersError) as refused:
        call()
    assert sentence in str(refused.value)
    assert str(refused.value).count("\n") == 0
