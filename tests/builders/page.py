"""The whole page with its real widgets, and everything that it sends to a browser."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import ipywidgets as w

from assess.app.shell.root import App
from assess.app.state.changes import note_stamp, rating_of
from assess.domain.model import CompetencyModel
from assess.store import Store


class Visitor:
    """A page, what it sent, and what its browser would say."""

    def __init__(
        self, model: CompetencyModel, store: Store | None, sent: list[Any], *, shared: bool = False
    ) -> None:
        self.app = App(model, store, shared=shared)
        self.sent = sent
        self.number = 0

    @property
    def handlers(self) -> dict[str, Callable[..., None]]:
        return {
            "visit": self.app.panel.hear,
            "form": self.app.rate.hear,
            "roles": self.app.profile.hear,
            "plan": self.app.plan.hear_form,
            "news": self.app.plan.hear_news,
            "body": self.app.plan.hear_body,
            "transfer": self.app.take.hear,
            "data": self.app.data.hear,
            "again": self.app.again.hear,
        }

    def says(self, handler: str, **message: Any) -> list[dict[str, Any]]:
        """Send a message; what the page sends back."""
        return self.says_anything(handler, message)

    def says_anything(self, handler: str, content: Any) -> list[dict[str, Any]]:
        del self.sent[:]
        self.handlers[handler](None, content, [])
        return list(self.sent)

    def takes(
        self,
        kind: str,
        audience: str = "me",
        chosen: dict[str, Any] | None = None,
        reader: str = "",
    ) -> dict[str, Any]:
        """Ask for a file; the file, or why there is none."""
        wanted = {"format": kind, "audience": audience, "chosen": chosen or {}, "reader": reader}
        (said,) = self.says("transfer", kind="take", **wanted)
        return dict(said)

    def change(self, key: str, **fields: Any) -> list[dict[str, Any]]:
        """Change an answer in the form, on top of what it shows."""
        self.number += 1
        answer = self.app.session.assessment.answer(key)
        seen = {"rating_seen": [rating_of(answer)], "note_seen": [note_stamp(answer.evidence)]}
        return self.says(
            "visit", kind="changes", changes=[{"n": self.number, "id": key, **seen, **fields}]
        )

    def says_value(self, kind: str, key: str, value: Any, *seen: Any) -> list[dict[str, Any]]:
        """Change a setting, a role or an activity's progress; `seen`: what it showed before."""
        self.number += 1
        said = {"kind": kind, "id": key, "value": value, "value_seen": list(seen)}
        return self.says("visit", kind="changes", changes=[{"n": self.number, **said}])

    def mark(self, activity: str, **record: Any) -> list[dict[str, Any]]:
        """Say how far an activity got that nothing was said about."""
        return self.says_value("progress", activity, record, None)

    def rate(self, key: str, level: int) -> list[dict[str, Any]]:
        return self.change(key, rating=str(level))

    def note(self, key: str, text: str) -> list[dict[str, Any]]:
        return self.change(key, note=text)

    def clear(self, key: str) -> list[dict[str, Any]]:
        return self.change(key, rating="", note="")


def widgets(of: w.Widget) -> Iterator[w.Widget]:
    """A widget and all that are shown in it."""
    yield of
    for child in getattr(of, "children", ()):
        yield from widgets(child)


def kept(*numbers: int) -> dict[str, Any]:
    """The page's answer to changes that are all stored."""
    return {"kind": "kept", "done": list(numbers), "kept": True, "problem": "", "conflicts": []}


def notices(sent: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [message for message in sent if message["kind"] == "notice"]
