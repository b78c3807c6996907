"""Evidence in the report: every entry with all that is said of it, links as links, all escaped."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from assess.domain.answers import Answer
from assess.domain.rating import Entry
from assess.report.page import html_report
from tests.builders.models import tiny_model
from tests.builders.reports import TODAY, tiny_answers

MODEL = tiny_model()
LOG = (
    Entry("Baked 200 <b>loaves</b>", "the shop", "Sold out", "200", date(2026, 5, 3)),
    Entry("Wrote it up", link="https://example.org/a?b=c&d", witness="Ann"),
    Entry("From elsewhere", link="javascript:alert(1)"),
)
PERSON = replace(tiny_answers(), answers={"baking": Answer(2).with_log(LOG)})


def test_every_entry_is_in_the_report_with_what_is_said_of_it() -> None:
    page = html_report(MODEL, PERSON, generated=TODAY)
    for text in (
        "Baked 200 &lt;b&gt;loaves&lt;/b&gt;",
        "<small>For whom:</small> the shop",
        "<small>What came of it:</small> Sold out",
        "<small>When:</small> 3 May 2026",
        '<a href="https://example.org/a?b=c&amp;d" rel="noopener noreferrer" target="_blank">'
        "https://example.org/a?b=c&amp;d</a>",
        "<small>Who can confirm it:</small> Ann",
        "<small>Where to see it:</small> javascript:alert(1)",
    ):
        assert text in page
    assert 'href="javascript' not in page


def test_without_notes_no_entry_is_in_the_report() -> None:
    page = html_report(MODEL, PERSON, generated=TODAY, with_notes=False)
    for text in ("Baked 200", "Wrote it up", "example.org", "Sold out", "Ann"):
        assert text not in page
