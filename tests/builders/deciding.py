"""What a plan misses at each level beside an answer, without what the search leaves out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from itertools import chain, combinations
from random import Random
from time import monotonic

from assess.domain.answers import Answer, Assessment
from assess.domain.model import CompetencyModel
from assess.domain.plan_request import PlanRequest
from assess.planning import Plan
from assess.planning.explain.deciding import Deciding
from assess.planning.problem import Problem, State
from assess.planning.solver import WORTH, solve_window
from assess.planning.translate import build
from tests.builders.planning_brute_force import World
from tests.builders.planning_strategies import HELD, START, WANTED, Case

Worth = tuple[Fraction, ...]
"""The wishes `named`, `present_job` and `wanted_role`."""

HOURS = (2, 3, 4, 5, 6)


def person(model: CompetencyModel, number: int) -> Case:
    """Somebody with levels about what the present job asks for, who wants something first or not.

    The roles of the model take the names that the search through all choices knows.
    """
    held, wanted = map(model.role, model.role_pair)
    roles = replace(held, id=HELD), replace(wanted, id=WANTED)
    model = replace(model, roles=roles, transition=(HELD, WANTED))
    dice = Random(number)
    answers = {}
    for item in model.competencies:
        level = held.targets.get(item.id, model.lowest) + dice.choice([-2, -1, -1, 0, 0, 0, 1])
        if dice.random() > 0.06:
            answers[item.id] = Answer(min(model.highest, max(model.lowest, level)))
    request = PlanRequest(
        hours_per_week=dice.choice(HOURS),
        weeks=26,
        start=START,
        lead=dice.choice([None, dice.choice(list(answers))]),
        within_reach=tuple(item.id for item in model.people if dice.random() > 0.3),
    )
    return Case(model, Assessment(model.id, model.version, answers), request)


def at_level(case: Case, key: str, level: int) -> Case:
    """The same person with one other answer."""
    answers = {**case.assessment.answers, key: Answer(level)}
    return replace(case, assessment=replace(case.assessment, answers=answers))


def _problem(case: Case) -> Problem:
    model = case.model
    return build(model, case.assessment, model.role(HELD), model.role(WANTED), case.request)


def best_by_solving(case: Case) -> Worth | None:
    """What the best choice is worth by a search of its own; None where what is pinned can't be."""
    problem = _problem(case)
    solved = solve_window(problem, State(problem), monotonic() + 600, names=WORTH)
    if solved is None:
        return None
    values = {wish.name: wish.value for wish in solved.wishes}
    named, present_job, wanted_role = (Fraction(values.get(name, 0)) for name in WORTH)
    return named, present_job, wanted_role / problem.scale


def best_by_trying(case: Case) -> Worth | None:
    """What the best of all choices is worth; None where nothing holds all that is pinned."""
    best = World(case).best()
    return None if best is None else best.values[:3]


def worth_of(case: Case, made: Plan) -> Worth:
    """The best that any part of a plan's activities is worth, with the plan's subjects."""
    world = World(case)
    known = {item.id for item in world.candidates}
    all_ends = {item.id: item.quarters[1] for item in made.activities if item.id in known}
    best = (Fraction(0),) * 3
    for names in chain.from_iterable(combinations(all_ends, n) for n in range(len(all_ends) + 1)):
        ends = {name: all_ends[name] for name in names}
        gained = world.gained_by(ends)
        if gained is None:
            continue
        focus = {
            number: frozenset(made.exact[number - 1].focus) & {key for key, _ in gained[number]}
            for number in world.window
        }
        if world.worth_it(ends, gained, focus):
            best = max(best, world.values(ends, gained, focus)[:3])
    return best


def missed(
    case: Case, made: Plan, best: Callable[[Case], Worth | None]
) -> dict[str, dict[int, Worth]]:
    """Competency → level → what the plan misses there and not today; none where that is nothing."""

    def gap(case: Case) -> Worth:
        here = worth_of(case, made)
        there = best(case) or here  # where there is no other plan, nothing is missed
        return tuple(one - other for one, other in zip(there, here, strict=True))

    today = gap(case)
    found: dict[str, dict[int, Worth]] = {}
    for item in case.model.competencies:
        own = case.assessment.level(item.id)
        for level in () if own is None else (own - 1, own + 1):
            if case.model.lowest <= level <= case.model.highest:
                there = gap(at_level(case, item.id, level))
                more = tuple(one - other for one, other in zip(there, today, strict=True))
                found.setdefault(item.id, {})[level] = max(more, (Fraction(0),) * 3)
    return {key: levels for key, levels in found.items() if any(map(any, levels.values()))}


def said(case: Case, made: Plan, found: Deciding) -> dict[str, dict[int, Worth]]:
    """The same as the search says it, in the model's own weights."""
    scale = _problem(case).scale
    named = () if case.request.lead else (Fraction(0),)
    return {
        item.competency: {
            level: (*named, *map(Fraction, worth[:-1]), Fraction(worth[-1], scale))
            for level, worth in item.missed.items()
        }
        for item in found.answers
    }
