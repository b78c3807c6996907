"""Pictures of a coaching meeting, and its files."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assess import charts, plugins
from assess.clock import today
from assess.errors import CallError
from assess.files import write_text
from assess.formats.answers import dumps
from assess.formats.plan import plan_to_json
from assess.notebooks.coaching.person import Person, Planned, page
from assess.notebooks.given import file_of, need_person
from assess.planning import Plan
from assess.report.files.calendar import plan_calendar
from assess.report.files.plan_text import (
    Audience,
    file_name,
    need_activities,
    plan_csv,
    plan_markdown,
)
from assess.report.meeting import session_page
from assess.report.page import html_report
from assess.report.pictures import dot_plot, radar_picture
from assess.report.proof import for_manager
from assess.text import short
from assess.views.dots import dots
from assess.views.plan_words import plan_view
from assess.views.radar import skill_radar

if TYPE_CHECKING:
    import pandas as pd


PLOTLY = "application/vnd.plotly.v1+json"


@dataclass(frozen=True)
class Profile:
    """The radar and the dot plot of one person.

    A notebook keeps both as plotly figures, the radar as a drawing (SVG) and the dots as HTML, too:
    JupyterLab shows the figures; whatever knows no plotly, such as a page made by nbconvert, shows
    the others.
    """

    person: Person
    template: Any = None

    def figures(self) -> list[Any]:
        """Return [radar, dot plot of gaps] as plotly Figures; no dot plot where no gap is open."""
        found = self.person.gaps()
        drawn = [charts.radar(self.person, template=self.template)]
        if found.open:
            dots = charts.gap_dots(self.person.model, found, self.person.roles[0])
            drawn.append(dots.to_figure(self.template))
        return drawn

    def svg(self) -> str:
        """Return the radar as a drawing with its legend; needs no script to be seen."""
        person = self.person
        return radar_picture(skill_radar(person.model, person.assessment, *person.roles))

    def to_frame(self) -> pd.DataFrame:
        """Return what is drawn as a table, as `Person.to_frame` does."""
        return self.person.to_frame()

    def _ipython_display_(self) -> None:
        from IPython.display import display

        said = {"text/plain": repr(self)}
        first, *rest = (json.loads(figure.to_json()) for figure in self.figures())
        person = self.person
        html = page(dot_plot(dots(person.model, person.assessment, *person.roles)))
        bundles = [{PLOTLY: first, "image/svg+xml": self.svg(), **said}]
        bundles += [{PLOTLY: figure, "text/html": html, **said} for figure in rest]
        for bundle in bundles:
            display(bundle, raw=True)  # type: ignore[no-untyped-call]

    def __repr__(self) -> str:
        return f"<Profile: {self.person.gaps()!r}>"


def profile(person: Person, template: Any = None) -> Profile:
    """Draw a person's radar and gaps; `template`: a plotly template such as "plotly_dark".

    CallError where `person` isn't one, or plotly has no such template (when it is drawn).
    """
    return Profile(need_person(person, "profile"), template)


ENDINGS = (".html", ".json", ".csv", ".md", ".ics")


def _text(ending: str, person: Person, plan: Plan | None, notes: bool, semicolons: bool) -> str:
    """The text of a file with one of our endings."""
    model, found = person.model, person.assessment
    if ending == ".html":
        return html_report(model, found, plan=plan, with_notes=notes, generated=today())
    if ending == ".json":
        if plan is not None:  # it loads again with the wishes and the plan that it was made with
            found = replace(found, settings=plan.request).with_plan(plan_to_json(plan))
        return dumps(found if notes else found.without_notes())
    if plan is None:
        raise CallError(
            "This ending needs a plan: export(plan(person), …). For the person's levels as a "
            'table, use person.to_frame().to_csv("levels.csv").'
        )
    need_activities(plan)
    if ending == ".csv":
        return plan_csv(model, plan, semicolons=semicolons)
    if ending == ".md":
        return plan_markdown(plan_view(model, found, plan))
    return plan_calendar(model, found, plan)


def _page(person: Person, plan: Plan | None, notes: bool) -> str:
    """One sheet about a plan, or about the meeting that a person's file held."""
    if plan is not None:
        return for_manager(person.model, person.assessment, plan, generated=today())
    if person.session is None:
        raise CallError(
            "One page shows a plan or a coaching meeting, and this person's file held no meeting: "
            "use export(plan(person), …, one_page=True)."
        )
    return session_page(person.model, person.session, with_notes=notes, generated=today())


def export(
    what: Planned | Person,
    file: str | Path | None = None,
    *,
    with_notes: bool = True,
    semicolons: bool = False,
    one_page: bool = False,
) -> Path:
    """Write a file whose ending decides what is in it, and return its path.

    `.html` is the report and `.json` the answers, both load again; `.csv` is the plan as a table,
    `.md` as a checklist, `.ics` as a calendar. A package may add endings by entry points of the
    group `assess.exports`.

    Args:
        what: a plan (`plan(person, …)`); a person where the ending is `.html` or `.json`.
        file: the file's name; an existing file is replaced whole or not at all. Without one the
            report is written, named by whose it is, what it is, and the day.
        with_notes: False leaves out every text that the person wrote (`.html`, `.json`).
        semicolons: True separates a `.csv` by semicolons, for spreadsheets that write 2,5.
        one_page: True writes one sheet of `.html` instead of the report: of a plan this quarter's
            subjects and whom the person asks for what; of a person whose file held a coaching
            meeting what that came to.

    Raises:
        CallError: another ending, something that isn't a person or a plan, or no plan; nothing
            that there is a page of.
        PlanError: nothing is planned, so there is no table, list, calendar or page.
        AssessError: the file can't be written.
    """
    if not isinstance(what, Planned | Person):
        raise CallError(
            f"export needs a plan or a person, such as plan(person), not {short(what, 30)}."
        )
    person, plan = (what.person, what.plan) if isinstance(what, Planned) else (what, None)
    if file is None:
        audience: Audience = "me" if with_notes else "share"
        kind = "html"
        if one_page:
            kind, audience = ("session-page", audience) if plan is None else ("manager", "manager")
        file = file_name(kind, whose=person.name, audience=audience, day=today())
    path = file_of(file, "export")
    ending = path.suffix.lower()
    if one_page and ending != ".html":
        raise CallError(f"{short(path)}: with one_page its name must end with .html.")
    if one_page:
        text = _page(person, plan, with_notes)
    elif ending in ENDINGS:
        text = _text(ending, person, plan, with_notes, semicolons)
    elif (own := plugins.load(plugins.EXPORTS, ending.removeprefix("."))) is not None:
        text = _text_by(own, what, path)
    else:
        known = [*ENDINGS, *(f".{name}" for name in plugins.names(plugins.EXPORTS))]
        raise CallError(
            f"{short(path)}: its name must end with {', '.join(known[:-1])} or {known[-1]}."
        )
    write_text(path, text)
    return path


def _text_by(writer: Any, what: Planned | Person, path: Path) -> str:
    """Return what another package's function makes of a plan or person."""
    try:
        made = writer(what)
    except Exception as error:  # a stranger's function may raise anything
        raise CallError(f"{short(path)}: its writer failed ({error}).") from error
    if not isinstance(made, str):
        raise CallError(
            f"{short(path)}: its writer must return the file's text, not a {type(made).__name__}."
        )
    return made
