"""Evidence as stories: what is there, and what is missing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from assess.domain.answers import Answer
from assess.domain.rating import Entry
from assess.report.proof import every_entry, stories, stories_html
from tests.builders.html_reading import Page
from tests.builders.models import tiny_model
from tests.builders.reports import TODAY, tiny_answers

MODEL = tiny_model()
WHOLE = Entry(
    "Moved the bake to four in the morning <i>",
    whom="the shop",
    outcome="Sold out by nine",
    number="40 loaves more",
    date=date(2026, 3, 1),
    link="https://example.org/log",
    witness="Jo",
    situation="Bread ran out at noon",
    part="I worked out the times; Jo baked",
)
PERSON = replace(
    tiny_answers(), answers={"baking": Answer(2).with_log([WHOLE, Entry("Baked alone")])}
)


def test_a_whole_story_has_its_four_parts_and_lacks_nothing() -> None:
    first, _ = stories(MODEL, PERSON, every_entry(PERSON, PERSON.answers))
    assert first.lines == (
        ("The situation", ("Bread ran out at noon", "For the shop")),
        ("What I decided and did", (WHOLE.text,)),
        ("The result", ("Sold out by nine", "40 loaves more")),
        ("My own part", ("I worked out the times; Jo baked",)),
    )
    assert (first.skill, first.level, first.when) == ("Heat", MODEL.label(2), "1 March 2026")
    assert first.missing == ""


def test_what_a_story_lacks_is_named_in_words() -> None:
    _, second = stories(MODEL, PERSON, every_entry(PERSON, PERSON.answers))
    assert [name for name, _ in second.lines] == ["What I decided and did"]
    assert second.missing == (
        "the situation, what came of it, a number that shows it, your own part, when it was and "
        "who can confirm it"
    )


def test_only_chosen_evidence_becomes_a_story_and_stays_text() -> None:
    text = stories_html(MODEL, PERSON, {"baking": [0]}, generated=TODAY)
    page = Page(text)
    assert page.unbalanced == []
    assert "four in the morning &lt;i&gt;" in text
    assert "Baked alone" not in text
    assert "Still missing" not in page.text()
    assert (
        "Still missing: the situation"
        in Page(stories_html(MODEL, PERSON, {"baking": [1]}, generated=TODAY)).text()
    )


def test_without_evidence_it_says_where_to_add_some() -> None:
    bare = replace(PERSON, answers={})
    text = stories_html(MODEL, bare, every_entry(bare, bare.answers), generated=TODAY)
    assert "There is no evidence in your answers yet." in text
