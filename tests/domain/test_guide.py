"""Which role do you need: rules, weights, ties and what isn't answered yet."""

from __future__ import annotations

from pathlib import Path

import pytest

from assess.domain.guide import Advice, Argument, advise, documents_of, questions, who
from assess.domain.model import CompetencyModel
from assess.formats.model_yaml.loader import read_model

SECOND = (Path(__file__).parents[1] / "models" / "second.yaml").read_text(encoding="utf-8")
GUIDE = """guide:
  questions:
    - {id: size, text: How large?, options: [{id: small, label: Small}, {id: large, label: Large}]}
    - {id: teams, text: How many teams?, hint: Count plans., options: [one, many], document: D1}
    - {id: clear, text: Is it clear?, options: [clear, unclear]}
    - Only a text
  rules:
    - {when: {size: [small]}, suggest: one-person-for-both, weight: 2, because: It is small.}
    - {when: {size: [large], teams: many}, suggest: product-owner, weight: 3, because: Much to do.}
    - {when: {teams: [one, many]}, suggest: product-owner, because: There are teams., document: D2}
    - {when: {teams: [many]}, suggest: one-person-for-both, because: A doubt., documents: [D1, D2]}
    - {when: In a text, suggest: nobody, because: No answer meets a text.}
"""


@pytest.fixture
def model() -> CompetencyModel:
    return read_model(SECOND[: SECOND.index("guide:")] + GUIDE, "m.yaml")[0]


def weights(advice: Advice) -> dict[str, float]:
    return {item.id: item.weight for item in advice.suggestions}


def test_a_rule_counts_only_when_all_its_conditions_hold(model: CompetencyModel) -> None:
    assert weights(advise(model, {"size": "large"})) == {}
    assert weights(advise(model, {"size": "large", "teams": "one"})) == {"product-owner": 1}
    both = advise(model, {"size": "large", "teams": "many"})
    assert weights(both) == {"product-owner": 4, "one-person-for-both": 1}
    assert list(weights(both)) == ["product-owner", "one-person-for-both"]


def test_weights_are_summed_per_suggestion_and_every_reason_is_listed(
    model: CompetencyModel,
) -> None:
    advice = advise(model, {"size": "small", "teams": "many"})
    assert weights(advice) == {"one-person-for-both": 3, "product-owner": 1}
    assert advice.best[0].arguments == (
        Argument("It is small.", 2),
        Argument("A doubt.", 1, ("D1", "D2")),
    )
    assert advice.best[0].title == "One person for both"


def test_a_tie_is_a_tie(model: CompetencyModel) -> None:
    tied = read_model(
        SECOND[: SECOND.index("guide:")] + GUIDE.replace("weight: 2", "weight: 1"), "m.yaml"
    )[0]
    advice = advise(tied, {"size": "small", "teams": "one"})
    assert [item.id for item in advice.best] == ["one-person-for-both", "product-owner"]
    assert len(advise(model, {"size": "small", "teams": "one"}).best) == 1


def test_nothing_answered_suggests_nothing_and_names_the_questions_that_count(
    model: CompetencyModel,
) -> None:
    advice = advise(model, {})
    assert (advice.suggestions, advice.best) == ((), ())
    assert [item.id for item in advice.unanswered] == ["size", "teams"]
    assert [item.id for item in advise(model, {"size": "small"}).unanswered] == ["teams"]


def test_a_question_without_a_rule_changes_nothing(model: CompetencyModel) -> None:
    assert [(item.id, item.counts) for item in questions(model)] == [
        ("size", True),
        ("teams", True),
        ("clear", False),
    ]
    assert advise(model, {"clear": "unclear"}) == advise(model, {})


@pytest.mark.parametrize("choices", [{"size": "huge"}, {"nothing": "small"}])
def test_a_choice_that_isnt_in_the_guide_is_refused(
    model: CompetencyModel, choices: dict[str, str]
) -> None:
    with pytest.raises(KeyError):
        advise(model, choices)


def test_a_model_without_a_guide_has_no_questions_and_no_advice() -> None:
    model = read_model(SECOND[: SECOND.index("guide:")], "m.yaml")[0]
    assert questions(model) == ()
    assert advise(model, {}) == Advice((), ())


def test_names_are_role_titles_or_words(model: CompetencyModel) -> None:
    assert who(model, "product-owner") == model.role("product-owner").title
    assert who(model, "someone-else") == "Someone else"


def test_documents_are_named_once_whichever_key_holds_them() -> None:
    assert documents_of({"document": "D1", "documents": ("D2", "D1")}) == ("D1", "D2")
    assert documents_of({"documents": "D3"}) == ("D3",)
    assert documents_of({"document": None}) == ()


def test_every_option_of_the_shipped_guide_can_be_advised_on() -> None:
    from assess.formats.model_yaml.loader import load_model
    from assess.settings import package_model

    shipped = load_model(package_model())
    asked = questions(shipped)
    assert asked
    for question in asked:
        for option in question.options:
            advice = advise(shipped, {question.id: option.id})
            assert bool(advice.suggestions) == question.counts, (question.id, option.id)
            assert all(item.because for best in advice.suggestions for item in best.arguments)
