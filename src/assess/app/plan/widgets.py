"""The plan step's widgets: each holds plain data, and sends only the parts that changed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import traitlets as t

from assess.app.messages.plan import Parts
from assess.app.shared.widgets import SilentTraits, _Quiet
from assess.bundles import script

_NEVER = object()


class _PartialUpdates(SilentTraits, _Quiet):
    """A widget that sends only the sections that changed, and holds all for a page drawn again.

    `words` is sent once; `parts` maps a section to its data.
    """

    words = t.Dict().tag(sync=True)
    parts = t.Dict().tag(sync=True)

    def __init__(self, **traits: Any) -> None:
        super().__init__(**traits)
        self._told: dict[str, Any] = dict(self.parts)

    def tell(self, parts: Mapping[str, Any]) -> None:
        """Send the parts that differ from what was told before; nothing where none does."""
        changed = {
            key: value for key, value in parts.items() if self._told.get(key, _NEVER) != value
        }
        if not changed:
            return
        self._told |= changed
        with self._unsent():
            self.parts = dict(self._told)
        self.send(Parts(kind="parts", parts=changed))


class PlanForm(_PartialUpdates):
    """The situation, what comes first, hours and dates. `content`: see `form_content`."""

    _esm = script("plan/form/form")
    content = t.Dict().tag(sync=True)


class PlanNews(_PartialUpdates):
    """What is new: why the plan is old, and what its making changed."""

    _esm = script("plan/news")


class PlanBody(_PartialUpdates):
    """The plan by quarters, what isn't planned, how it was checked, and the kept plans."""

    _esm = script("plan/body/body")
