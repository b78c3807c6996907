"""The role guide's page behind the browser: what it sends, and what it makes of what comes back."""

from __future__ import annotations

from typing import Any

import pytest

from assess.app.guide import EMPTY, Guide, decision_content, role_content
from assess.domain.guide import advise, questions
from assess.domain.model import CompetencyModel
from assess.formats.model_yaml.loader import load_model, read_model
from assess.settings import package_model


@pytest.fixture(scope="module")
def model() -> CompetencyModel:
    return load_model(package_model())


def test_who_can_decide_are_the_pairs_roles_both_and_someone_else(model: CompetencyModel) -> None:
    content = decision_content(model)
    pair = [model.role(key).title for key in model.role_pair]
    assert content["options"] == [*pair, "Both", "Someone else"]
    assert [row["title"] for row in content["rows"]] == [
        row["title"] for row in model.guide.decisions
    ]
    assert any(row["dispute"] for row in content["rows"])
    assert not all(row["disputed"] for row in content["rows"])


def test_questions_that_change_nothing_come_last(model: CompetencyModel) -> None:
    counts = {question.id: question.counts for question in questions(model)}
    shown = [counts[asked["id"]] for asked in role_content(model)["questions"]]
    assert shown == sorted(shown, reverse=True)
    assert set(shown) == {True, False}


def test_the_advice_follows_an_answer(model: CompetencyModel) -> None:
    page = Guide(model)
    before = page.role.summary
    asked = next(question for question in questions(model) if question.counts)
    page.hear(None, {"kind": "choices", "choices": {asked.id: asked.options[0].id}}, None)
    best = advise(model, {asked.id: asked.options[0].id}).best[0]
    assert page.role.summary != before
    assert best.title in page.role.summary
    assert best.title in page.role.advice
    page.choose({})
    assert page.role.summary == before


@pytest.mark.parametrize(
    "content",
    [
        None,
        "choices",
        {"kind": "choices"},
        {"kind": "choices", "choices": [1]},
        {"kind": "choices", "choices": {"no-such-question": "x", "": None}},
        {"kind": "other", "choices": {}},
    ],
)
def test_a_hostile_message_changes_nothing(model: CompetencyModel, content: Any) -> None:
    page = Guide(model)
    before = page.role.summary, page.role.advice
    page.hear(None, content, None)
    assert (page.role.summary, page.role.advice) == before


def test_an_option_that_isnt_there_or_isnt_text_is_passed_over(model: CompetencyModel) -> None:
    page = Guide(model)
    before = page.role.advice
    page.choose({question.id: ["x"] for question in questions(model)})
    assert page.role.advice == before
    page.choose({question.id: "no-such-option" for question in questions(model)})
    assert page.role.advice == before


def test_a_model_without_a_guide_says_so() -> None:
    text = package_model().read_text(encoding="utf-8")
    page = Guide(read_model(text[: text.index("\nguide:")] + "\n", "m.yaml")[0])
    assert EMPTY in "".join(getattr(child, "value", "") for child in page.children)
