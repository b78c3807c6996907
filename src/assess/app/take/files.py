"""The files that a person takes along, and the words of the last step."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from typing import TYPE_CHECKING, Any, cast

from assess.app.messages.files import File, TakeFile
from assess.app.plan import texts as texts_plan
from assess.app.plan.state import PlanState
from assess.app.state.visitor import VisitorState
from assess.clock import today
from assess.domain.answers import Assessment
from assess.domain.model import CompetencyModel
from assess.errors import AnswersError, AssessError, PlanError
from assess.planning.plan import Plan
from assess.report.files.plan_text import KINDS, Audience, file_name
from assess.text import short

if TYPE_CHECKING:
    from assess.report.proof import Chosen


TITLE = "Take it with you"
CARDS: tuple[dict[str, Any], ...] = (
    {
        "id": "me",
        "title": "For me",
        "lead": "With everything you wrote.",
        "files": [
            {"id": "html", "label": "Download my report"},
            {"id": "ics", "label": "Plan for my calendar"},
            {"id": "md", "label": "Plan as a checklist"},
            {"id": "stories", "label": "Stories for an interview"},
            {"id": "case", "label": "My case for the role"},
        ],
        "more": [
            {"id": "guide", "label": "Report with the role guide"},
            {"id": "todos", "label": "Plan as to-dos"},
            {"id": "csv", "label": "Plan as a table"},
            {"id": "semicolons", "label": "Plan table with decimal commas"},
            {"id": "plan", "label": "Plan as data"},
            {"id": "json", "label": "Answers as data"},
        ],
    },
    {
        "id": "share",
        "title": "To share",
        "lead": "Your levels and your plan. Nothing that you wrote.",
        "files": [{"id": "html", "label": "Report to share"}],
        "shown": [
            {"id": "portfolio", "label": "Portfolio on one page"},
            {"id": "case", "label": "Case for the role, to share"},
        ],
        "more": [
            {"id": "ics", "label": "Calendar to share"},
            {"id": "md", "label": "Checklist to share"},
            {"id": "csv", "label": "Table to share"},
            {"id": "semicolons", "label": "Table with decimal commas to share"},
            {"id": "plan", "label": "Plan data to share"},
            {"id": "json", "label": "Answers to share"},
        ],
    },
    {
        "id": "manager",
        "title": "For my manager or a buddy",
        "lead": "One page: what you're working on, and what you need from them.",
        "read": True,
        "files": [{"id": "manager", "label": "Page for my manager"}],
    },
)
"""The cards: `files` first, `more` folded; `shown`: what shows evidence that is ticked above it;
`read`: for whom it is.
"""

WORDS = {
    "name": "Your name",
    "nameHint": "It stands on your files and in their names. Leave it empty if you like.",
    "choose": "Choose your evidence",
    "shown": "With the evidence that you tick, and nothing else that you wrote:",
    "none": "No evidence yet. Add some under a question in step 1.",
    "more": "More files",
    "preparing": "Preparing…",
    "done": "{name} is in your downloads.",
    "reader": "Who is it for?",
    "anyone": "Anyone who helps me",
    "add": "Add the evidence that I ticked above",
}
NO_SUCH_FILE = "There is no such file. Reload the page."
NOTHING_CHOSEN = "Choose at least one piece of evidence."
PAGE_FULL = "That's more than one page holds. Choose less, or shorten it in step 1."
LOADED = "Your answers are loaded."


PLAN_FILES = ("ics", "todos", "md", "csv", "semicolons", "plan")
LISTS = ("files", "shown", "more")
"""The lists of files on a card."""
OFFERED = tuple(
    (item["id"], card["id"]) for card in CARDS for name in LISTS for item in card.get(name, ())
)
"""Which files there are, each with for whom it is."""
TYPES = {
    "html": "text/html",
    "json": "application/json",
    "ics": "text/calendar",
    "md": "text/markdown",
    "csv": "text/csv",
}
"""A file's ending and its type."""


class VisitorFiles:
    """What a visitor can take with them and load again."""

    def __init__(self, session: VisitorState, plans: PlanState) -> None:
        self._session = session
        self._plans = plans

    def read(self, text: str) -> Assessment:
        """The assessment in a chosen file; AnswersError (a sentence) for anything else."""
        from assess.formats.answers import read_assessment

        return read_assessment(text, self._session.model)

    def read_plan(self, text: str) -> Plan | None:
        """The plan in a chosen file; None where it isn't one, PlanError where it can't be used."""
        from assess.formats.plan import OldPlan, plan_from_json
        from assess.formats.request import unknown_in

        data = _of_kind("plan", text)
        if data is None:
            return None
        plan, model = plan_from_json(data), self._session.model
        if plan.model_id != model.id:
            raise PlanError(texts_plan.PLAN_FILE_OTHER.format(id=short(plan.model_id)))
        if isinstance(plan, OldPlan):
            raise PlanError(texts_plan.PLAN_FILE_OLD)
        if unknown_in(plan, model):
            raise PlanError(texts_plan.PLAN_FILE_UNKNOWN)
        return plan

    def read_reply(self, text: str) -> object | None:
        """The data of a reply to one's questions, unchecked; None where the file isn't one."""
        from assess.formats.feedback import KIND

        return _of_kind(KIND, text)

    def report(self, *, with_notes: bool, with_guide: bool = False) -> str:
        """The HTML report of the present answers, with the plan where there is one."""
        from assess.report.page import html_report

        with suppress(AssessError):  # the report says what is missing; a plan is not owed
            self._plans.open()
        return html_report(
            self._session.model,
            self._session.assessment,
            plan=self._plans.plan,
            plan_note=texts_plan.OLD_IN_FILE if self._plans.age else "",
            with_notes=with_notes,
            with_guide=with_guide,
            generated=today(),
        )

    def make(self, wanted: TakeFile) -> File:
        """Make a file; AssessError (a sentence) where there is nothing to put into it."""
        kind, audience = wanted.format, cast(Audience, wanted.audience)
        if (kind, audience) not in OFFERED:
            raise AnswersError(NO_SUCH_FILE)
        mine = audience == "me"
        if kind == "json":
            text = self.answers_file(with_notes=mine)
        elif kind in PLAN_FILES:
            text = self.plan_file(kind, with_notes=mine)
        elif kind in ("html", "guide"):
            text = self.report(with_notes=mine, with_guide=kind == "guide")
        else:
            text = self._page(wanted)
        name = self.name(kind, audience)
        return File(kind="file", name=name, type=TYPES[KINDS[kind][1]], text=text)

    def name(self, kind: str, audience: Audience) -> str:
        """What a file is called today."""
        assessment = self._session.assessment
        if kind == "html" and not assessment.plans:
            kind = "profile"
        return file_name(kind, whose=assessment.person, audience=audience, day=today())

    def readers(self) -> list[tuple[str, str]]:
        """Id and name of those whom this quarter's plan asks for something; none without a plan."""
        from assess.report.proof import readers

        with suppress(AssessError):
            self._plans.open()
            if self._plans.plan is not None:
                model, assessment = self._session.model, self._session.assessment
                found = readers(model, assessment, self._plans.plan, today())
                return [(reader.id, reader.name) for reader in found]
        return []

    def _page(self, wanted: TakeFile) -> str:
        from assess.report import proof

        model, assessment = self._session.model, self._session.assessment
        sent = {key: places for key, places in wanted.chosen.items() if isinstance(places, list)}
        mine = wanted.audience == "me"
        if wanted.format == "stories":
            chosen = proof.every_entry(assessment, assessment.answers)
            return proof.stories_html(model, assessment, chosen, generated=today())
        if wanted.format == "case":
            return proof.case_html(model, assessment, None if mine else sent, generated=today())
        if wanted.format == "portfolio":
            self._must_fit(sent)
            return proof.portfolio(model, assessment, sent, generated=today())
        self._plans.open()
        if self._plans.plan is None:
            raise PlanError(texts_plan.NO_PLAN_TO_TAKE)
        return proof.for_manager(
            *(model, assessment, self._plans.plan),
            reader=wanted.reader,
            chosen=sent,
            generated=today(),
        )

    def _must_fit(self, chosen: Chosen) -> None:
        from assess.report.proof import chosen_entries, fits

        found = chosen_entries(self._session.model, self._session.assessment, chosen)
        if not found:
            raise AnswersError(NOTHING_CHOSEN)
        if not fits(found):
            raise AnswersError(PAGE_FULL)

    def plan_file(self, kind: str, *, with_notes: bool = True) -> str:
        """The plan as "ics" (calendar), "todos" (to-dos), "md" (checklist), "csv" (table),
        "semicolons" (table with decimal commas) or "plan" (JSON).

        `with_notes=False` takes out all that the person typed. PlanError where there is no plan.
        """
        from assess.report.files.plan_text import need_activities, plan_csv

        self._plans.open()
        made, model = self._plans.plan, self._session.model
        if made is None:
            raise PlanError(texts_plan.NO_PLAN_TO_TAKE)
        assessment = self._session.assessment
        if not with_notes:
            made, assessment = made.without_words(), assessment.without_notes()
        if kind in ("ics", "todos", "md"):
            return plan_text(model, assessment, made, kind)
        need_activities(made)
        if kind == "plan":
            from assess.formats.plan import dumps

            return dumps(made)
        return plan_csv(model, made, semicolons=kind == "semicolons")

    def answers_file(self, *, with_notes: bool) -> str:
        """The present answers as an assessment file (JSON text)."""
        from assess.formats.answers import dumps

        return dumps(
            self._session.assessment if with_notes else self._session.assessment.without_notes()
        )


def _of_kind(kind: str, text: str) -> dict[str, Any] | None:
    """The data in a file of this kind; None for any other."""
    from assess.formats.json_text import parsed

    if not text.lstrip("\ufeff \t\r\n").startswith("{"):
        return None
    data = parsed(text)
    return data if isinstance(data, dict) and data.get("kind") == kind else None


def plan_text(
    model: CompetencyModel,
    assessment: Assessment,
    plan: Plan,
    kind: str,
    earlier: Iterable[Plan] = (),
) -> str:
    """A plan as "ics" (calendar), "todos" or "md" (checklist); PlanError where it is empty.

    `earlier`: plans besides the kept ones that may be in the calendar, oldest first.
    """
    if kind in ("ics", "todos"):
        from assess.report.files.calendar import plan_calendar

        return plan_calendar(model, assessment, plan, before=earlier, todos=kind == "todos")
    from assess.report.files.plan_text import need_activities, plan_markdown
    from assess.views.plan_words import plan_view

    need_activities(plan)
    return plan_markdown(plan_view(model, assessment, plan))
