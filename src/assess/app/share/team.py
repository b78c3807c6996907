"""An open group as the page shows it to one of its members."""

from __future__ import annotations

from collections.abc import Sequence

from assess.app.messages.files import TeamArea, TeamSeen
from assess.app.share import texts
from assess.domain.cohort import subjects, who_can, who_could_show
from assess.domain.cohort.team import Member
from assess.domain.model import CompetencyModel
from assess.report import words

PAIRS = 12
"""Pairs that are listed, the largest differences first."""


def team_seen(
    model: CompetencyModel, title: str, members: Sequence[Member], role_id: str
) -> TeamSeen:
    """The levels of everybody by area, who can do what, and whose plan has which subject."""

    def level(member: Member, key: str) -> str:
        found = member.levels.get(key)
        if found == "na":
            return texts.NA
        known = isinstance(found, int) and model.on_scale(found)
        return words.level(model, int(found or 0)) if known else texts.NOT_RATED

    areas = []
    for area in model.areas:
        skills = model.in_area(area.id)
        rows = [
            [member.name, member.own, [level(member, item.id) for item in skills]]
            for member in members
        ]
        areas.append(TeamArea(title=area.title, skills=[item.title for item in skills], rows=rows))
    who = []
    for key, able in who_can(model, members).items():
        people = [
            [held.member.name, words.level(model, held.level), held.member.own] for held in able
        ]
        who.append([model.competency(key).title, people])
    plans = []
    for key, planning in subjects(model, members).items():
        people = [
            [member.name, texts.QUARTERS[min(quarter, 2) - 1], member.own]
            for member, quarter in planning
        ]
        plans.append([model.competency(key).title, people])
    pairs = [
        [model.competency(pair.competency_id).title, pair.teacher, pair.learner]
        for pair in who_could_show(model, members, role_id)[:PAIRS]
    ]
    text = texts.TEAM if len(members) > 1 else texts.ALONE
    return TeamSeen(
        kind="team",
        text=text.format(title=title, number=len(members)),
        areas=areas,
        who=who,
        plans=plans,
        pairs=pairs,
    )
