"""The HTML of the profile: gaps, the next step, what moved, what is left out; all escaped."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from assess.app.shared.texts import LEVEL_DETAILS
from assess.app.state.visitor import VisitorState
from assess.charts import day_in_words
from assess.domain.answers import Snapshot
from assess.domain.history import Course, Move, moved
from assess.domain.model import CompetencyModel
from assess.domain.model_parts import Competency
from assess.domain.review.feedback import Reply
from assess.planning.wording import marked
from assess.report import fragments, pictures, words
from assess.report import guide as guide_pieces
from assess.views.dots import DotRow, dots, with_others
from assess.views.profile import GapView, MissingView, ProfileView, nearest_label

TITLE = "Your profile"
LEAD = "This is how you see yourself today."
NOTHING_RATED = "Rate a few skills first, then you'll see here where you stand."
BEGIN = "Start with the first question"
AREAS_TITLE = "Areas"
STRENGTHS_TITLE = "Your strengths"
TOP_TITLE = "Your biggest gaps"
SHOW_ALL = "Show all"
DOTS_TITLE = "Your levels, area by area"
SKILLS_TITLE = "All skills in one radar"
ROLES_TITLE = "How each role compares"
PRESENT = "Your current role asks for more here, too."
NUMBERS_TITLE = "All levels in a table"
TRANSITION_TITLE = "How the two roles differ"
GUIDE_TITLE = "Who decides what in these roles?"
GUIDE_TAIL = (
    "There is more in the role guide. To get it, choose “Report with the role guide” under “Take "
    "it with you”."
)
SINCE_LABEL = "Compare with"
SINCE_NONE = "no earlier day"
MOVED_TITLE = "What has changed since {day}"
MOVED_NOTHING = "None of your levels has changed since {day}."
OVER_TIME_TITLE = "Over time"
TABLE_TITLE = "Show as a table"
DAY = "Day"
FIT_OF = "{role} asks for more"
OWN_NOTE = "Your note:"
CHANGE = "Change my answer"
BEFORE_PLAN_TITLE = "Before you plan"
BEFORE_PLAN_NOTHING = "You've rated every skill, so nothing is left out."
TO_PLAN = "Next: my learning plan"
UNRATED_ONE = "<b>1 skill isn't rated yet.</b> Rate it to include it in your plan. {which}"
UNRATED = "<b>{count} skills aren't rated yet.</b> Rate them to include them in your plan. {which}"
AWAY = "<b>You marked {skills} as not applicable.</b>"
AWAY_ASKED = " The role you want needs {some}. Rate {them} to include {them} in your plan. {which}"
AWAY_NOT_ASKED = " The role you want doesn't need {them}, so your plan leaves {them} out."
AWAY_ALL, AWAY_ONE, AWAY_SOME = "all of them", "it", "{some} of them"
CONFIRM = "<b>{answers} from an older version.</b> Please check again. {which}"
ROUGH = "<b>{ratings} rough.</b> Check them against the full descriptions. {which}"
BARE = "<b>{ratings} no evidence yet.</b> Add some before you talk to your manager."
WHICH = "Which ones?"


SHOWN = 4
"""Links in a sentence; more are folded away."""


def answer(profile: ProfileView) -> str:
    """Where the person stands, and what can't be said yet."""
    if not profile.gaps and not profile.strengths:
        first = escape(profile.first)
        return (
            f"<p class='ui-empty'>{NOTHING_RATED}</p><p class='ui-buttons'>"
            f"<button type='button' class='ui-button ui-primary' data-question='{first}'>"
            f"{BEGIN}</button></p>"
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
        f"<h3>{AREAS_TITLE}</h3>{fragments.areas(model, profile.areas)}"
        f"<h3>{STRENGTHS_TITLE}</h3>{strengths}"
        + (f"<h3>{TOP_TITLE}</h3>{gap_list(profile.top)}" if profile.gaps else "")
    )


def question_button(item: Competency | MissingView) -> str:
    """A link to a question."""
    return (
        f"<button type='button' class='ui-link' data-question='{escape(item.id)}'>"
        f"{escape(item.title)}</button>"
    )


def fold(summary: str, body: str, classes: str = "", address: str = "") -> str:
    """Something to unfold (HTML); `address`: what it is called in the page's address."""
    place = f" data-address='{escape(address)}'" if address else ""
    styles = f"ui-fold {classes}".rstrip()
    return f"<details class='{styles}'{place}><summary>{summary}</summary>{body}</details>"


def gap_list(gaps: Sequence[GapView]) -> str:
    """Each gap to open: what the person does now, the next level, the target, the note."""
    return f"<div class='ui-gaps'>{''.join(map(_gap, gaps))}</div>"


def _gap(gap: GapView) -> str:
    summary = (
        f"<span>{escape(gap.title)}</span> "
        f"<span class='as-result as-gap'>{escape(gap.result)}</span>"
    )
    return fold(summary, _body(gap, gap.lines, gap.present), "ui-paper", gap.id)


def _body(skill: GapView | DotRow, lines: Sequence[tuple[str, str]], present: bool) -> str:
    """What a skill unfolds: levels in words, the note, and the way to its question."""
    said = [f"<p><b>{escape(lead)}</b> {escape(text)}</p>" for lead, text in lines]
    if present:
        said.append(f"<p>{PRESENT}</p>")
    if skill.note:
        said.append(f"<p><b>{OWN_NOTE}</b></p>")
        said.append(f"<div class='ui-own' dir='auto'>{escape(skill.note)}</div>")
    said.append(
        f"<button type='button' class='ui-link' data-question='{escape(skill.id)}' "
        f"aria-label='{escape(f'{CHANGE}: {skill.title}')}'>{CHANGE}</button>"
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
    return f"<h3>{DOTS_TITLE}</h3>{pictures.dot_plot(view, bodies, top)}"


def moves(session: VisitorState, since: Snapshot | None) -> str:
    """Which levels changed since an earlier day; "" without one."""
    if since is None:
        return ""
    model, day = session.model, day_in_words(since.at)
    found = moved(model, session.assessment, since)
    if not found:
        return f"<p class='ui-hint'>{MOVED_NOTHING.format(day=day)}</p>"
    items = "".join(f"<li>{_move(model, move)}</li>" for move in found)
    return f"<h3>{MOVED_TITLE.format(day=day)}</h3><ul class='ui-moves'>{items}</ul>"


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
    columns = [
        (area.title, [_label(model, score) for score in course.areas[area.id]])
        for area in model.areas
    ]
    for role in dict.fromkeys(reversed(session.roles)):
        below = [
            "–" if found is None else f"{found[0]} of {found[1]}" for found in course.below[role]
        ]
        columns.append((FIT_OF.format(role=model.role(role).title), below))
    head = "".join(f"<th scope='col'>{escape(title)}</th>" for title, _ in columns)
    rows = "".join(
        f"<tr><th scope='row'>{day_in_words(at)}</th>"
        + "".join(f"<td data-label='{escape(title)}'>{cells[i]}</td>" for title, cells in columns)
        + "</tr>"
        for i, at in enumerate(course.dates)
    )
    table = (
        "<div class='as-fragment'><table class='as-table as-stack'>"
        f"<thead><tr><th scope='col'>{DAY}</th>{head}</tr></thead>"
        f"<tbody>{rows}</tbody></table></div>"
    )
    return fold(TABLE_TITLE, table, address="over-time")


def _label(model: CompetencyModel, score: float | None) -> str:
    return "–" if score is None else escape(nearest_label(model, score))


def numbers(session: VisitorState) -> str:
    """The same numbers as a table, folded away; "" before anything is answered."""
    if not session.scores.coverage.rated:
        return ""
    held, wanted = session.roles
    table = fragments.gaps_table(session.model, session.assessment, held, wanted)
    return fold(NUMBERS_TITLE, table, "ui-wide", "numbers")


def decisions(model: CompetencyModel) -> str:
    """Who decides what, from the role guide; "" where the model has none."""
    found = guide_pieces.decisions(model)
    return f"{found}<p class='ui-hint'>{GUIDE_TAIL}</p>" if found else ""


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
        said = UNRATED_ONE if len(unrated) == 1 else UNRATED
        lines.append(said.format(count=len(unrated), which=_listed(unrated)))
    if away:
        lines.append(_away(session, away))
    if assessment.confirm:
        waiting = [model.competency(key) for key in assessment.confirm]
        counted = words.count(len(waiting), "answer is", "answers are")
        lines.append(CONFIRM.format(answers=counted, which=_listed(waiting)))
    if rough := [item for item, answer in answers if answer.quick]:
        counted = words.count(len(rough), "rating is", "ratings are")
        lines.append(ROUGH.format(ratings=counted, which=_listed(rough)))
    if bare:
        ratings = words.count(bare, "rating has", "ratings have")
        lines.append(BARE.format(ratings=ratings))
    items = "".join(f"<li>{line}</li>" for line in lines)
    said = f"<ul class='ui-left-out'>{items}</ul>" if lines else f"<p>{BEFORE_PLAN_NOTHING}</p>"
    return (
        f"<h3>{BEFORE_PLAN_TITLE}</h3>{said}<p class='ui-onward'><button type='button' "
        f"class='ui-button ui-primary' data-go='plan'>{TO_PLAN}</button></p>"
    )


def _away(session: VisitorState, away: list[Competency]) -> str:
    """What was marked as not applicable, and what the wanted role says to that."""
    wanted = session.model.role(session.roles[1])
    asked = [item for item in away if item.id in wanted.targets]
    skills = question_button(away[0]) if len(away) == 1 else f"{len(away)} skills"
    said = AWAY.format(skills=skills)
    if not asked:
        them = "it" if len(away) == 1 else "them"
        return said + AWAY_NOT_ASKED.format(them=them)
    return (
        said
        + AWAY_ASKED.format(
            some=_some(len(asked), len(away)),
            them="it" if len(asked) == 1 else "them",
            which="" if len(away) == 1 else _listed(asked),
        ).rstrip()
    )


def _some(some: int, many: int) -> str:
    if some == many:
        return AWAY_ONE if many == 1 else AWAY_ALL
    return AWAY_SOME.format(some=some)


def _listed(items: list[Competency]) -> str:
    named = ", ".join(map(question_button, items)) + "."
    if len(items) <= SHOWN:
        return named
    return fold(WHICH, f"<p>{named}</p>", "ui-inline ui-paper")
