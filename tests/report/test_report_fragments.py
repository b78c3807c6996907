from __future__ import annotations

import re
from dataclasses import replace

from assess.domain.answers import Answer, Assessment
from assess.domain.model import CompetencyModel
from assess.domain.scoring import score
from assess.planning.plan import PlannedActivity, Wish
from assess.report import fragments, guide, words
from assess.report.markup import stylesheet
from assess.views.plan_words import plan_view
from assess.views.profile import profile_view
from tests.builders.html_reading import Page
from tests.builders.models import large_model, tiny_model
from tests.builders.reports import START, tiny_answers, tiny_plan, with_activities

MODEL = tiny_model()


def text(html: str) -> str:
    """What a person reads in a fragment."""
    return Page(html).text()


def all_fragments() -> dict[str, str]:
    """Each fragment of the tiny model by name."""
    assessment = tiny_answers()
    view = plan_view(MODEL, assessment, tiny_plan())
    profile = profile_view(MODEL, assessment)
    roles = ("apprentice", "baker")
    return {
        "coverage": fragments.coverage(profile.coverage),
        "areas": fragments.areas(MODEL, profile.areas),
        "answer": fragments.answer(profile),
        "strengths": fragments.strengths(profile),
        "top gaps": fragments.top_gaps(profile),
        "roles": fragments.roles(profile),
        "gaps": fragments.gaps_table(MODEL, assessment, *roles),
        "transition": fragments.transition_table(MODEL, *roles),
        "competencies": fragments.competency_tables(MODEL, assessment, *roles),
        "not rated": fragments.not_rated(MODEL, assessment),
        "plan": fragments.plan_summary(view),
        "quarters": fragments.plan_quarters(view),
        "checked": fragments.plan_checked(view),
        "not planned": fragments.not_planned(view),
    }


def test_every_class_name_is_our_own_and_every_tag_closes() -> None:
    for name, html in all_fragments().items():
        page = Page(html)
        assert page.unbalanced == [], name
        assert page.open == [], name
        classes = {c for _, attrs in page.tags for c in (attrs.get("class") or "").split()}
        assert classes, name
        assert {c for c in classes if not c.startswith("as-")} == set(), name


def test_no_number_with_decimals_is_shown_for_a_score() -> None:
    for name in ("coverage", "areas", "roles", "gaps", "transition", "competencies"):
        assert not re.search(r"\d[.,]\d", text(all_fragments()[name])), name


def test_coverage_tells_unrated_from_not_applicable() -> None:
    assert text(all_fragments()["coverage"]).startswith(
        "3 of 5 rated, 1 not applicable , 1 not rated yet."
    )


def test_an_area_below_half_says_how_many_more_it_needs() -> None:
    page = text(all_fragments()["areas"])
    assert "At the oven Helps 3 of 3 rated" in page
    assert "The shop Rate 1 more to see this 0 of 2 rated, 1 not applicable" in page


def test_an_area_where_nothing_applies_asks_for_nothing() -> None:
    away = {key: Answer(not_applicable=True) for key in ("selling", "pricing")}
    assessment = Assessment("bakery", "1.0.0", away)
    page = text(fragments.areas(MODEL, profile_view(MODEL, assessment).areas))
    assert "The shop None of this applies 0 of 2 rated, 2 not applicable" in page


def test_the_mark_of_an_area_stands_where_its_score_is() -> None:
    html = all_fragments()["areas"]
    found = score(MODEL, tiny_answers()).area("oven").score
    assert found is not None
    assert re.findall(r'as-knob" style="left:(\d+)%', html) == [str(round(100 * (found - 1) / 2))]


def test_a_role_is_said_as_the_skills_in_which_it_asks_more() -> None:
    model = large_model()
    asked = model.role("there").targets
    answers = {key: Answer(target) for key, target in asked.items()}
    answers["competency-4"] = Answer(asked["competency-4"] - 1)
    assessment = Assessment(model.id, model.version, answers)
    fit = score(model, assessment).role("there")
    assert fit.fit is not None
    assert 0.97 < fit.fit < 1
    page = text(fragments.roles(profile_view(model, assessment)))
    said = f"1 of {len(asked)} skills where the role asks for more"
    assert f"There Role the role you want {said}" in page
    assert "%" not in page


def test_other_roles_stand_in_a_table_of_their_own() -> None:
    model = large_model()
    assessment = Assessment(model.id, model.version, {})
    html = fragments.roles(profile_view(model, assessment))
    assert "Another Role Rate 3 more to see this 0 of 6 rated" in text(html)
    assert "Another Role" not in text(html.split("<table")[0])


def test_the_roles_that_the_person_chose_replace_the_models_pair() -> None:
    model = large_model()
    chosen = Assessment(model.id, model.version, {}, roles=("else", "here"))
    html = fragments.roles(profile_view(model, chosen))
    assert re.findall(r"(\w+ Role) (the role you want|your current role)", text(html)) == [
        ("Another Role", "your current role"),
        ("Here Role", "the role you want"),
    ]


def test_what_is_said_first_is_the_answer_then_strengths_and_gaps_with_their_next_steps() -> None:
    found = all_fragments()
    assert text(found["answer"]).startswith(
        "The role you want, baker, asks for more in 1 of the 2 skills"
    )
    assert text(found["strengths"]) == "Dough on target"
    assert text(found["top gaps"]) == (
        "Heat 1 step to go You now (Helps): Heat as seen at level 2. "
        "Next step (Runs it): Heat as seen at level 3."
    )
    empty = profile_view(MODEL, Assessment("bakery", "1.0.0", {}))
    assert [fragments.answer(empty), fragments.strengths(empty), fragments.top_gaps(empty)] == [
        ""
    ] * 3


def test_the_gaps_table_keeps_the_three_states_apart() -> None:
    rows = [text(row) for row in all_fragments()["gaps"].split("<tr>")[2:]]
    assert rows == [
        "1 Heat Helps 2 Helps 2 Runs it 3 1 step to go",
        "2 Dough Runs it 3 Helps 2 Runs it 3 on target",
        "3 Form Helps 2 Watches 1 not needed not needed",
        "5 Prices not rated yet not needed Runs it 3 –",
        "4 Counter not applicable not needed Helps 2 –",
    ]


def test_the_largest_gap_stands_first() -> None:
    assessment = Assessment("bakery", "1.0.0", {"baking": Answer(2), "pricing": Answer(1)})
    html = fragments.gaps_table(MODEL, assessment, "apprentice", "baker")
    assert [text(row).split()[1] for row in html.split("<tr>")[2:4]] == ["Prices", "Heat"]


def test_what_is_above_a_target_is_shown_as_such() -> None:
    assessment = Assessment("bakery", "1.0.0", {"selling": Answer(3)})
    html = fragments.gaps_table(MODEL, assessment, "apprentice", "baker")
    assert "Counter Runs it 3 not needed Helps 2 1 step above" in text(html)


def test_the_transition_is_the_difference_of_the_targets() -> None:
    page = text(all_fragments()["transition"])
    assert "For anyone making this move: more is expected in 4 skills." in page
    assert "Prices not needed Runs it 3 2 steps more" in page
    assert "Form Watches 1 not needed the same" in page
    assert "Nobody else stands at the oven." in page
    back = text(fragments.transition_table(MODEL, "baker", "apprentice"))
    assert "more is expected in 0 skills, less in 4." in back


def test_a_competency_shows_the_anchor_held_and_the_next_one() -> None:
    page = text(all_fragments()["competencies"])
    assert "Now: Helps Heat as seen at level 2. Next: Runs it Heat as seen at level 3." in page
    assert "Now: Runs it Dough as seen at level 3. Evidence no evidence yet" in page
    assert "Prices as seen" not in page


def test_an_answer_from_an_older_model_asks_to_be_confirmed() -> None:
    assessment = replace(tiny_answers(), confirm=("kneading",))
    page = text(fragments.competency_tables(MODEL, assessment, "apprentice", "baker"))
    assert page.count("Please check") == 1


def test_a_note_without_a_rating_is_kept_and_shown() -> None:
    assessment = Assessment("bakery", "1.0.0", {"pricing": Answer(evidence="Soon.")})
    page = text(fragments.competency_tables(MODEL, assessment, "apprentice", "baker"))
    assert "Prices not rated yet not needed Runs it 3 – Evidence Soon." in page


def test_what_has_no_level_is_listed_by_its_reason() -> None:
    page = text(all_fragments()["not rated"])
    assert re.search(r"Not rated yet \(1\).* 5 Prices Not applicable \(1\).* 4 Counter$", page)
    full = {item.id: Answer(1) for item in MODEL.competencies}
    assert text(fragments.not_rated(MODEL, Assessment("bakery", "1.0.0", full))) == (
        "Every skill has a level."
    )


def test_one_without_a_level_is_spoken_of_as_one() -> None:
    page = text(all_fragments()["not rated"])
    assert "It doesn't count, and it isn't in the plan." in page
    nothing = text(fragments.not_rated(MODEL, Assessment("bakery", "1.0.0")))
    assert "They don't count, and they aren't in the plan." in nothing


def quarters(*activities: PlannedActivity, model: CompetencyModel = MODEL) -> str:
    """The plan's quarters with other activities."""
    plan = with_activities(tiny_plan(), *activities)
    return fragments.plan_quarters(plan_view(model, tiny_answers(), plan))


def test_the_weeks_have_dates_hours_notes_and_free_weeks() -> None:
    table = all_fragments()["quarters"].split("<table", 1)[1]
    rows = [text(f"<tr{row}").strip() for row in table.split("<tr")[2:]]
    assert rows[:6] == [
        "Week 1 30 November to 6 December Ask master baker –",
        "Week 2 7 December to 13 December Ask night crew –",
        "Week 3 14 December to 20 December Run one night shift 5 hours 5 hours",
        "Week 4 21 December to 27 December free –",
        "Week 5 28 December to 3 January Run one night shift 3 hours Ask the person who decides "
        "who gets the role for ten minutes 3 hours",
        "Week 6 4 January to 10 January free –",
    ]
    assert rows[7].startswith("Week 8 18 January to 24 January Look back and show a result –")


def test_the_hours_of_a_week_add_up() -> None:
    sales = PlannedActivity("ask-sales", 2.5, {3: 1.25, 4: 1.25}, (1, 1))
    page = text(quarters(*tiny_plan().activities, sales))
    assert "Run one night shift 5 hours Sit with the sales clerk 1.25 hours 6.25 hours" in page


def test_a_quarter_says_why_whom_to_ask_what_to_do_and_what_to_show() -> None:
    page = text(all_fragments()["quarters"])
    for part in (
        "This quarter 30 November 2026 to 24 January 2027",
        "Ask master baker in the week of 30 November, for “Run one night shift”",
        "Heat: you're at Helps (2), the role asks for Runs it (3); the role you want rests on it.",
        "You now (Helps) Heat as seen at level 2. Next step (Runs it) Heat as seen at level 3.",
        "Run one night shift Practice 8 hours (estimate) weeks 3 to 5, 14 December to 3 January",
        "Leads to Runs it in heat, once someone who saw the work confirms it, or you do",
        "What to do Ask for a date. Bake, and note what went wrong.",
        "Ask first master baker and night crew",
        "What to keep as proof The shift's list, signed.",
        "Watch out Choosing the quietest night.",
        "In the week of 18 January, look back.",
        "Of your 40 hours, 8 are planned and 1.5 are for asking people; about 30.5 stay free.",
    ):
        assert part in page


def test_a_resource_with_an_address_is_a_link_to_a_new_tab() -> None:
    costs = PlannedActivity("read-costs", 1.25, {1: 1.25}, (1, 1))
    links = [attrs for tag, attrs in Page(quarters(costs)).tags if tag == "a"]
    assert [(link["href"], link["target"]) for link in links] == [
        ("https://example.org/b", "_blank")
    ]


def test_an_address_that_is_not_of_the_web_is_no_link() -> None:
    model = tiny_model()
    book = replace(model.resources[0], url="javascript:alert(1)")
    costs = PlannedActivity("read-costs", 1.25, {1: 1.25}, (1, 1))
    html = quarters(costs, model=replace(model, resources=(book,)))
    assert "A. Miller: Bread and money (1999)" in text(html)
    assert "a" not in Page(html).names()


def test_the_summary_of_a_plan_says_what_it_is_about_and_made_from() -> None:
    page = text(all_fragments()["plan"])
    assert page.startswith(
        "This quarter you work on heat: 1 activity, about 8 hours, until 24 January 2027. "
        "Begin on 30 November: write to master baker."
    )
    assert (
        "Based on: up to 5 hours a week (mostly yours) for 8 weeks from 30 November 2026." in page
    )


def test_how_good_a_plan_is_is_said_wish_by_wish() -> None:
    page = text(all_fragments()["checked"])
    assert page.startswith("Checked: no other plan does better with these settings.")
    assert page.endswith(
        "What the role you want needs most, the earlier the better: 2 points It takes as few hours "
        "as possible: 8 hours"
    )
    open_ = replace(tiny_plan(), optimal=False, wishes=(Wish("wanted_role", 2, 3, False),))
    page = text(fragments.plan_checked(plan_view(MODEL, tiny_answers(), open_)))
    assert page.startswith("Time ran out before we could be sure.")
    assert page.endswith(": 2 points (best possible: 3 points)")


def test_what_is_not_planned_has_its_reason_in_the_pages_words() -> None:
    assert text(all_fragments()["not planned"]) == (
        "Counter you marked it as not applicable Prices not rated yet: rate it to include it"
    )
    plan = replace(tiny_plan(), not_planned={})
    assert fragments.not_planned(plan_view(MODEL, tiny_answers(), plan)) == ""


def test_words_say_numbers_as_people_do() -> None:
    assert [words.number(n) for n in (8, 8.0, 2.5, 0.25, 100)] == ["8", "8", "2.5", "0.25", "100"]
    assert words.day(START) == "30 November 2026"


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours (WCAG 2.2)."""

    def luminance(colour: str) -> float:
        parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_every_text_colour_is_readable_in_light_and_dark() -> None:
    themes = fragments.css().split("@media screen and (prefers-color-scheme:dark)")
    assert len(themes) == 2
    for theme in themes:
        colours = dict(re.findall(r"--as-(\w+):(#\w{6})", theme))
        assert len(colours) == 12
        for name, colour in colours.items():
            if name not in {"paper", "wash", "line"}:
                assert contrast(colour, colours["paper"]) >= 4.5, name
                assert contrast(colour, colours["wash"]) >= 4.5, name


def test_within_a_page_the_colours_leave_the_pages_own_scheme_alone() -> None:
    for style in (fragments.css(), guide.css()):
        assert not re.search(r":root\{[^}]*color-scheme", style)
        assert ":is(.as-app,.as-guide,.as-cell){color-scheme:light dark;}" in style
    assert re.search(r":root\{[^}]*color-scheme:light dark", stylesheet("tokens.css"))


def test_in_a_notebook_the_colours_are_those_of_its_theme() -> None:
    style = fragments.css()
    colour = r'jp-theme-light="{}"\][^{{]*\{{color-scheme:{};[^}}]*--as-paper:(#\w+)'
    papers = [
        re.findall(colour.format(flag, scheme), style)
        for flag, scheme in (("true", "light"), ("false", "dark"))
    ]
    assert papers == [["#fffefb"], ["#141a1d"]]
