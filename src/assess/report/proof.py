"""What people show to others: a portfolio, stories, the case for a role, a page for a manager."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from assess.domain.answers import Assessment
from assess.domain.model import CompetencyModel
from assess.domain.model_parts import Competency
from assess.domain.rating import Entry, is_link
from assess.domain.scoring import gaps
from assess.errors import PlanError
from assess.planning.plan import Plan
from assess.planning.wording import day, listed, marked, month_and_year
from assess.report import words
from assess.report.markup import document
from assess.views.ask_words import hours_in_words, within_sentence
from assess.views.plan import ActivityView, AskView, PlanView, QuarterView
from assess.views.plan_words import plan_view
from assess.views.profile import difference

Chosen = Mapping[str, Collection[int]]
"""Competency id → places in its log, from 0."""


def every_entry(assessment: Assessment, competencies: Iterable[str]) -> Chosen:
    """Choose all evidence of some competencies (ids)."""
    return {key: range(len(assessment.answer(key).entries)) for key in competencies}


def chosen_entries(
    model: CompetencyModel, assessment: Assessment, chosen: Chosen
) -> list[tuple[Competency, list[Entry]]]:
    """Return each skill with something chosen, in the model's order.

    A skill or an entry that isn't there is left out.
    """
    found = []
    for item in model.by_area:
        log = enumerate(assessment.answer(item.id).entries)
        entries = [entry for place, entry in log if place in chosen.get(item.id, ())]
        if entries:
            found.append((item, entries))
    return found


ROOM = 5400
"""What one sheet holds, in characters; each entry and each skill needs room of its own as well."""
_ENTRY, _SKILL = 200, 230


def fits(found: list[tuple[Competency, list[Entry]]]) -> bool:
    """Whether these entries have room on one sheet."""
    sizes = [entry.size + _ENTRY for _, entries in found for entry in entries]
    return sum(sizes) + _SKILL * len(found) <= ROOM


def sheet(
    template: str,
    model: CompetencyModel,
    assessment: Assessment,
    generated: date,
    **values: object,
) -> str:
    """One sheet about a person, whose name stands above it, as one HTML document."""
    styles = ("proof/sheet.css",)
    about = {"model": model, "assessment": assessment, "generated": generated}
    return document(template, styles, **about, **values)


def portfolio(
    model: CompetencyModel, assessment: Assessment, chosen: Chosen, *, generated: date
) -> str:
    """The chosen entries as one HTML document; nothing else of the person but name and levels."""
    wanted = model.role((assessment.roles or model.role_pair)[1])
    skills = chosen_entries(model, assessment, chosen)
    return sheet("proof/portfolio.html", model, assessment, generated, wanted=wanted, skills=skills)


PARTS = ("The situation", "What I decided and did", "The result", "My own part")


@dataclass(frozen=True, slots=True)
class Story:
    """One story; `missing`: what the log doesn't say yet, in words.

    `lines`: (name of a part, texts) of each part that is there.
    """

    skill: str
    level: str
    when: str
    lines: tuple[tuple[str, tuple[str, ...]], ...]
    missing: str
    link: str
    witness: str


def stories(model: CompetencyModel, assessment: Assessment, chosen: Chosen) -> list[Story]:
    """Make a story of each chosen entry, in the model's order."""
    found = []
    for item, entries in chosen_entries(model, assessment, chosen):
        answer = assessment.answer(item.id)
        label = "" if answer.level is None else marked(model.label(answer.level), answer.quick)
        found += [_story(item.title, label, entry) for entry in entries]
    return found


def _story(skill: str, level: str, entry: Entry) -> Story:
    situation = _said(entry.situation, f"For {entry.whom}" if entry.whom else "")
    result = _said(entry.outcome, entry.number)
    parts = zip(PARTS, (situation, _said(entry.text), result, _said(entry.part)), strict=True)
    missing = [
        name
        for name, there in (
            ("the situation", entry.situation),
            ("what came of it", entry.outcome),
            ("a number that shows it", entry.number),
            ("your own part", entry.part),
            ("when it was", entry.date),
            ("who can confirm it", entry.witness),
        )
        if not there
    ]
    return Story(
        skill,
        level,
        words.day(entry.date) if entry.date else "",
        tuple((name, texts) for name, texts in parts if texts),
        listed(missing),
        entry.link if is_link(entry.link) else "",
        entry.witness,
    )


def _said(*texts: str) -> tuple[str, ...]:
    return tuple(text for text in texts if text)


def stories_html(
    model: CompetencyModel, assessment: Assessment, chosen: Chosen, *, generated: date
) -> str:
    """Write stories for an interview as one HTML document, for the person themselves."""
    told = stories(model, assessment, chosen)
    return sheet("proof/stories.html", model, assessment, generated, stories=told)


RECENT = timedelta(days=183)
"""Evidence that is older than half a year doesn't speak for today."""
SHOWN = 2
"""Pieces of evidence a skill, the newest first."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A skill in which the role's level is there; `words`: that level in the model's words.

    `weak`: what is missing, as in "nothing since March 2026"; "" where nothing is.
    """

    title: str
    level: str
    words: str
    entries: tuple[Entry, ...]
    weak: str


@dataclass(frozen=True, slots=True)
class Case:
    """`shown`: with evidence; `bare`: rated, without any; `ahead`: (title, steps to go)."""

    role: str
    shown: tuple[Claim, ...]
    bare: tuple[Claim, ...]
    ahead: tuple[tuple[str, str], ...]

    @property
    def weak(self) -> tuple[Claim, ...]:
        """The claims that someone could doubt."""
        return tuple(claim for claim in (*self.bare, *self.shown) if claim.weak)


def case_for(
    model: CompetencyModel, assessment: Assessment, chosen: Chosen | None, today: date
) -> Case:
    """Make the case for the role that the person wants.

    Args:
        chosen: the evidence that may be shown; None: all of it.
        today: evidence is recent that is at most half a year older.
    """
    role = model.role((assessment.roles or model.role_pair)[1])
    found = gaps(model, assessment, role.id)
    if chosen is None:
        chosen = every_entry(assessment, assessment.answers)
    logs = {item.id: log for item, log in chosen_entries(model, assessment, chosen)}
    claims = []
    for gap in found.met:
        item, rough = model.competency(gap.competency_id), gap.competency_id in assessment.rough
        log = logs.get(item.id, [])
        newest = sorted(log, key=lambda entry: entry.date or date.min, reverse=True)
        label, text = words.level(model, gap.level, rough=rough), item.anchors[gap.level]
        weak = _weak(newest, today)
        claims.append(Claim(item.title, label, text, tuple(newest[:SHOWN]), weak))
    ahead = [
        (
            model.competency(gap.competency_id).title,
            marked(difference(gap.gap, 0), gap.competency_id in assessment.rough),
        )
        for gap in found.open
    ]
    return Case(
        within_sentence(role.title),
        tuple(claim for claim in claims if claim.entries),
        tuple(claim for claim in claims if not claim.entries),
        tuple(ahead),
    )


def _weak(newest: list[Entry], today: date) -> str:
    if not newest:
        return "no evidence yet"
    last = newest[0].date
    if last is None:
        return "evidence without a date"
    return "" if today - last <= RECENT else f"nothing since {month_and_year(last)}"


def case_html(
    model: CompetencyModel,
    assessment: Assessment,
    chosen: Chosen | None = None,
    *,
    generated: date,
) -> str:
    """Write the case for a role as one HTML document.

    With `chosen` it is for others, and holds that evidence only; without, it is for the person,
    holds all evidence, and lists what someone could doubt.
    """
    case = case_for(model, assessment, chosen, generated)
    return sheet("proof/case.html", model, assessment, generated, case=case, mine=chosen is None)


OVER = "The weeks of this plan are over. Make your plan again, then there is something to ask for."


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody whom the page can be for: a person of the model, and what they're called."""

    id: str
    name: str


def readers(
    model: CompetencyModel, assessment: Assessment, plan: Plan, today: date
) -> list[Reader]:
    """Return whom this quarter's plan asks for something, in the order of the weeks.

    A page for one of them speaks to them. The names are the model's, never the person's own words.
    """
    quarter = _quarter(_view(model, assessment, plan), today)
    asks = () if quarter is None else quarter.asks
    return [Reader(ask.person, ask.name) for ask in asks if model.has_person(ask.person)]


def for_manager(
    model: CompetencyModel,
    assessment: Assessment,
    plan: Plan,
    *,
    reader: str = "",
    chosen: Chosen | None = None,
    generated: date,
) -> str:
    """Write the page for somebody who knows the person, as one HTML document.

    It holds this quarter's subjects and activities and whom the person asks for what. Nothing that
    the person typed is on it but the name and the evidence in `chosen`.

    Args:
        reader: the id of the person whom it is for (see `readers`); "": whoever reads it.
        generated: the day printed on it; the quarter is the one that this day is in.

    Raises:
        PlanError: the plan has nothing to work on any more (a sentence).
    """
    view = _view(model, assessment, plan)
    quarter = _quarter(view, generated)
    if quarter is None or not plan.activities:
        raise PlanError(view.message or OVER)
    mine = [ask for ask in quarter.asks if not reader or ask.person == reader]
    others = [ask for ask in quarter.asks if ask not in mine]
    return sheet(
        "proof/manager.html",
        model,
        assessment,
        generated,
        wanted=within_sentence(model.role(plan.role).title),
        hours=hours_in_words(plan.hours_per_week),
        until=day(quarter.weeks[-1].day + timedelta(days=6)),
        subjects=[(subject, _open(subject.activities)) for subject in quarter.subjects],
        preparing=_open(quarter.preparing),
        asks=mine if reader else [_in_my_words(ask) for ask in mine],
        others=dict.fromkeys(_in_my_words(ask).name for ask in others),
        reader=next((ask.name for ask in mine), "") if reader else "",
        review=quarter.review_day,
        skills=chosen_entries(model, assessment, chosen or {}),
    )


def _view(model: CompetencyModel, assessment: Assessment, plan: Plan) -> PlanView:
    return plan_view(model, assessment.without_notes(), plan.without_words())


def _quarter(view: PlanView, today: date) -> QuarterView | None:
    """The quarter that a day is in; before the first one, that."""
    return next(
        (item for item in view.quarters if today < item.weeks[-1].day + timedelta(days=7)), None
    )


def _open(items: Sequence[ActivityView]) -> list[ActivityView]:
    return [item for item in items if item.state not in ("done", "dropped")]


def _in_my_words(ask: AskView) -> AskView:
    """The plan speaks to the person: "your manager" is "my manager" when they speak themselves."""
    name = f"my {ask.name[5:]}" if ask.name.startswith("your ") else ask.name
    return replace(ask, name=name)
