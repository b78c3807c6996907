"""A person's radar and gaps as pictures that stay in a notebook, with or without a kernel."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from assess import charts
from assess.notebooks.coaching.person import Person, page
from assess.notebooks.given import need_person
from assess.report.pictures import dot_plot, radar_picture
from assess.views.pictures.dots import dots
from assess.views.pictures.radar import skill_radar

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
