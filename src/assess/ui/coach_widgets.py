"""The coach's own widgets: plain data in, small messages out; all texts come from Python.

As on the person's page, what a browser sends is hostile: no synced trait is read back but
`CoachSteps.step`, which is validated.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import traitlets as t

from assess.report import coaching
from assess.ui import texts_coach
from assess.ui.widgets import Steps, _Quiet, _read, _script


class CoachSteps(Steps):
    """The head of the coach's page; carries its style sheet."""

    _css = Steps._css + coaching.css() + _read("css/coach.css")

    @t.validate("step")
    def _known(self, proposal: dict[str, Any]) -> str:
        known = [step["id"] for step in texts_coach.STEPS]
        return str(proposal["value"]) if proposal["value"] in known else known[0]


class Says(_Quiet):
    """Sentences to the coach, and whether there is something that isn't in a file yet."""

    _esm = _script("coach_says")
    unkept = t.Bool(False).tag(sync=True)
    texts = t.Dict().tag(sync=True)


class _Told(_Quiet):
    """A widget whose data is drawn when it is told so, and else only kept for a later drawing."""

    texts = t.Dict().tag(sync=True)
    data = t.Dict().tag(sync=True)
    _silent = False

    def _should_send_property(self, key: str, value: object) -> bool:
        return not self._silent and bool(super()._should_send_property(key, value))

    @contextmanager
    def _unsent(self) -> Iterator[None]:
        self._silent = True
        try:
            yield
        finally:
            self._silent = False

    def remember(self, data: dict[str, Any]) -> None:
        """Hold what the browser already shows."""
        with self._unsent():
            self.data = data

    def show(self, data: dict[str, Any]) -> None:
        """Draw this data in the place of the present one."""
        self.remember(data)
        self.send({"kind": "data", "data": data})


class People(_Told):
    """`data`: {people: [{key, name, text, chosen, next, unkept}], shared, onward}."""

    _esm = _script("coach_people")


class Compare(_Told):
    """`data`: {revealed, ready, rated, rows: […], plan}; `row` replaces one row."""

    _esm = _script("coach_compare")

    def row(self, row: dict[str, Any], data: dict[str, Any], *, redraw: bool) -> None:
        """Bring one row and the lines about the whole up to date; `redraw`: its fields too."""
        self.remember(data)
        whole = {key: data[key] for key in ("count", "plan")}
        self.send({"kind": "row", "row": row, "redraw": redraw, **whole})


class Goals(_Told):
    """`data`: {goals, suggestions, others, promises}."""

    _esm = _script("coach_goals")


class Judge(_Told):
    """`data`: {goals: [{text, kept}], promises: [{text, kept}]} of the last session."""

    _esm = _script("coach_judge")


class Leave(_Quiet):
    """Downloads. `formats`: [{id, label}], the first is the main one."""

    _esm = _script("coach_take")
    texts = t.Dict().tag(sync=True)
    formats: t.List[dict[str, Any]] = t.List().tag(sync=True)
