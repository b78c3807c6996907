"""The HTML of the profile: gaps, the next step, what moved, what is left out; all escaped."""

from __future__ import annotations

from html import escape

from assess.answers import Snapshot
from assess.charts import utc_day
from assess.gaps import Gap, gaps
from assess.history import Course, Move, moved
from assess.model import Competency, CompetencyModel
from assess.report import fragments, words
from assess.report import guide as guide_pieces
from assess.scoring import coverage, role_fit
from assess.ui import texts_profile as texts
from assess.ui.session import Session
from assess.views.speaker import within_sentence

SHOWN = 4
"""Links in a sentence; more are folded away."""


def head(session: Session) -> str:
    """Above the dot plot: what is still missing, and what the plot shows."""
    found = gaps(session.model, session.assessment, session.roles[1])
    role = within_sentence(escape(session.model.role(session.roles[1]).title))
    if not found.open and not found.met:
        first = escape(session.model.by_area[0].id)
        return (
            f"<p class='ui-empty'>{texts.NOTHING_RATED}</p><p class='ui-buttons'>"
            f"<button type='button' class='ui-button ui-primary' data-question='{first}'>"
            f"{texts.BEGIN}</button></p>"
        )
    lines = [blockers(session), f"<h3>{texts.GAPS_TITLE.format(role=role)}</h3>"]
    if not found.open:
        lines.append(f"<p class='ui-empty'>{texts.NO_GAP.format(role=role)}</p>")
    return "".join(lines)


def blockers(session: Session) -> str:
    """A sentence for each score that is missing: how many ratings, and where to begin."""
    model, assessment = session.model, session.assessment
    lines = []
    for area in model.areas:
        inside = model.in_area(area.id)
        counted = coverage(assessment, inside)
        open_ones = [item for item in inside if assessment.answer(item.id).state == "unrated"]
        if not counted.enough and open_ones:
            lines.append(
                texts.AREA_MISSING.format(
                    area=escape(area.title),
                    missing=counted.missing,
                    first=question_button(open_ones[0]),
                )
            )
    wanted = model.role(session.roles[1])
    fit = role_fit(model, assessment, wanted.id)
    asked = [item for item in model.by_area if item.id in wanted.targets]
    left = [item for item in asked if assessment.answer(item.id).state == "unrated"]
    if not fit.coverage.enough and left:
        lines.append(
            texts.FIT_MISSING.format(
                missing=fit.coverage.missing,
                role=within_sentence(escape(wanted.title)),
                first=question_button(left[0]),
            )
        )
    items = "".join(f"<li>{line}</li>" for line in lines)
    return f"<ul class='ui-blockers'>{items}</ul>" if lines else ""


def question_button(item: Competency) -> str:
    """A link to a question."""
    return (
        f"<button type='button' class='ui-link' data-question='{escape(item.id)}'>"
        f"{escape(item.title)}</button>"
    )


def next_steps(session: Session) -> str:
    """Each gap to open: what the person does now, the next level, the target, the note."""
    found = gaps(session.model, session.assessment, session.roles[1])
    if not found.open:
        return ""
    items = "".join(_next_step(session, gap) for gap in found.open)
    return (
        f"<h3>{texts.NEXT_STEPS_TITLE}</h3><p class='ui-hint'>{texts.NEXT_STEPS_LEAD}</p>"
        f"<div class='ui-gaps'>{items}</div>"
    )


def _next_step(session: Session, gap: Gap) -> str:
    model = session.model
    item = model.competency(gap.competency_id)
    note = session.assessment.answer(item.id).evidence.strip()

    def said(lead: str, level: int) -> str:
        head = lead.format(role=model.role(session.roles[1]).title, level=model.label(level))
        return f"<p><b>{escape(head)}</b> {escape(item.anchors[level])}</p>"

    lines = [said(texts.YOU, gap.level), said(texts.TO_REACH, gap.level + 1)]
    if gap.target > gap.level + 1:
        lines.append(said(texts.ASKS, gap.target))
    if note:
        lines.append(f"<p><b>{texts.OWN_NOTE}</b></p>")
        lines.append(f"<div class='ui-own' dir='auto'>{escape(note)}</div>")
    lines.append(
        f"<button type='button' class='ui-link' data-question='{escape(item.id)}'>"
        f"{texts.CHANGE}<span class='as-sr'>: {escape(item.title)}</span></button>"
    )
    return (
        f"<details class='ui-fold'><summary><span>{escape(item.title)}</span> "
        f"<span class='as-result as-gap'>{words.difference(gap.gap, 0)}</span></summary>"
        f"<div class='ui-fold-body'>{''.join(lines)}</div></details>"
    )


def moves(session: Session, since: Snapshot | None) -> str:
    """Which levels changed since an earlier day; "" without one."""
    if since is None:
        return ""
    model, day = session.model, utc_day(since.at)
    found = moved(model, session.assessment, since)
    if not found:
        return f"<p class='ui-hint'>{texts.MOVED_NOTHING.format(day=day)}</p>"
    items = "".join(f"<li>{_move(model, move)}</li>" for move in found)
    return f"<h3>{texts.MOVED_TITLE.format(day=day)}</h3><ul class='ui-moves'>{items}</ul>"


def _move(model: CompetencyModel, move: Move) -> str:
    steps = words.count(abs(move.after - move.before), "step")
    way = "up" if move.after > move.before else "down"
    before, after = (escape(model.label(level)) for level in (move.before, move.after))
    title = escape(model.competency(move.competency_id).title)
    return f"<b>{title}</b>: {before} → {after} <span class='ui-muted'>({steps} {way})</span>"


def over_time_table(session: Session, course: Course) -> str:
    """The numbers behind the charts over time: nearest labels, and where a role asks more."""
    model = session.model
    roles = dict.fromkeys(reversed(session.roles))
    columns = [
        *((area.title, [_label(model, v) for v in course.areas[area.id]]) for area in model.areas),
        *(
            (
                texts.FIT_OF.format(role=model.role(role).title),
                ["–" if v is None else f"{v[0]} of {v[1]}" for v in course.below[role]],
            )
            for role in roles
        ),
    ]
    head = "".join(f"<th scope='col'>{escape(title)}</th>" for title, _ in columns)
    rows = "".join(
        f"<tr><th scope='row'>{utc_day(at)}</th>"
        + "".join(f"<td data-label='{escape(title)}'>{cells[i]}</td>" for title, cells in columns)
        + "</tr>"
        for i, at in enumerate(course.dates)
    )
    return (
        f"<details class='ui-fold'><summary>{texts.TABLE_TITLE}</summary><div class='as-fragment'>"
        "<table class='as-table as-stack'>"
        f"<thead><tr><th scope='col'>{texts.DAY}</th>{head}</tr></thead>"
        f"<tbody>{rows}</tbody></table></div></details>"
    )


def _label(model: CompetencyModel, score: float | None) -> str:
    return "–" if score is None else escape(words.nearest_label(model, score))


def numbers(session: Session) -> str:
    """The same numbers as a table, folded away; "" before anything is answered."""
    if not session.scores.coverage.rated:
        return ""
    held, wanted = session.roles
    table = fragments.gaps_table(session.model, session.assessment, held, wanted)
    summary = f"<summary>{texts.NUMBERS_TITLE}</summary>"
    return f"<details class='ui-fold ui-wide'>{summary}{table}</details>"


def transition(session: Session) -> str:
    """What the move itself asks for, whoever makes it."""
    return fragments.transition_table(session.model, *session.roles)


def decisions(model: CompetencyModel) -> str:
    """Who decides what, from the role guide; "" where the model has none."""
    found = guide_pieces.decisions(model)
    return f"{found}<p class='ui-hint'>{texts.GUIDE_TAIL}</p>" if found else ""


def before_plan(session: Session) -> str:
    """What the plan will leave out and what that means; then the way on."""
    model, assessment = session.model, session.assessment
    answers = [(item, assessment.answer(item.id)) for item in model.by_area]
    unrated = [item for item, answer in answers if answer.state == "unrated"]
    away = [item for item, answer in answers if answer.state == "not_applicable"]
    rated = [answer for _, answer in answers if answer.state == "rated"]
    bare = sum(not answer.evidence.strip() for answer in rated)
    lines = []
    if unrated:
        said = texts.UNRATED_ONE if len(unrated) == 1 else texts.UNRATED
        lines.append(said.format(count=len(unrated), which=_listed(unrated)))
    if away:
        lines.append(_away(session, away))
    if assessment.confirm:
        waiting = [model.competency(key) for key in assessment.confirm]
        counted = words.count(len(waiting), "answer is", "answers are")
        lines.append(texts.CONFIRM.format(answers=counted, which=_listed(waiting)))
    if bare:
        ratings = words.count(bare, "rating has", "ratings have")
        lines.append(texts.BARE.format(ratings=ratings))
    items = "".join(f"<li>{line}</li>" for line in lines)
    said = f"<p>{texts.BEFORE_PLAN_NOTHING}</p>"
    if lines:
        said = f"<ul class='ui-left-out'>{items}</ul>"
    return (
        f"<h3>{texts.BEFORE_PLAN_TITLE}</h3>{said}<p class='ui-onward'><button type='button' "
        f"class='ui-button ui-primary' data-go='plan'>{texts.TO_PLAN}</button></p>"
    )


def _away(session: Session, away: list[Competency]) -> str:
    """What was marked as not applicable, and what the wanted role says to that."""
    wanted = session.model.role(session.roles[1])
    asked = [item for item in away if item.id in wanted.targets]
    skills = question_button(away[0]) if len(away) == 1 else f"{len(away)} skills"
    said = texts.AWAY.format(skills=skills)
    if not asked:
        them = "it" if len(away) == 1 else "them"
        return said + texts.AWAY_NOT_ASKED.format(them=them)
    return (
        said
        + texts.AWAY_ASKED.format(
            some=_some(len(asked), len(away)),
            them="it" if len(asked) == 1 else "them",
            which="" if len(away) == 1 else _listed(asked),
        ).rstrip()
    )


def _some(some: int, many: int) -> str:
    if some == many:
        return texts.AWAY_ONE if many == 1 else texts.AWAY_ALL
    return texts.AWAY_SOME.format(some=some)


def _listed(items: list[Competency]) -> str:
    named = ", ".join(map(question_button, items)) + "."
    if len(items) <= SHOWN:
        return named
    summary = f"<summary>{texts.WHICH}</summary>"
    return f"<details class='ui-fold ui-inline'>{summary}<p>{named}</p></details>"
