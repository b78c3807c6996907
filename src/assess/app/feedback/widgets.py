"""The widgets of feedback: the card that asks, the screen that replies, and what others see."""

from __future__ import annotations

from typing import Any

import traitlets as t

from assess.app.feedback import texts
from assess.app.messages.feedback import AllSeen
from assess.app.shared.widgets import SilentTraits, _Quiet
from assess.bundles import script


class AskOthers(_Quiet):
    """The card at "Take it with you". `areas`: the model's skills, [title, [[id, title], …]]."""

    _esm = script("feedback/ask")
    texts = t.Dict(texts.ASK).tag(sync=True)
    areas: t.List[list[Any]] = t.List().tag(sync=True)
    codes = t.Bool(False).tag(sync=True)


class Replying(_Quiet):
    """The screen of whoever was asked, in the place of the page; nothing until a code is typed."""

    _esm = script("feedback/reply/reply")
    texts = t.Dict(texts.REPLY).tag(sync=True)


class OthersSee(SilentTraits, _Quiet):
    """What others see, on the profile. `scale`: [level, label] each."""

    _esm = script("feedback/others")
    texts = t.Dict(texts.OTHERS).tag(sync=True)
    scale: t.List[list[Any]] = t.List().tag(sync=True)
    seen: t.Dict[str, Any] = t.Dict({"skills": [], "lead": None}).tag(sync=True)

    def show(self, seen: AllSeen) -> None:
        """Draw this, unless it is what is drawn already; held for a page that is drawn again."""
        if {"kind": "seen", **self.seen} == seen:
            return
        with self._unsent():
            self.seen = {"skills": seen["skills"], "lead": seen["lead"]}
        self.send(seen)
