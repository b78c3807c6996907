"""The whole page with its real widgets, and everything that it sends to a browser."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import ipywidgets as w

from assess.model import CompetencyModel
from assess.store import Store
from assess.ui.app import App


class Visitor:
    """A page, what it sent, and what its browser would say."""

    def __init__(self, model: CompetencyModel, store: Store | None, sent: list[Any]) -> None:
        self.app = App(model, store)
        self.sent = sent

    @property
    def handlers(self) -> dict[str, Callable[..., None]]:
        return {
            "visit": self.app.desk.hear,
            "form": self.app.rate.hear,
            "roles": self.app.profile.hear,
            "plan": self.app.plan.hear,
            "transfer": self.app.take.hear,
        }

    def says(self, handler: str, **message: Any) -> list[dict[str, Any]]:
        """Send a message; what the page sends back."""
        return self.says_anything(handler, message)

    def says_anything(self, handler: str, content: Any) -> list[dict[str, Any]]:
        del self.sent[:]
        self.handlers[handler](None, content, [])
        return list(self.sent)

    def rate(self, key: str, level: int) -> list[dict[str, Any]]:
        return self.says("form", kind="rate", id=key, level=level)


def widgets(of: w.Widget) -> Iterator[w.Widget]:
    """A widget and all that are shown in it."""
    yield of
    for child in getattr(of, "children", ()):
        yield from widgets(child)


def notices(sent: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [message for message in sent if message["kind"] == "notice"]
