"""Model files that are wrong: every mistake, its place and the remedy, word for word."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml  # type: ignore[import-untyped, unused-ignore]

from assess.errors import ModelError
from assess.formats.model_yaml import nodes
from assess.formats.model_yaml.loader import read_model

MODELS = Path(__file__).parents[2] / "models"
BROKEN = sorted((MODELS / "broken").glob("*.yaml"))
SECOND = (MODELS / "second.yaml").read_text(encoding="utf-8")


def errors(text: str, file: str = "m.yaml") -> list[str]:
    """The messages of a text that must be refused."""
    with pytest.raises(ModelError) as caught:
        read_model(text, file)
    assert all(problem.severity == "error" for problem in caught.value.problems)
    return str(caught.value).splitlines()


def changed(old: str, new: str) -> str:
    """The second model with its first `old` replaced."""
    assert old in SECOND
    return SECOND.replace(old, new, 1)


@pytest.mark.parametrize("path", BROKEN, ids=lambda path: path.stem)
def test_a_broken_model_gives_exactly_these_messages(path: Path) -> None:
    expected = path.with_suffix(".txt").read_text(encoding="utf-8").splitlines()
    assert errors(path.read_text(encoding="utf-8"), path.name) == expected


@pytest.mark.parametrize("path", BROKEN, ids=lambda path: path.stem)
def test_the_parser_without_libyaml_says_the_same(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert nodes.read(text, "f")[1] == nodes.read(text, "f", loader=yaml.SafeLoader)[1]


def test_the_parser_without_libyaml_reads_the_same_model() -> None:
    assert nodes.read(SECOND, "f") == nodes.read(SECOND, "f", loader=yaml.SafeLoader)


def test_problems_come_in_the_order_of_the_file() -> None:
    with pytest.raises(ModelError) as caught:
        read_model((MODELS / "broken" / "many.yaml").read_text(encoding="utf-8"), "many.yaml")
    places = [(problem.line, problem.column) for problem in caught.value.problems]
    assert places == sorted(places)
    assert len(places) > 5


def test_a_type_error_hides_no_mistake_elsewhere() -> None:
    text = changed("title: Coaching", "title: 7").replace(
        "requires: [prepare-talks]", "requires: [x]"
    )
    assert errors(text) == [
        "m.yaml:29:12: competency 'coaching', title: must be text, not 7; put it in quotes: \"7\"",
        "m.yaml:124:16: activity 'lead-three-talks', requires: there is no activity 'x'; "
        "add it to activities, or take it out here",
    ]


def test_an_alias_bomb_is_refused_without_being_followed() -> None:
    layers = "\n".join(f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]" for i in range(1, 9))
    found = errors(f"a0: &a0 x\n{layers}\n")
    assert "m.yaml:1:5: a YAML anchor (&a0); take it out and repeat the value" in found
    assert "m.yaml:2:10: a YAML alias (*a0); write the value itself here" in found


def test_a_file_too_deep_is_refused_at_the_bracket_too_many() -> None:
    assert errors("[" * 100_000) == ["m.yaml:1:21: nested deeper than 20 levels; flatten it"]


def test_a_file_of_too_many_values_is_refused() -> None:
    assert errors("a: [" + "1, " * 20_000 + "]") == [
        "m.yaml:1:59996: the file is too large: more than 20,000 values; shorten it"
    ]


def test_a_character_that_no_text_can_hold_is_located() -> None:
    expected = "a character that no text can hold (U+0000); delete it"
    assert errors("a: 1\nb: x\0y\n") == [f"m.yaml:2:5: {expected}"]
    assert errors(changed("title: Team,", 'title: "Te\\0am",')) == [f"m.yaml:14:23: {expected}"]
    assert errors("a: \ud800") == [
        "m.yaml:1:4: a character that no text can hold (U+D800); delete it"
    ]


def test_a_message_stays_one_printable_line_whatever_it_quotes() -> None:
    found = errors(changed("title: Coaching", 'title: Coaching\n    "a\\nb\\u202ec": 1'))
    assert found == [
        "m.yaml:30:5: competency 'coaching': unknown key 'a b\ufffdc'; "
        "known here: id, area, title, anchors, summary, weight, weight_reason, needs, "
        "builds_on, evidence_prompt, example, sources, quick"
    ]


def test_an_empty_optional_key_is_a_mistake() -> None:
    assert errors(
        changed("    summary: Leads meetings that end with a decision.", "    summary:")
    ) == [
        "m.yaml:20:13: competency 'facilitation', summary: has no value; write one, "
        "or take the key out if it is optional"
    ]


def test_a_key_in_the_wrong_place_is_told_the_known_ones() -> None:
    assert errors(changed("document: D1, claim:", "book: D1, claim:")) == [
        "m.yaml:26:15: competency 'facilitation', sources: 'document' is missing; "
        "add 'document: …'",
        "m.yaml:26:16: competency 'facilitation', sources: unknown key 'book'; "
        "known here: document, claim",
    ]


def test_a_level_that_is_a_truth_value_is_no_level() -> None:
    assert errors(changed("targets: {facilitation: 3,", "targets: {facilitation: true,")) == [
        "m.yaml:70:29: role 'scrum-master', targets.facilitation: must be a whole number, "
        "not true (yes or no)"
    ]


def test_a_level_below_zero_is_told_once() -> None:
    assert errors(changed("targets: {facilitation: 3,", "targets: {facilitation: -1,")) == [
        "m.yaml:70:29: role 'scrum-master', targets.facilitation: level -1 isn't on the scale "
        "of 1 to 3; write 1 to 3"
    ]


def test_an_anchor_keyed_by_text_is_told_to_be_a_level() -> None:
    found = errors(changed("      1: Runs a meeting", "      one: Runs a meeting"))
    assert found == [
        "m.yaml:22:5: competency 'facilitation', anchors: the text for level 1 is missing; "
        "add '1: …'",
        "m.yaml:23:7: competency 'facilitation', anchors: the key 'one' must be a level, "
        "a whole number without quotes",
    ]


def test_a_guide_row_names_only_documents_of_the_file() -> None:
    assert errors(changed("usual: product-owner, document: D2", "usual: x, document: D3")) == [
        "m.yaml:154:65: guide.decisions.document: there is no document 'D3'; "
        "add it to documents, or take it out here"
    ]


def test_a_file_of_a_later_form_is_not_judged_further() -> None:
    assert errors("schema_version: 3\nunheard: of\n") == [
        "m.yaml:1:17: schema_version: 3 is written for a newer assess (this one reads 2); "
        "update assess"
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: @x", "1:4: a value can't begin with this character; put such text in quotes"),
        ("a: 1\nfoo\nb: 2", "2:1: this is no 'key: value' line; add the colon, or the indent"),
        ("a: - b", "1:4: a '- ' can't begin here; start it on a line of its own"),
        ("a: *", "1:5: a value can't begin with & or *; put such text in quotes"),
        ("a: 'x\nb: 2", "1:4: this quotation mark is never closed; close it"),
        ("a:\n\t- x", "2:1: a tab where a line begins; indent by spaces"),
        (
            "a: 1\n...\nb: 2",
            "3:1: nothing can follow the end of the document; delete the '...' above",
        ),
        ("? [a]\n: 1", "1:3: a list or mapping can't be a key; write a word before the colon"),
        ("", "1:1: the file is empty; write a model into it"),
    ],
)
def test_what_is_no_yaml_is_explained(text: str, expected: str) -> None:
    assert f"m.yaml:{expected}" in errors(text)
