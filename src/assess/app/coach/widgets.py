"""The coach's own widgets: plain data in, small messages out; all texts come from Python.

As on the person's page, what a browser sends is hostile: no synced trait is read back but
`CoachSteps.step`, which is validated.
"""

from __future__ import annotations

from typing import Any

import traitlets as t

from assess.app.coach import texts as texts_coach
from assess.app.messages import coach as messages
from assess.app.shared.widgets import SilentTraits, Steps, _Quiet, _read
from assess.bundles import script
from assess.report import meeting as coaching


class CoachSteps(Steps):
    """The head of the coach's page; carries its style sheet."""

    _css = Steps._css + coaching.css() + _read("coach/coach.css")

    @t.validate("step")
    def _known(self, proposal: dict[str, Any]) -> str:
        known = [step["id"] for step in texts_coach.STEPS]
        return str(proposal["value"]) if proposal["value"] in known else known[0]


class CoachVisit(_Quiet):
    """The coach's changes on their way to the kernel, the connection, and sentences to the coach.

    `people`: keys of those on the list; `chosen`: whom the page is about, called `name`; `unkept`:
    something isn't in a file yet; `copies`: copies of it are kept. `questions`: model and version.
    """

    _esm = script("coach/visit")
    texts = t.Dict().tag(sync=True)
    people: t.List[str] = t.List().tag(sync=True)
    chosen = t.Unicode().tag(sync=True)
    name = t.Unicode().tag(sync=True)
    unkept = t.Bool(False).tag(sync=True)
    copies = t.Bool(False).tag(sync=True)
    questions = t.Unicode().tag(sync=True)


class _Told(SilentTraits, _Quiet):
    """A widget whose data is drawn when it is told so, and else only kept for a later drawing."""

    texts = t.Dict().tag(sync=True)
    data = t.Dict().tag(sync=True)

    def remember(self, data: dict[str, Any]) -> None:
        """Hold what the browser already shows."""
        with self._unsent():
            self.data = data

    def show(self, data: dict[str, Any]) -> None:
        """Draw this data in the place of the present one."""
        self.remember(data)
        self.send(messages.Data(kind="data", data=data))


class People(_Told):
    """`data`: {people: [{key, name, own, text, chosen, next, unkept}], shared, copies, onward}."""

    _esm = script("coach/people/people")


class Compare(_Told):
    """`data`: {revealed, ready, rated, rows: […], plan}; a message replaces rows or the plan."""

    _esm = script("coach/meet/compare")


class Goals(_Told):
    """`data`: {goals, suggestions, others, promises}."""

    _esm = script("coach/decide/goals")


class Cards(_Told):
    """`data`: {groups: [{title, items: [card]}], pinned: [id], left_out: [[id, title]]}."""

    _esm = script("coach/decide/cards")


class Judge(_Told):
    """`data`: {goals: [{text, kept}], promises: [{text, kept}]} of the last meeting."""

    _esm = script("coach/decide/judge")


class Leave(_Quiet):
    """Downloads. `formats`: [{id, label}], the first is the main one."""

    _esm = script("coach/take")
    texts = t.Dict().tag(sync=True)
    formats: t.List[dict[str, Any]] = t.List().tag(sync=True)
