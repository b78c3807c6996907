"""Our own widgets: each a few traits and a small script; what they say is handled in `app`.

Everything a browser sends is hostile until checked: synced traits are never read back (but for
`Steps.step`, which is validated), messages are handed on as plain data.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from importlib import resources
from typing import Any

import anywidget
import ipywidgets as w
import traitlets as t

from assess import charts
from assess.report import fragments
from assess.ui import texts
from assess.ui.bundle import bundle_script

_FILES = resources.files("assess.ui")


def _read(name: str) -> str:
    return (_FILES / name).read_text(encoding="utf-8")


STYLES = (
    *("page", "head", "desk", "buttons", "fields", "rate", "picture"),
    *("profile", "plan", "take", "screens"),
)
"""The page's style sheets in css/, in order: `screens` overrides what stands before it."""


def _style() -> str:
    return "".join(_read(f"css/{name}.css") for name in STYLES)


def _script(*names: str) -> str:
    return "".join(_read(f"js/{name}.js") for name in ("dom", *names))


class _NoValues:
    """A text form without values: saved notebooks must not carry answers."""

    def __repr__(self) -> str:
        return f"<{type(self).__name__}>"


class _Quiet(_NoValues, anywidget.AnyWidget):
    """Base of the widgets with a script of their own."""


class Words(_NoValues, w.HTML):
    """A piece of the page: HTML whose texts were escaped where it was made."""


class Group(_NoValues, w.Box):
    """Widgets shown together."""


class Steps(_Quiet):
    """The page's title and its steps; carries the style sheet of the whole page."""

    _esm = _script("steps")
    _css = fragments.css() + _style()
    title = t.Unicode().tag(sync=True)
    steps: t.List[dict[str, Any]] = t.List().tag(sync=True)
    step = t.Unicode().tag(sync=True)
    label = t.Unicode(texts.STEPS_LABEL).tag(sync=True)
    picture = t.Unicode(texts.PICTURE_LABEL).tag(sync=True)

    @t.validate("step")
    def _known(self, proposal: dict[str, Any]) -> str:
        # `steps` is synced, so a browser may have put anything there
        known = [step["id"] for step in texts.STEPS]
        return str(proposal["value"]) if proposal["value"] in known else known[0]


class Visit(_Quiet):
    """The browser's code, the choice on return, "Saved", and sentences to the person."""

    _esm = _script("outbox", "connection", "closing", "welcome", "visit")
    texts = t.Dict().tag(sync=True)
    codes = t.Dict().tag(sync=True)


class SilentTraits:
    """A widget that can hold a value which its browser already has, without sending it again."""

    _silent = False

    def _should_send_property(self, key: str, value: object) -> bool:
        send = super()._should_send_property  # type: ignore[misc]
        return not self._silent and bool(send(key, value))

    @contextmanager
    def _unsent(self) -> Iterator[None]:
        self._silent = True
        try:
            yield
        finally:
            self._silent = False


class RatingForm(SilentTraits, _Quiet):
    """All questions of the model. `answers`: competency id → {level | not_applicable, evidence}."""

    _esm = _script("rating_form")
    content = t.Dict().tag(sync=True)
    answers = t.Dict().tag(sync=True)

    def remember(self, answers: Mapping[str, Any]) -> None:
        """Hold what the browser already shows, for a page that is drawn again later."""
        with self._unsent():
            self.answers = dict(answers)

    def show(self, answers: Mapping[str, Any]) -> None:
        """Put other answers into the form."""
        self.remember(answers)
        self.send({"kind": "answers", "answers": dict(answers)})


class Chart(_Quiet):
    """A plotly chart; `show` sends only what changed.

    `ahead`: what `charts.ahead` says of a radar that follows the form beside it; else empty.
    """

    _esm = _script("ahead", "chart")
    figure = t.Dict().tag(sync=True)
    values: t.List[dict[str, Any]] = t.List().tag(sync=True)
    narrow = t.Dict().tag(sync=True)
    alt = t.Unicode().tag(sync=True)
    bundle = t.Unicode().tag(sync=True)
    ahead = t.Dict().tag(sync=True)

    def __init__(
        self,
        chart: charts.Chart | None = None,
        *,
        bundle: str = "",
        ahead: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(bundle=bundle, ahead=dict(ahead or {}))
        self.on_msg(self._on_message)
        if chart:
            self.show(chart)

    def show(self, chart: charts.Chart) -> None:
        """Draw this chart in the place of the present one."""
        with self.hold_sync():
            self.figure, self.values = dict(chart.figure), [dict(item) for item in chart.values]
            self.narrow, self.alt = dict(chart.narrow or {}), chart.alt

    def clear(self) -> None:
        """Show nothing: what was drawn doesn't stay on the page, hidden or not."""
        with self.hold_sync():
            self.figure, self.values, self.narrow, self.alt = {}, [], {}, ""

    def _on_message(self, _widget: object, content: Any, _buffers: object) -> None:
        # no HTTP way to plotly.js here: JupyterLab or a plain Voilà without our files
        if isinstance(content, dict) and content.get("kind") == "bundle":
            self.send({"kind": "bundle"}, [bundle_script()])


class Closer(_Quiet):
    """The anchor of the level held and of the next one, for a mark pointed at or chosen."""

    _esm = _script("closer")
    texts = t.Dict(texts.CLOSER).tag(sync=True)


class Fold(_Quiet):
    """Something to unfold; `content` makes its HTML when it is first opened, and after `renew`."""

    _esm = _script("fold")
    title = t.Unicode().tag(sync=True)
    wait = t.Unicode(texts.FOLD_WAIT).tag(sync=True)
    html = t.Unicode().tag(sync=True)

    def __init__(self, title: str, content: Callable[[], str]) -> None:
        super().__init__(title=title)
        self._content = content
        self.on_msg(self._on_message)

    def renew(self) -> None:
        """What was shown is no longer true: ask again where it is open."""
        self.html = ""

    def _on_message(self, _widget: object, content: Any, _buffers: object) -> None:
        if isinstance(content, dict) and content.get("kind") == "open":
            self.html = self._content()


class Fields(_Quiet):
    """A small form. `fields`: [{name, label, type | options, value, hint, min, max, step}]."""

    _esm = _script("fields")
    fields: t.List[dict[str, Any]] = t.List().tag(sync=True)
    submit = t.Unicode().tag(sync=True)
    working = t.Unicode("Working…").tag(sync=True)
    error = t.Dict().tag(sync=True)


class Transfer(_Quiet):
    """Downloads and "Continue from a file". `formats`: [{id, label}], the first is the main one."""

    _esm = _script("transfer")
    formats: t.List[dict[str, Any]] = t.List().tag(sync=True)


class YourData(_Quiet):
    """What is kept about the person, and codes for another computer where others reach us."""

    _esm = _script("data")
    texts = t.Dict().tag(sync=True)
    shared = t.Bool().tag(sync=True)
