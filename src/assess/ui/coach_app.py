"""The coach's page: a list of people, a controller for each step, and who hears whom.

`coach_app()` is what the coaching notebook shows, in JupyterLab and in Voilà. What is done here
lives in this kernel until it is taken along as a file.
"""

from __future__ import annotations

from html import escape

import ipywidgets as w

from assess import settings
from assess.errors import AssessError
from assess.loader import load_model
from assess.model import CompetencyModel
from assess.ui import texts_coach, views
from assess.ui.bundle import bundle_address
from assess.ui.coach_decide import DecideStep, LeaveStep, SinceStep
from assess.ui.coach_meet import BlindStep, CompareStep, PeopleStep
from assess.ui.coach_widgets import CoachSteps, Says
from assess.ui.coaching_session import Coaching
from assess.ui.keeper import keeper
from assess.ui.step import Message, box, guarded
from assess.ui.widgets import Words


def coach_app(model: CompetencyModel | None = None) -> w.Widget:
    """The whole coaching session as one widget; share codes are read where the server is shared.

    A wrong model file is said on the page instead of raised.
    """
    try:
        model = model or load_model(settings.model_path())
        reader = keeper() if settings.shares() else None
        return CoachApp(Coaching(model, reader), shared=reader is not None).root
    except AssessError as error:
        return Words(views.broken(str(error)))


class CoachApp:
    """Builds every widget once, then only changes them. `root` is what is shown."""

    def __init__(self, coaching: Coaching, *, shared: bool = False) -> None:
        self.coaching = coaching
        bundle = bundle_address()
        self.steps = CoachSteps(
            title=f"{texts_coach.TITLE}: {coaching.model.title}",
            steps=list(texts_coach.STEPS),
            step="people",
        )
        self.says = Says(texts=texts_coach.SAYS)
        self.who = Words()
        self.people = PeopleStep(coaching, self, shared=shared)
        self.blind = BlindStep(coaching, self)
        self.compare = CompareStep(coaching, self)
        self.since = SinceStep(coaching, self, bundle)
        self.decide = DecideStep(coaching, self, bundle)
        self.leave = LeaveStep(coaching, self)
        drawn = (self.people, self.blind, self.compare, self.since, self.decide, self.leave)
        panels = [step.root for step in drawn]
        self.root = box("as-app as-coach", self.steps, self.says, box("as-main", self.who, *panels))
        self.steps.observe(self._on_step, "step")
        self.changed()

    @property
    def desk(self) -> CoachApp:
        """Its own errors are said here too."""
        return self

    def notice(self, text: str, action: Message | None = None) -> None:
        """Say a sentence to the coach."""
        self.says.send({"kind": "notice", "text": text})

    def saved(self, kept: bool) -> None:
        """Nothing is stored from here."""

    def erased(self, text: str) -> None:
        """Nothing that is stored can be erased from here."""
        self.notice(text)

    def changed(self) -> None:
        """Something of the chosen person's session is different now."""
        self.says.unkept = self.coaching.unkept
        chosen = self.coaching.chosen
        name = f"{texts_coach.WITH} <b><bdi>{escape(chosen.name)}</bdi></b>" if chosen else ""
        self.who.value = f"<p class='ui-who'>{name}</p>" if name else ""

    def another(self) -> None:
        """Somebody else is chosen, or the session entered another stage: draw everything."""
        self.changed()
        self.people.draw()
        self.blind.draw()
        self._draw()

    @guarded
    def _on_step(self, _change: Message) -> None:
        self._draw()

    def _draw(self) -> None:
        step = self.steps.step
        if step == "people":
            self.people.draw()
        elif step == "compare":
            self.compare.draw()
        elif step == "since":
            self.since.draw()
        elif step == "decide":
            self.decide.draw()
