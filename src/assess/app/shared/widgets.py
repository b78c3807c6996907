"""Our own widgets: each a few traits and a small script; what they say is handled in `app`.

Everything a browser sends is hostile until checked: synced traits are never read back (but for
`Steps.step`, which is validated), messages are handed on as plain data.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from importlib import resources
from pathlib import Path
from typing import Any

import anywidget
import ipywidgets as w
import traitlets as t

from assess import charts, settings
from assess.app.messages import forms as messages
from assess.app.messages import read
from assess.app.shared import texts
from assess.bundles import script
from assess.report import fragments

EXTENSION = "assess/static/plotly-charts.min.js"


def bundle_address() -> str:
    """How the page of this kernel reaches plotly's script."""
    served = settings.bundle_address()
    if served:
        return served
    from jupyter_core.paths import jupyter_path

    installed = any((Path(place) / EXTENSION).exists() for place in jupyter_path("labextensions"))
    return f"labextension:{EXTENSION}" if installed else ""


def bundle_script() -> bytes:
    """The script itself, for a page that finds it nowhere."""
    return settings.chart_script().read_bytes()


_FILES = resources.files("assess.app")


def _read(name: str) -> str:
    return (_FILES / name).read_text(encoding="utf-8")


STYLES = (
    *("shell/page", "shell/head", "account/account", "shell/buttons", "shared/fields"),
    *("rate/rate", "rate/quick", "calibrate/calibrate", "radar/radar", "profile/profile"),
    *("plan/plan", "take/take", "share/share", "feedback/feedback", "shell/screens"),
    *("again/again", "shell/print"),
)
"""The page's style sheets, in order: `screens` and `print` override what stands before them."""


def style_of(*names: str) -> str:
    """Return style sheets of the page by their place, such as "rate/rate"."""
    return "".join(_read(f"{name}.css") for name in names)


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
    """The page's title and its steps; carries the style sheet of the whole page.

    `home`: the step with which a page opens whose address names none; "" for the first. `places`:
    step → what in it has an address of its own; empty for a page without addresses.
    """

    _esm = script("shell/steps")
    _css = fragments.css() + style_of(*STYLES)
    title = t.Unicode().tag(sync=True)
    steps: t.List[dict[str, Any]] = t.List().tag(sync=True)
    step = t.Unicode().tag(sync=True)
    places = t.Dict().tag(sync=True)
    home = t.Unicode().tag(sync=True)
    label = t.Unicode(texts.STEPS_LABEL).tag(sync=True)
    picture = t.Unicode(texts.PICTURE_LABEL).tag(sync=True)

    @t.validate("step")
    def _known(self, proposal: dict[str, Any]) -> str:
        # `steps` is synced, so a browser may have put anything there
        known = [step["id"] for step in texts.STEPS]
        return str(proposal["value"]) if proposal["value"] in known else known[0]


class Visit(_Quiet):
    """The browser's code, the choice on return, "Saved", and sentences to the person."""

    _esm = script("account/visitor")
    texts = t.Dict().tag(sync=True)
    codes = t.Dict().tag(sync=True)
    questions = t.Unicode().tag(sync=True)


class Again(_Quiet):
    """Answers that are looked at again; `shown`: the present screen and what stands on it."""

    _esm = script("again/again")
    texts = t.Dict().tag(sync=True)
    shown = t.Dict({"screen": ""}).tag(sync=True)


class SilentTraits:
    """A widget that can hold a value which its browser already has, without sending it again.

    A script that comes later than what it was told asks for it when it begins to listen.
    """

    _silent = False

    def __init__(self, **traits: Any) -> None:
        self._held: set[str] = set()
        super().__init__(**traits)

    def _should_send_property(self, key: str, value: object) -> bool:
        if self._silent:
            self._held.add(key)
            return False
        send = super()._should_send_property  # type: ignore[misc]
        return bool(send(key, value))

    def _handle_custom_msg(self, content: Any, buffers: Any) -> None:
        if content != {"kind": "listening"}:
            super()._handle_custom_msg(content, buffers)  # type: ignore[misc]
        elif self._held:
            traits = {name: getattr(self, name) for name in sorted(self._held)}
            self.send({"kind": "held", "traits": traits})  # type: ignore[attr-defined]

    @contextmanager
    def _unsent(self) -> Iterator[None]:
        self._silent = True
        try:
            yield
        finally:
            self._silent = False


class RatingForm(SilentTraits, _Quiet):
    """All questions of the model. `answers`: competency id → {level | not_applicable, evidence}.

    `full`: with the full descriptions, whatever would be usual. `person`: whose answers they are,
    on a page with several people.
    """

    _esm = script("rate/form")
    content = t.Dict().tag(sync=True)
    answers = t.Dict().tag(sync=True)
    full = t.Bool(False).tag(sync=True)
    person = t.Unicode().tag(sync=True)
    _whose = ""

    def remember(self, answers: Mapping[str, Any]) -> None:
        """Hold what the browser already shows, for a page that is drawn again later."""
        with self._unsent():
            self.answers = dict(answers)

    def show(self, answers: Mapping[str, Any], *, whose: str, person: str = "") -> None:
        """Put other answers into the form.

        `whose`: a key of the person, "" for nobody; nothing that was typed for another one stays.
        `person`: the same key, where changes must name the person because there are several.
        """
        other, self._whose = self._whose not in ("", whose), whose
        self.remember(answers)
        with self._unsent():
            self.person = person
        message = messages.Answers(kind="answers", answers=dict(answers), other=other)
        if person:
            message["person"] = person
        self.send(message)


class Chart(_Quiet):
    """A plotly chart; `show` sends only what changed."""

    _esm = script("shared/chart")
    figure = t.Dict().tag(sync=True)
    values: t.List[dict[str, Any]] = t.List().tag(sync=True)
    narrow = t.Dict().tag(sync=True)
    alt = t.Unicode().tag(sync=True)
    bundle = t.Unicode().tag(sync=True)

    def __init__(self, chart: charts.Chart | None = None, *, bundle: str = "") -> None:
        super().__init__(bundle=bundle)
        self.on_msg(self.hear)
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

    def hear(self, _widget: object, content: Any, _buffers: object) -> None:
        """The browser has no script of the charts: send it."""
        # no HTTP way to plotly.js here: JupyterLab or a plain Voilà without our files
        if read(content, messages.FromChart) is not None:
            self.send(messages.Ready(kind="bundle"), [bundle_script()])


class Radar(_Quiet):
    """The radar of the form beside it: `html` has no answers yet, `alt` says what it shows."""

    _esm = script("radar/radar")
    html = t.Unicode().tag(sync=True)
    alt = t.Unicode().tag(sync=True)


class LevelDetails(_Quiet):
    """The anchor of the level held and of the next one, for a mark pointed at or chosen."""

    _esm = script("radar/level_details")
    texts = t.Dict(texts.LEVEL_DETAILS).tag(sync=True)


class Fold(_Quiet):
    """Something to unfold; `content` makes its HTML when it is first opened, and after `renew`."""

    _esm = script("shared/fold")
    title = t.Unicode().tag(sync=True)
    wait = t.Unicode(texts.FOLD_WAIT).tag(sync=True)
    html = t.Unicode().tag(sync=True)
    address = t.Unicode().tag(sync=True)

    def __init__(self, title: str, content: Callable[[], str], address: str = "") -> None:
        super().__init__(title=title, address=address)
        self._content = content
        self.on_msg(self.hear)

    def renew(self) -> None:
        """What was shown is no longer true: ask again where it is open."""
        self.html = ""

    def hear(self, _widget: object, content: Any, _buffers: object) -> None:
        """It is opened: make what is in it."""
        if read(content, messages.FromFold) is not None:
            self.html = self._content()


class Fields(_Quiet):
    """A small form. `fields`: [{name, label, type | options, value, hint, min, max, step}]."""

    _esm = script("shared/fields")
    fields: t.List[dict[str, Any]] = t.List().tag(sync=True)
    submit = t.Unicode().tag(sync=True)
    working = t.Unicode("Working…").tag(sync=True)
    error = t.Dict().tag(sync=True)


class Transfer(_Quiet):
    """Downloads and "Continue from a file". `cards`: for whom which files are, each {id, label}."""

    _esm = script("take/transfer")
    texts = t.Dict().tag(sync=True)
    cards: t.List[dict[str, Any]] = t.List().tag(sync=True)


class YourData(_Quiet):
    """What is kept about the person, and codes for another computer where others reach us."""

    _esm = script("account/data")
    texts = t.Dict().tag(sync=True)
    shared = t.Bool().tag(sync=True)
