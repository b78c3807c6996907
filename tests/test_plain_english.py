"""What people read is plain English: short words and sentences, and no private word of the code."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from statistics import mean
from types import ModuleType

import pyphen
import pytest

from assess.app.account import texts as texts_data
from assess.app.coach import texts as texts_coach
from assess.app.plan import texts as texts_plan
from assess.app.profile import views as texts_profile
from assess.app.share import state as texts_share
from assess.app.shared import texts
from assess.app.state import texts as texts_visit
from assess.cli.main import parser
from assess.report.page import html_report
from tests.builders.html_reading import Page
from tests.builders.models import tiny_model
from tests.builders.reports import TODAY, tiny_answers, tiny_plan

PAGE = (texts, texts_coach, texts_data, texts_plan, texts_profile, texts_share, texts_visit)
SCRIPTS = Path(texts.__file__).parents[1]
HYPHENS = pyphen.Pyphen(lang="en_US", left=1, right=2)

PRIVATE = (
    *(r"\bheld\b", r"\bwanted\b", r"outbox", r"\banew\b", r"\bsomebody\b", r"\banybody\b"),
    *(r"\beverybody\b", r"\bwhoever\b", r"asked of\b", r"asks of\b", r"comes to\b", r"\bshall\b"),
    *(r"only this\b", r"% fit", r"\bfit:", r"take (it|that) back", r"taken back", r"\btake along"),
    *(r"take it along", r"load the page again", r"whose word", r"given away", r"opens nothing"),
    *(r"neither way", r"leaves? them alone", r"look closer", r"the other way round", r"unfold\b"),
    *(r"\bproved\b", r"\bcompetenc(y|ies)\b", r"too often", r"is kept\b", r"are kept\b"),
)
"""Words of the code, and phrases that nobody says."""


def words_of(module: ModuleType) -> Iterable[str]:
    """Every text of a module of texts, without its names and keys."""
    for name, value in vars(module).items():
        if name.isupper():
            yield from _texts(value, name)


def _texts(value: object, key: str = "") -> Iterable[str]:
    if isinstance(value, str) and key not in ("id", "kind"):
        yield value
    elif isinstance(value, dict):
        for name, item in value.items():
            yield from _texts(item, str(name))
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _texts(item)


def grade(text: str) -> float:
    """The Flesch-Kincaid grade: years of school that reading this takes."""
    words = re.findall(r"[A-Za-z]+(?:['’-][A-Za-z]+)*", text)
    sentences = len(re.findall(r"[.!?](?:\s|$)", text)) or 1
    syllables = sum(len(HYPHENS.positions(word)) + 1 for word in words)
    return 0.39 * len(words) / sentences + 11.8 * syllables / len(words) - 15.59


def private_in(said: str) -> list[str]:
    """Private words of a text; places to fill in have names that nobody sees."""
    said = re.sub(r"\{\w+\}", "", said)
    return [found[0] for rule in PRIVATE for found in re.finditer(rule, said, re.IGNORECASE)]


def sentences_of(modules: Iterable[ModuleType]) -> list[str]:
    """Texts long enough to have a grade: a label of one word has none."""
    found = [text for module in modules for text in words_of(module)]
    return [text for text in found if len(text.split()) > 3]


@pytest.mark.parametrize("module", PAGE, ids=lambda module: module.__name__)
def test_each_step_can_be_read_after_nine_years_of_school(module: ModuleType) -> None:
    said = sentences_of([module])
    assert len(said) > 10
    assert mean(map(grade, said)) <= 9


def test_no_sentence_of_the_page_takes_more_than_twelve_years_of_school() -> None:
    hard = {text: round(grade(text), 1) for text in sentences_of(PAGE) if len(text.split()) > 7}
    assert {text: found for text, found in hard.items() if found > 12} == {}


@pytest.mark.parametrize("module", PAGE, ids=lambda module: module.__name__)
def test_the_page_says_no_private_word(module: ModuleType) -> None:
    found = {text: private_in(text) for text in words_of(module)}
    assert {text: words for text, words in found.items() if words} == {}


def test_the_scripts_own_words_are_not_private_either() -> None:
    for path in sorted(SCRIPTS.rglob("*.js")):
        code = re.sub(r"^\s*//.*|\s//\s.*$", "", path.read_text(encoding="utf-8"), flags=re.M)
        said = re.findall(r'"([A-Z][^"]* [^"]*)"', code)
        assert [word for text in said for word in private_in(text)] == [], path.name


def test_the_report_says_no_private_word_and_no_percentage_of_a_person() -> None:
    model = tiny_model()
    html = html_report(model, tiny_answers(), plan=tiny_plan(), generated=TODAY)
    said = Page(html).text()
    for level in model.scale:  # the model's words are its author's
        said = said.replace(level.meaning, "")
    assert private_in(said) == []
    assert re.findall(r"\d+ ?%", said) == []


def test_the_command_lines_help_says_no_private_word() -> None:
    assert private_in(parser().format_help()) == []
