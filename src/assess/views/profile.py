"""Everything that a profile says, in words: what page, report and notebooks all show.

Texts are plain: whoever shows them escapes them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import floor
from typing import Literal

from assess.domain.answers import Assessment
from assess.domain.model import CompetencyModel
from assess.domain.model_parts import Competency, Role
from assess.domain.scoring import Coverage, Gap, Gaps, RoleFit, Scores, gaps, score
from assess.planning.wording import counted, listed, marked
from assess.views.ask_words import within_sentence

NAMED = 2
"""Skills that a sentence names at most."""

TOP = 3
"""Gaps that are shown first."""


@dataclass(frozen=True, slots=True)
class AreaView:
    """`place`: percent of the way from the lowest level to the highest, None without a result.

    `word`: the nearest level's label, or how many more ratings give one.
    """

    title: str
    word: str
    place: int | None
    coverage: str


@dataclass(frozen=True, slots=True)
class RoleView:
    """In how many of the rated skills a role asks for more (12 of 22), or why it can't be said.

    `place`: whether it is the person's current role, the one they want, or another.
    """

    title: str
    name: str
    place: Literal["held", "wanted", "other"]
    asks: str
    measured: bool
    coverage: str


@dataclass(frozen=True, slots=True)
class SkillView:
    """A rated skill beside the wanted role. `result`: 2 steps to go, on target, 1 step above."""

    id: str
    title: str
    result: str


@dataclass(frozen=True, slots=True)
class GapView(SkillView):
    """A skill below its target. `lines`: (lead, text) of the level now, the next and the target.

    `present`: the current role asks for more, too.
    """

    lines: tuple[tuple[str, str], ...]
    note: str
    present: bool


@dataclass(frozen=True, slots=True)
class MissingView:
    """What can't be said yet, and the question (`id`, `title`) to begin with."""

    text: str
    id: str
    title: str


@dataclass(frozen=True, slots=True)
class ProfileView:
    """A profile: the answer in two sentences, what is missing, areas, strengths, gaps, roles.

    `strengths`: at or above the wanted role, highest level first. `gaps`: largest first.
    `first`: id of the first question. `rough`: how many ratings are; "" for none.
    """

    wanted: str
    answer: tuple[str, ...]
    missing: tuple[MissingView, ...]
    coverage: Coverage
    areas: tuple[AreaView, ...]
    strengths: tuple[SkillView, ...]
    gaps: tuple[GapView, ...]
    roles: tuple[RoleView, ...]
    first: str
    rough: str = ""

    @property
    def top(self) -> tuple[GapView, ...]:
        """The largest gaps."""
        return self.gaps[:TOP]


def profile_view(
    model: CompetencyModel, assessment: Assessment, scores: Scores | None = None
) -> ProfileView:
    """Put a profile into words, for the roles of the assessment, else the model's pair.

    `scores`: those of this assessment, where they were counted already. KeyError where the
    assessment names a role that the model doesn't have.
    """
    scores = scores or score(model, assessment)
    held, wanted = assessment.roles or model.role_pair
    found = gaps(model, assessment, wanted)
    present = gaps(model, assessment, held)
    strengths = sorted(found.met, key=lambda gap: (-gap.level, -gap.surplus))
    return ProfileView(
        wanted=within_sentence(model.role(wanted).title),
        answer=_answer(model, scores.role(wanted), found, strengths, present),
        missing=_missing(model, assessment, scores, wanted),
        coverage=scores.coverage,
        areas=areas_view(model, scores),
        strengths=tuple(SkillView(*_skill(model, assessment, gap)) for gap in strengths),
        gaps=tuple(_gap(model, assessment, wanted, gap, present) for gap in found.open),
        roles=_roles(model, scores, held, wanted),
        first=model.by_area[0].id,
        rough=_rough(scores.coverage.rated, len(assessment.rough)),
    )


def areas_view(model: CompetencyModel, scores: Scores) -> tuple[AreaView, ...]:
    """Every area with its place on the scale and the nearest level, or why there is none."""
    span = max(1, model.highest - model.lowest)
    views = []
    for area in model.areas:
        found = scores.area(area.id)
        if found.score is None:
            word, place = too_little(found.coverage), None
        else:
            word = nearest_label(model, found.score)
            place = round(100 * (found.score - model.lowest) / span)
        views.append(AreaView(area.title, word, place, str(found.coverage)))
    return tuple(views)


def difference(gap: int, surplus: int) -> str:
    """How a level stands to its target: 2 steps to go, 1 step above, on target."""
    if gap:
        return f"{counted(gap, 'step')} to go"
    return f"{counted(surplus, 'step')} above" if surplus else "on target"


def _skill(model: CompetencyModel, assessment: Assessment, gap: Gap) -> tuple[str, str, str]:
    """Id, title and result of a skill."""
    item, rough = model.competency(gap.competency_id), assessment.answer(gap.competency_id).quick
    return item.id, item.title, marked(difference(gap.gap, gap.surplus), rough)


def _rough(rated: int, rough: int) -> str:
    """How many of the ratings come from the quick pass and wait to be confirmed."""
    if not rough:
        return ""
    number = counted(rough, "rating is", "ratings are")
    if rough == rated:
        number = f"All {number}" if rough > 1 else "Your only rating is"
    return f"{number} rough, from the quick pass: a first picture."


def nearest_label(model: CompetencyModel, mean: float) -> str:
    """The label of the level nearest to a mean level (halves go up)."""
    nearest = min(max(floor(mean + 0.5), model.lowest), model.highest)
    return model.label(nearest)


def too_little(coverage: Coverage) -> str:
    """Why there is no number, and how many more ratings would give one."""
    if coverage.all == coverage.not_applicable:
        return "None of this applies"
    return f"Rate {coverage.missing} more to see this"


def _answer(
    model: CompetencyModel, fit: RoleFit, found: Gaps, strengths: Sequence[Gap], present: Gaps
) -> tuple[str, ...]:
    """Where the role asks for more and what is strongest; the largest gap and the current role."""
    if not fit.coverage.enough:
        return ()
    wanted = model.role(found.role_id).title
    rated = len(found.open) + len(found.met)
    strongest = _named(model, strengths[:NAMED])
    if not found.open:
        said = f"You're on target for {within_sentence(wanted)} in everything you've rated"
        return (f"{said}; you're strongest in {strongest}.",) if strongest else ()
    if len(strengths) > NAMED:
        best = f"you already meet what it needs in {len(strengths)}, above all in {strongest}"
    elif strengths:
        best = f"you already meet what it needs in {strongest}"
    else:
        closest = min(found.open, key=lambda gap: (gap.gap, -gap.level))
        best = f"you come closest in {_named(model, [closest])}"
    more = f"{len(found.open)} of the {rated}" if strengths else f"all {rated}"
    role = f"The role you want, {within_sentence(wanted)},"
    first = f"{role} asks for more in {more} skills you've rated; {best}."
    largest = found.open[0]
    second = f"Your biggest gap is {_named(model, [largest])}, with {difference(largest.gap, 0)}"
    also = "" if present.role_id == found.role_id else f"; {_also(model, largest, present)}"
    return first, f"{second}{also}."


def _also(model: CompetencyModel, largest: Gap, present: Gaps) -> str:
    """What the current role asks for, too."""
    role = f"your current role, {within_sentence(model.role(present.role_id).title)}, asks for"
    if not present.open:
        return f"{role} nothing more than you do today"
    # the biggest gap was just named
    others = [gap for gap in present.open if gap.competency_id != largest.competency_id]
    there = len(others) < len(present.open)
    if not others:
        return f"{role} more there, too"
    named = _named(model, others[:NAMED])
    if len(others) <= NAMED:
        return (
            f"{role} more there, too, and in {named}" if there else f"{role} more in {named}, too"
        )
    if there:
        return f"{role} more there, too, and in {len(others)} others, above all {named}"
    return f"{role} more in {len(others)} skills, too, above all {named}"


def _missing(
    model: CompetencyModel, assessment: Assessment, scores: Scores, wanted: str
) -> tuple[MissingView, ...]:
    """A sentence for each score that is missing: how many ratings, and where to begin."""
    lines = []

    def missing(text: str, coverage: Coverage, items: Sequence[Competency], noun: str = "") -> None:
        left = [item for item in items if assessment.answer(item.id).state == "unrated"]
        if left and not coverage.enough:
            more = counted(coverage.missing, f"more{noun}") if noun else f"{coverage.missing} more"
            said = f"Rate {more} {text} Start with"
            lines.append(MissingView(said, left[0].id, left[0].title))

    for area in model.areas:
        about = f"in {area.title} to see how you do there."
        missing(about, scores.area(area.id).coverage, model.in_area(area.id))
    role = model.role(wanted)
    missing(
        f"to compare yourself with {within_sentence(role.title)} and to get a plan.",
        scores.role(wanted).coverage,
        [item for item in model.by_area if item.id in role.targets],
        " skill",
    )
    return tuple(lines)


def _gap(
    model: CompetencyModel, assessment: Assessment, wanted: str, gap: Gap, present: Gaps
) -> GapView:
    """One gap: the level now, the next step, and the target where it lies beyond."""
    item = model.competency(gap.competency_id)
    rough = assessment.answer(item.id).quick
    return GapView(
        *_skill(model, assessment, gap),
        level_lines(model, item, gap.level, model.role(wanted), rough=rough),
        assessment.answer(item.id).evidence.strip(),
        any(other.competency_id == item.id for other in present.open),
    )


def level_lines(
    model: CompetencyModel, item: Competency, level: int, wanted: Role, *, rough: bool
) -> tuple[tuple[str, str], ...]:
    """Lead and text of the level held, of the next one, and of a target beyond that."""
    leads = {level: "You now"}
    if level < model.highest:
        leads[level + 1] = "Next step"
    if (target := wanted.targets.get(item.id, level)) > level + 1:
        leads[target] = wanted.title
    return tuple(
        (f"{lead} ({marked(model.label(at), rough and at == level)}):", item.anchors[at])
        for at, lead in leads.items()
    )


def _roles(model: CompetencyModel, scores: Scores, held: str, wanted: str) -> tuple[RoleView, ...]:
    """The current role and the wanted one first, then the others."""
    pair = dict.fromkeys((held, wanted))
    views = []
    for key in (*pair, *(role.id for role in model.roles if role.id not in pair)):
        fit = scores.role(key)
        place: Literal["held", "wanted", "other"] = "other"
        if key in pair:
            place = "wanted" if key == wanted else "held"
        asks = f"{fit.below} of {fit.coverage.rated}"
        if fit.percent is None:
            asks = "Asks for nothing" if fit.nothing_asked else too_little(fit.coverage)
        role = model.role(key)
        views.append(
            RoleView(role.title, role.name, place, asks, fit.percent is not None, str(fit.coverage))
        )
    return tuple(views)


def _named(model: CompetencyModel, found: Sequence[Gap]) -> str:
    """Skills in a row within a sentence; a comma keeps titles apart that have an "and"."""
    titles = []
    for gap in found:
        item = model.competency(gap.competency_id)
        titles.append(within_sentence(item.title, (item.summary, *item.anchors.values())))
    if len(titles) > 1 and any(" and " in title for title in titles):
        return f"{', '.join(titles[:-1])}, and {titles[-1]}"
    return listed(titles)
