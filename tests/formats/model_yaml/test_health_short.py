"""Warnings about quick forms, cases, resources, and content that nobody has looked at for long."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from assess.formats.model_yaml.loader import read_model
from tests.builders.commands import Shell

THIRD = (Path(__file__).parents[2] / "models" / "third.yaml").read_text(encoding="utf-8")
TITLES = {"soil": "Soil", "planting": "Planting", "selling": "Selling"}
LEVELS = {0: "Watch", 1: "Alone in one bed", 2: "For the whole garden"}
WORDS = " ".join(["words"] * 70)


def quick(changed: str = "", question: str = "How?", levels: dict[int, str] = LEVELS) -> str:
    """The third model with a quick form for each competency, one of them with these words."""
    text = THIRD
    for key, title in TITLES.items():
        asked, said = (question, levels) if key == changed else ("How?", LEVELS)
        lines = ", ".join(f"{level}: {words}" for level, words in said.items())
        text = text.replace(
            f"    title: {title}\n",
            f'    title: {title}\n    quick: {{question: "{asked}", levels: {{{lines}}}}}\n',
        )
    return text


def cases(*texts: tuple[str, int, str, str]) -> str:
    lines = [
        f'  - {{id: case-{number}, competency: {key}, level: {level}, text: "{words}", '
        f"because: {because}}}\n"
        for number, (key, level, words, because) in enumerate(texts)
    ]
    return THIRD + "cases:\n" + "".join(lines)


ENOUGH = (
    ("soil", 0, WORDS, "Has watched somebody"),
    ("planting", 2, WORDS, "for a whole season"),
    ("selling", 0, WORDS, "packed what was sold"),
    ("selling", 1, WORDS, "alone for a day"),
)


def warned(text: str, today: date | None = None) -> list[str]:
    problems = read_model(text, "m.yaml", today)[1]
    assert {problem.severity for problem in problems} <= {"warning"}
    return [problem.message for problem in problems]


def test_quick_forms_for_all_are_fine_and_so_are_none() -> None:
    assert warned(quick()) == warned(THIRD) == []


def test_a_competency_without_a_quick_form_beside_others_is_named() -> None:
    text = quick()
    first = text.index("    quick:")
    assert warned(text[:first] + text[text.index("\n", first) + 1 :]) == [
        "competency 'soil': it has no quick form, and others have one; add 'quick: …'"
    ]


def test_a_card_that_takes_long_to_read_is_named() -> None:
    long = " ".join(["word"] * 21)
    half = " ".join(["word"] * 13)
    assert warned(quick("soil", long, {**LEVELS, 1: half})) == [
        "competency 'soil', quick.question: it has 21 words; write at most 20",
        "competency 'soil', quick.levels.1: it has 13 words; write at most 12",
    ]
    fits = {**LEVELS, 1: half.removesuffix(" word")}
    assert warned(quick("soil", long.removesuffix(" word"), fits)) == []


def test_words_are_not_counted_in_a_language_without_spaces() -> None:
    text = quick("soil", " ".join(["word"] * 30)).replace("language: en", "language: ja")
    assert warned(text) == []


def test_half_lines_that_say_the_same_are_named() -> None:
    assert warned(quick("selling", levels={**LEVELS, 1: "WATCH"})) == [
        "competency 'selling', quick.levels: two levels say the same; tell them apart"
    ]


def test_cases_of_two_levels_in_each_area_are_enough() -> None:
    assert warned(cases(*ENOUGH)) == []


def test_an_area_with_cases_of_one_level_only_is_named() -> None:
    assert warned(cases(*ENOUGH[:3])) == [
        "area 'stall': it needs cases of two levels at least to practise on, as other areas have; "
        "add some to cases"
    ]


@pytest.mark.parametrize(("words", "said"), [(59, True), (60, False), (90, False), (91, True)])
def test_a_case_has_60_to_90_words(words: int, said: bool) -> None:
    first = ("soil", 0, " ".join(["word"] * words), "Has watched somebody")
    expected = f"case 'case-0', text: it has {words} words; write 60 to 90"
    assert warned(cases(first, *ENOUGH[1:])) == ([expected] if said else [])


def test_a_case_that_repeats_five_words_of_any_anchor_is_named() -> None:
    copied = f"{WORDS} She runs the stall: alone! In years."
    assert warned(cases(("soil", 0, copied, "Has watched somebody"), *ENOUGH[1:])) == []
    copied = f"{WORDS} She runs the stall alone, for a day."
    assert warned(cases(("soil", 0, copied, "Has watched somebody"), *ENOUGH[1:])) == [
        "case 'case-0', text: 'runs the stall alone for' stands in the anchor of level 1 of "
        "'selling'; say it in other words, so that it has to be judged"
    ]


READING = (
    "resources:\n  - {id: almanac, title: Almanac, read: all%s}\n  - {id: herbal, title: H%s}\n"
)
USED = THIRD.replace(
    "    measure: beds that were planted in their week\n",
    "    measure: beds that were planted in their week\n    resources: [almanac, herbal]\n",
)


def test_a_resource_says_what_to_read_where_others_do() -> None:
    assert warned(USED + READING % ("", ", read: all")) == []
    assert warned(USED + READING % ("", "")) == [
        "resource 'herbal': it doesn't say what to read; add 'read: …', as others have"
    ]


def test_a_step_above_the_second_level_needs_a_free_resource_where_any_is_free() -> None:
    free = READING % (", free: true", ", read: all")
    assert warned(USED + free) == []
    other = USED.replace("[almanac, herbal]", "[herbal]").replace(
        "    measure: seeds of ten that came up\n",
        "    measure: seeds of ten that came up\n    resources: [almanac]\n",
    )
    assert warned(other + free) == [
        "competency 'planting': no activity for the step to level 2 names a free resource; add one"
    ]


REVIEWED = THIRD + "reviewed: 2025-11-27\n"


def test_content_is_old_after_a_year() -> None:
    assert warned(REVIEWED, date(2026, 11, 28)) == []
    assert warned(REVIEWED, date(2026, 11, 29)) == [
        "reviewed: that is more than a year ago; compare the content with what the market asks for "
        "today, and write the new day"
    ]


def test_without_a_day_of_today_or_of_review_nothing_is_called_old() -> None:
    assert warned(REVIEWED) == warned(THIRD, date(2099, 1, 1)) == []


def test_assess_check_knows_what_day_it_is(shell: Shell) -> None:
    path = shell.directory / "old.yaml"
    path.write_text(THIRD + "reviewed: 2001-01-01\n", encoding="utf-8")
    ran = shell("check", path, "--strict")
    assert ran.code == 1
    assert "warning: reviewed: that is more than a year ago" in ran.out
