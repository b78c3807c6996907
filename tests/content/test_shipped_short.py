"""What the shipped model's short forms promise: cards, cases, what to read, plain English."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from statistics import mean

import pyphen
import pytest
from scripts.blind_cases import sheet

from assess.domain.model_parts import Area, Competency
from assess.formats.model_yaml.loader import load_file

MODEL, WARNINGS = load_file(Path(__file__).parents[2] / "competencies.yaml", date(2026, 12, 1))
EACH = pytest.mark.parametrize("competency", MODEL.competencies, ids=lambda item: item.id)
# these margins split English words into as many parts as a pronouncing dictionary does
HYPHENS = pyphen.Pyphen(lang="en_US", left=1, right=2)


def grade(text: str) -> float:
    """The Flesch-Kincaid grade: years of school that reading this takes."""
    words = re.findall(r"[A-Za-z]+(?:['’-][A-Za-z]+)*", text)
    sentences = len(re.findall(r"[.!?](?:\s|$)", text)) or 1
    syllables = sum(len(HYPHENS.positions(word)) + 1 for word in words)
    return 0.39 * len(words) / sentences + 11.8 * syllables / len(words) - 15.59


def mean_grade(texts: Iterable[str]) -> float:
    return mean(grade(text) for text in texts)


def test_the_grade_grows_with_longer_words_and_longer_sentences() -> None:
    easy = "I go to bed. I get up."
    assert grade(easy) < 1
    assert grade("I go to bed and I get up and I go to bed and I get up again.") > grade(easy) + 3
    assert grade("Organisational reconsideration of investments.") > 20


def test_it_is_clean_in_the_week_of_its_review() -> None:
    assert [str(problem) for problem in WARNINGS] == []
    assert MODEL.reviewed == date(2026, 11, 28)


def test_the_anchors_can_be_read_after_eleven_years_of_school() -> None:
    assert 5 < mean_grade(t for item in MODEL.competencies for t in item.anchors.values()) <= 11


def test_cards_and_cases_can_be_read_after_nine_years_of_school() -> None:
    cards = [
        words
        for item in MODEL.competencies
        if item.quick
        for words in (item.quick.question, *item.quick.levels.values())
    ]
    assert len(cards) == len(MODEL.competencies) * (1 + len(MODEL.scale))
    assert 3 < mean_grade(cards) <= 9
    assert 3 < mean_grade(case.text for case in MODEL.cases) <= 9


@EACH
def test_a_card_is_a_question_with_half_a_line_for_each_level(competency: Competency) -> None:
    quick = competency.quick
    assert quick is not None
    assert quick.question.endswith("?")
    assert len(quick.question.split()) <= 20
    assert list(quick.levels) == list(competency.anchors)
    for words in quick.levels.values():
        assert len(words.split()) <= 12
        assert not words.endswith(".")


@EACH
def test_a_card_is_no_shortened_copy_of_its_anchors(competency: Competency) -> None:
    assert competency.quick is not None
    anchors = {run for text in competency.anchors.values() for run in runs(text)}
    said = [run for words in competency.quick.levels.values() for run in runs(words)]
    assert [run for run in said if run in anchors] == []


@pytest.mark.parametrize("area", MODEL.areas, ids=lambda item: item.id)
def test_each_area_has_four_cases_of_four_levels_in_four_competencies(area: Area) -> None:
    cases = MODEL.cases_in(area.id)
    assert len(cases) == 4
    assert len({case.level for case in cases}) == 4
    assert len({case.competency for case in cases}) == 4


def test_the_cases_reach_over_the_whole_scale() -> None:
    assert {case.level for case in MODEL.cases} == {item.level for item in MODEL.scale}


def test_a_case_quotes_what_decides_and_says_nothing_else_of_any_anchor() -> None:
    anchors = {
        run for item in MODEL.competencies for text in item.anchors.values() for run in runs(text)
    }
    for case in MODEL.cases:
        assert case.because in MODEL.competency(case.competency).anchors[case.level], case.id
        assert 60 <= len(case.text.split()) <= 90, case.id
        assert [run for run in runs(case.text) if run in anchors] == [], case.id


def runs(text: str) -> Iterable[str]:
    """Every five words in a row."""
    words = re.findall(r"[\w'’]+", text.lower())
    return (" ".join(words[start : start + 5]) for start in range(len(words) - 4))


def test_each_resource_says_what_to_read_and_how_long_that_takes() -> None:
    for item in MODEL.resources:
        assert re.search(r"\d+ (minutes|hours?)$", item.read), item.id


def test_what_is_free_has_an_address_to_read_it_at() -> None:
    free = [item for item in MODEL.resources if item.free]
    assert len(free) > 20
    assert [item.id for item in free if not (item.url or "").startswith("https://")] == []


def test_sources_have_names_of_two_words_and_no_text_names_their_ids() -> None:
    for document in MODEL.documents:
        assert len(document.name.split()) == 2, document.id
    ids = "|".join(document.id for document in MODEL.documents)
    text = (Path(__file__).parents[2] / "competencies.yaml").read_text(encoding="utf-8")
    text = re.sub(rf"(document|id): ({ids})\b|documents: \[[^\]]*\]", "", text)
    assert re.findall(rf".*\b(?:{ids})\b.*", text) == []


def test_what_a_product_manager_must_judge_about_ai_stands_where_it_belongs() -> None:
    anchors = {
        (item.id, level)
        for item in MODEL.competencies
        for level, text in item.anchors.items()
        if re.search(r"\bAI\b", text)
    }
    assert {
        ("technical-fluency", 3),
        ("acceptance-and-quality", 3),
        ("prioritisation", 3),
        ("product-metrics", 4),
        ("domain-knowledge", 3),
    } <= anchors
    activities = [item.id for item in MODEL.activities if re.search(r"\bAI\b", item.title)]
    assert len(activities) >= 3


def test_the_sheet_for_blind_rating_holds_every_case_and_no_key() -> None:
    said = " ".join(sheet(MODEL).split())
    for case in MODEL.cases:
        assert said.count(case.text) == 1
        assert case.id not in said
    assert said.count("Level: ____") == len(MODEL.cases)
    places = [said.index(case.text) for case in MODEL.cases]
    assert places != sorted(places)
