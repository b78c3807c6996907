"""Evidence on one page: what was chosen and nothing else, and never more than a sheet holds."""

from __future__ import annotations

from dataclasses import replace

from assess.domain.answers import Answer
from assess.domain.rating import Entry
from assess.report.proof import ROOM, chosen_entries, fits, portfolio
from tests.builders.models import tiny_model
from tests.builders.reports import TODAY, tiny_answers

MODEL = tiny_model()
LOG = (
    Entry("Baked 200 <b>loaves</b>", "the shop", link="https://example.org/a?b=c&d"),
    Entry("Kept to myself", witness="Nobody"),
    Entry("Led the night shift", outcome="Sold out", link="javascript:alert(1)"),
)
PERSON = replace(
    tiny_answers(person="Ann <Baker>"),
    answers={"baking": Answer(2).with_log(LOG), "selling": Answer(evidence="Sold buns")},
)


def test_only_what_was_chosen_is_on_the_page() -> None:
    page = portfolio(MODEL, PERSON, {"baking": [0, 2]}, generated=TODAY)
    for text in ("Ann &lt;Baker&gt;", "200 &lt;b&gt;loaves", "For whom: the shop", "night shift"):
        assert text in page
    for text in ("Kept to myself", "Nobody", "Sold buns", "<script", 'href="javascript'):
        assert text not in page
    assert 'href="https://example.org/a?b=c&amp;d" rel="noopener noreferrer"' in page


def test_a_level_stands_beside_its_skill_and_none_where_none_was_given() -> None:
    page = portfolio(MODEL, PERSON, {"baking": [0], "selling": [0]}, generated=TODAY)
    label = MODEL.label(2)
    assert page.count("<h2>") == 2
    assert page.count(f"<small>{label}</small>") == 1


def test_what_is_not_there_is_left_out() -> None:
    assert chosen_entries(MODEL, PERSON, {"baking": [7], "flying": [0], "kneading": [0]}) == []


def test_a_sheet_has_no_room_for_more_than_it_holds() -> None:
    few = chosen_entries(MODEL, PERSON, {"baking": [0, 1, 2]})
    assert fits(few)
    long = Answer(2).with_log([Entry(letter * 1900) for letter in "abc"])
    many = replace(PERSON, answers={"baking": long})
    assert not fits(chosen_entries(MODEL, many, {"baking": [0, 1, 2]}))
    assert fits(chosen_entries(MODEL, many, {"baking": [0, 1]}))
    assert ROOM < 3 * 1900


def test_without_a_name_the_sheet_is_called_what_it_is() -> None:
    assert "<h1><bdi>Ann &lt;Baker&gt;</bdi></h1>" in portfolio(MODEL, PERSON, {}, generated=TODAY)
    nameless = portfolio(MODEL, replace(PERSON, person=""), {}, generated=TODAY)
    assert "<h1>Portfolio</h1>" in nameless
    assert "<title>Portfolio, 22 November 2026</title>" in nameless
