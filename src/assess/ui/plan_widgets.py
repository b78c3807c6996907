"""The plan step's widgets: each holds plain data, and sends only the parts that changed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import traitlets as t

from assess.ui.widgets import SilentTraits, _Quiet, _script

_NEVER = object()


class _Parts(SilentTraits, _Quiet):
    """`words` stand still; `parts` is told piece by piece, and held for a page drawn again."""

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
        self.send({"kind": "parts", "parts": changed})


class PlanForm(_Parts):
    """The situation, what comes first, hours and dates. `content`: see `form_content`."""

    _esm = _script("plan_parts", "plan_job", "plan_first", "plan_form")
    content = t.Dict().tag(sync=True)


class PlanNews(_Parts):
    """What is new: why the plan is old, what its making changed, levels to confirm."""

    _esm = _script("plan_parts", "plan_news")


class PlanBody(_Parts):
    """The plan by quarters, what isn't planned, how it was checked, and the kept plans."""

    _esm = _script("plan_parts", "plan_tables", "plan_card", "plan_quarter", "plan_body")
