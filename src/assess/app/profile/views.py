"""The HTML of the profile: gaps, the next step, what moved, what is left out; all escaped."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from assess.app.profile import texts
from assess.app.shared.texts import LEVEL_DETAILS
from assess.app.state.visitor import VisitorState
from assess.charts import day_in_words
from assess.domain.answers import Snapshot
from assess.domain.model import CompetencyModel
from assess.domain.model_parts import Competency
from assess.domain.rating.history import Course, Move, moved
from assess.domain.review.feedback import Reply
from assess.planning.wording import marked
from assess.report import fragments, pictures, words
from assess.report import guide as guide_pieces
from assess.views.pictures.dots import DotRow, dots, with_others
from assess.views.profile import GapView, MissingView, ProfileView, nearest_label

SHOWN = 4
"""Links in a sentence; more are folded away."""


def answer(profile: ProfileView) -> str:
    """Where the person stands, and what can't be said yet."""
    if not profile.gaps and not profile.strengths:
        first = escape(profile.first)
        return (
            f"<p class='ui-empty'>{texts.NOTHING_RATED}</p><p class='ui-buttons'>"
            f"<button type='button' class='ui-button ui-primary' data-question='{first}'>"
            f"{texts.BEGIN}</button></p>"
        )
    return fragments.answer(profile) + missing(profile)


def missing(profile: ProfileView) -> str:
    """A sentence for each score that is missing, with a link to the question to begin with."""
    items = "".join(
        f"<li>{escape(line.text)} {question_button(line)}.</li>" for line in profile.missing
    )
    return f"<ul class='ui-blockers'>{items}</ul>" if items else ""


def short(model: CompetencyModel, profile: ProfileView) -> str:
    """Areas, strengths and the top three gaps; "" before anything is rated."""
    if not (strengths := fragments.strengths(profile)):
        return ""
    return (
        f"<h3>{texts.AREAS_TITLE}</h3>{fragments.areas(model, profile.areas)}"
        f"<h3>{texts.STRENGTHS_TITLE}</h3>{strengths}"
        + (f"<h3>{texts.TOP_TITLE}</h3>{gap_list(profile.top)}" if profile.gaps else "")
    )


def question_button(item: Competency | MissingView) -> str:
    """A link to a question."""
    return (
        f"<button type='button' class='ui-link' data-question='{escape(item.id)}'>"
        f"{escape(item.title)}</button>"
    )


def gap_list(gaps: Sequence[GapView]) -> str:
    """Each gap to open: what the person does now, the next level, the target, the note."""
    return f"<div class='ui-gaps'>{''.join(map(_gap, gaps))}</div>"


def _gap(gap: GapView) -> str:
    return (
        f"<details class='ui-fold ui-paper' data-address='{escape(gap.id)}'>"
        f"<summary><span>{escape(gap.title)}</span> "
        f"<span class='as-result as-gap'>{escape(gap.result)}</span></summary>"
        f"{_body(gap, gap.lines, gap.present)}</details>"
    )


def _body(skill: GapView | DotRow, lines: Sequence[tuple[str, str]], present: bool) -> str:
    """What a skill unfolds: levels in words, the note, and the way to its question."""
    said = [f"<p><b>{escape(lead)}</b> {escape(text)}</p>" for lead, text in lines]
    if present:
        said.append(f"<p>{texts.PRESENT}</p>")
    if skill.note:
        said.append(f"<p><b>{texts.OWN_NOTE}</b></p>")
        said.append(f"<div class='ui-own' dir='auto'>{escape(skill.note)}</div>")
    said.append(
        f"<button type='button' class='ui-link' data-question='{escape(skill.id)}' "
        f"aria-label='{escape(f'{texts.CHANGE}: {skill.title}')}'>{texts.CHANGE}</button>"
    )
    return f"<div class='ui-fold-body'>{''.join(said)}</div>"


def dot_plot(session: VisitorState, profile: ProfileView, replies: Sequence[Reply] = ()) -> str:
    """Every skill by area, each to unfold; "" before anything is rated.

    `replies`: what others see of some skills, each as a hollow dot.
    """
    if not profile.gaps and not profile.strengths:
        return ""
    view = with_others(
        session.model,
        dots(session.model, session.assessment, *session.roles),
        [(reply.name, {key: seen.level for key, seen in reply.seen.items()}) for reply in replies],
    )
    present = {gap.id for gap in profile.gaps if gap.present}
    states = {"unrated": LEVEL_DETAILS["unrated"], "not_applicable": LEVEL_DETAILS["na"]}
    bodies = {}
    for row in (row for _, rows in view.groups for row in rows):
        lines = row.lines or (("", states[row.state]),)
        others = tuple((f"{name}:", level) for name, level in row.others_in_words)
        bodies[row.id] = _body(row, (*lines, *others), row.id in present)
    top = {gap.id for gap in profile.top}
    return f"<h3>{texts.DOTS_TITLE}</h3>{pictures.dot_plot(view, bodies, top)}"


def moves(session: VisitorState, since: Snapshot | None) -> str:
    """Which levels changed since an earlier day; "" without one."""
    if since is None:
        return ""
    model, day = session.model, day_in_words(since.at)
    found = moved(model, session.assessment, since)
    if not found:
        return f"<p class='ui-hint'>{texts.MOVED_NOTHING.format(day=day)}</p>"
    items = "".join(f"<li>{_move(model, move)}</li>" for move in found)
    return f"<h3>{texts.MOVED_TITLE.format(day=day)}</h3><ul class='ui-moves'>{items}</ul>"


def _move(model: CompetencyModel, move: Move) -> str:
    steps = words.count(abs(move.after - move.before), "step")
    then, now = move.rough
    way = "up" if move.after > move.before else "down"
    before = escape(marked(model.label(move.before), then))
    after = escape(marked(model.label(move.after), now))
    title = escape(model.competency(move.competency_id).title)
    return f"<b>{title}</b>: {before} → {after} <span class='ui-muted'>({steps} {way})</span>"


def over_time_table(session: VisitorState, course: Course) -> str:
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
        f"<tr><th scope='row'>{day_in_words(at)}</th>"
        + "".join(f"<td data-label='{escape(title)}'>{cells[i]}</td>" for title, cells in columns)
        + "</tr>"
        for i, at in enumerate(course.dates)
    )
    return (
        "<details class='ui-fold' data-address='over-time'>"
        f"<summary>{texts.TABLE_TITLE}</summary><div class='as-fragment'>"
        "<table class='as-table as-stack'>"
        f"<thead><tr><th scope='col'>{texts.DAY}</th>{head}</tr></thead>"
        f"<tbody>{rows}</tbody></table></div></details>"
    )


def _label(model: CompetencyModel, score: float | None) -> str:
    return "–" if score is None else escape(nearest_label(model, score))


def numbers(session: VisitorState) -> str:
    """The same numbers as a table, folded away; "" before anything is answered."""
    if not session.scores.coverage.rated:
        return ""
    held, wanted = session.roles
    table = fragments.gaps_table(session.model, session.assessment, held, wanted)
    summary = f"<summary>{texts.NUMBERS_TITLE}</summary>"
    return f"<details class='ui-fold ui-wide' data-address='numbers'>{summary}{table}</details>"


def transition(session: VisitorState) -> str:
    """What the move itself asks for, whoever makes it."""
    return fragments.transition_table(session.model, *session.roles)


def decisions(model: CompetencyModel) -> str:
    """Who decides what, from the role guide; "" where the model has none."""
    found = guide_pieces.decisions(model)
    return f"{found}<p class='ui-hint'>{texts.GUIDE_TAIL}</p>" if found else ""


def before_plan(session: VisitorState) -> str:
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
    if rough := [item for item, answer in answers if answer.quick]:
        counted = words.count(len(rough), "rating is", "ratings are")
        lines.append(texts.ROUGH.format(ratings=counted, which=_listed(rough)))
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


def _away(session: VisitorState, away: list[Competency]) -> str:
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
    return f"<details class='ui-fold ui-inline ui-paper'>{summary}<p>{named}</p></details>"
