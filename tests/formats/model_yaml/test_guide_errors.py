"""The role guide in a model file: what is refused, word for word, and what others may write."""

from __future__ import annotations

from pathlib import Path

import pytest

from assess.errors import ModelError
from assess.formats.model_yaml.loader import read_model

SECOND = (Path(__file__).parents[2] / "models" / "second.yaml").read_text(encoding="utf-8")
HEAD = SECOND[: SECOND.index("guide:")]
LINE = HEAD.count("\n")


def errors(guide: str) -> list[str]:
    """What is said about this guide; lines are counted from its first one."""
    with pytest.raises(ModelError) as caught:
        read_model(HEAD + guide, "m.yaml")
    return [
        f"{problem.line - LINE}:{problem.column}: {problem.message}"
        for problem in caught.value.problems
    ]


QUESTIONS = """guide:
  questions:
    - id: size
      text: How large?
      options: [{id: small, label: Small}, {id: large, label: Large}]
  rules:
"""


def test_a_cell_of_a_role_that_isnt_there_is_told_with_the_nearest() -> None:
    assert errors("guide:\n  comparison:\n    - {aspect: A, cells: {product-ovner: x}}\n") == [
        "3:27: guide.comparison.cells: there is no role 'product-ovner'; "
        "did you mean 'product-owner'?"
    ]


def test_a_cell_is_a_text() -> None:
    assert errors("guide:\n  comparison:\n    - {cells: {product-owner: [a, b]}}\n") == [
        "3:31: guide.comparison.cells.product-owner: must be text, not a list"
    ]


def test_a_role_and_a_document_must_be_in_the_file() -> None:
    assert errors("guide:\n  metrics:\n    - {role: quux, documents: [D1, D9]}\n") == [
        "3:14: guide.metrics.role: there is no role 'quux'; add it to roles, or take it out here",
        "3:36: guide.metrics.documents: there is no document 'D9'; add it to documents, "
        "or take it out here",
    ]


def test_documents_are_ids() -> None:
    assert errors("guide:\n  metrics:\n    - {documents: {D1: yes}}\n") == [
        "3:19: guide.metrics.documents: must be an id, or a list of ids, not a mapping"
    ]


def test_disputed_is_yes_or_no_or_a_text() -> None:
    assert errors("guide:\n  decisions:\n    - {title: T, disputed: 3}\n") == [
        "3:28: guide.decisions.disputed: must be true or false, or a text that says what is "
        "disputed, not 3"
    ]


def test_a_near_miss_of_a_key_is_taken_for_a_mistake() -> None:
    assert errors("guide:\n  contested:\n    - {claim: T, why_contestd: W}\n") == [
        "3:18: guide.contested: unknown key 'why_contestd'; did you mean 'why_contested'?"
    ]


def test_an_unknown_list_is_told() -> None:
    assert errors("guide:\n  metric: []\n") == [
        "2:3: guide: unknown key 'metric'; did you mean 'metrics'?"
    ]


def test_a_rule_names_questions_and_options_that_are_there() -> None:
    rules = """    - {when: {sise: [small]}, suggest: a}
    - {when: {size: [smal, large]}, suggest: a}
    - {when: {size: huge}, suggest: a}
"""
    assert errors(QUESTIONS + rules) == [
        "7:15: guide.rules.when: there is no question 'sise'; did you mean 'size'?",
        "8:22: guide.rules.when.size: there is no option 'smal'; did you mean 'small'?",
        "9:21: guide.rules.when.size: there is no option 'huge'; add it to the question's options",
    ]


def test_a_rule_needs_conditions_of_ids_and_a_suggestion() -> None:
    rules = """    - {when: {size: {small: large}}, suggest: a}
    - {when: {size: []}, suggest: a}
    - {when: {size: small}, because: b}
    - {when: [size], suggest: a}
"""
    assert errors(QUESTIONS + rules) == [
        "7:21: guide.rules.when.size: must be an option id, or a list of them",
        "8:21: guide.rules.when.size: must be an option id, or a list of them",
        "9:7: guide.rules: 'suggest' is missing; add 'suggest: …'",
        "10:14: guide.rules.when: must be 'question id: option ids' lines, or a text, not a list",
    ]


def test_a_weight_is_a_number_above_zero() -> None:
    rules = "    - {when: {size: small}, suggest: a, weight: 0}\n"
    assert errors(QUESTIONS + rules) == ["7:49: guide.rules.weight: must be above 0, not 0"]


def test_an_option_needs_an_id_of_its_own() -> None:
    guide = """guide:
  questions:
    - {id: size, text: T, options: [{id: a}, {id: a}, {label: c}]}
"""
    assert errors(guide) == [
        "3:51: guide.questions.options: the id 'a' is there twice (first in line "
        f"{LINE + 3}); give one of them another id",
        "3:55: guide.questions.options: 'id' is missing; add 'id: …'",
    ]


def test_blank_values_and_ids_used_twice_are_told() -> None:
    assert errors('guide:\n  reported:\n    - {id: a, claim: ""}\n    - {id: a}\n') == [
        "3:22: guide.reported: a value is blank; write one",
        f"4:12: guide.reported: the id 'a' is there twice (first in line {LINE + 3}); "
        "give one of them another id",
    ]


@pytest.mark.parametrize(
    "guide",
    [
        "guide: {}\n",
        "guide:\n  contested: [A plain text]\n",
        "guide:\n  metrics:\n    - {metric: M, unit: days, figure: 3, notes: [a, {b: c}]}\n",
        "guide:\n  decisions:\n    - {title: T, usual: the whole team, document: [D1, D2]}\n",
        "guide:\n  decisions:\n    - {title: T, disputed: D1 says otherwise, documents: D1}\n",
        "guide:\n  reported:\n    - {claim: C, figure: null, role: null, source: 2019}\n",
        "guide:\n  questions:\n    - {id: q, text: T, options: [yes, no]}\n"
        "  rules:\n    - {when: {q: no}, suggest: two people}\n",
    ],
)
def test_what_other_authors_write_still_loads(guide: str) -> None:
    model, warnings = read_model(HEAD + guide, "m.yaml")
    assert model.has_role("product-owner")
    assert warnings == read_model(SECOND, "m.yaml")[1]


def test_rows_keep_keys_of_their_own() -> None:
    model, _ = read_model(HEAD + "guide:\n  metrics: [{metric: M, unit: days}, Text]\n", "m.yaml")
    assert [dict(row) for row in model.guide.metrics] == [
        {"metric": "M", "unit": "days"},
        {"text": "Text"},
    ]
