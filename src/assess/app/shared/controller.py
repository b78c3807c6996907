"""What the controllers of the steps share: one place where errors become sentences."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import wraps
from typing import Any, Protocol, TypeVar

import ipywidgets as w

from assess.app.messages import read
from assess.app.messages.visit import Action
from assess.app.shared import texts
from assess.app.shared.widgets import Group, Words
from assess.app.state import texts as texts_visit
from assess.errors import AssessError, ClashError, ErasedError, MissingError, StoreError

log = logging.getLogger("assess.app")

Message = dict[str, Any]


class NoticePanel(Protocol):
    """Where a controller shows the person a notice, or that something is saved."""

    def notice(self, text: str, action: Action | None = None) -> None: ...  # noqa: D102
    def saved(self, kept: bool) -> None: ...  # noqa: D102
    def erased(self, text: str) -> None: ...  # noqa: D102


class Controller(Protocol):
    """Hears the messages of its widgets, calls the session, draws what it then holds."""

    @property
    def panel(self) -> NoticePanel: ...  # noqa: D102


C = TypeVar("C", bound=Controller)


def guarded(handler: Callable[[C, Message], None]) -> Callable[..., None]:
    """One place where errors become sentences: ipywidgets would swallow them."""

    @wraps(handler)
    def guarded(self: C, _from: object, content: Any = None, _buffers: object = None) -> None:
        try:
            handler(self, content if isinstance(content, dict) else {})
        except ClashError as error:
            self.panel.notice(str(error), texts_visit.USE_MINE)
        except ErasedError as error:
            self.panel.erased(str(error))
        except StoreError as error:
            self.panel.saved(False)
            mend = texts_visit.SAVE_AGAIN if isinstance(error, MissingError) else None
            self.panel.notice(str(error), mend)
        except AssessError as error:
            self.panel.notice(str(error))
        except Exception as error:
            # the traceback may hold a person's words: only its kind and place are logged
            place = error.__traceback__
            while place is not None and place.tb_next is not None:
                place = place.tb_next
            where = f"{place.tb_frame.f_code.co_filename}:{place.tb_lineno}" if place else "?"
            log.error("unexpected %s at %s", type(error).__name__, where)
            self.panel.notice(texts.UNEXPECTED)

    return guarded


def hears(kinds: Any) -> Callable[[Callable[[C, Any], None]], Callable[..., None]]:
    """Hand a widget's messages to a handler as records; what is none of `kinds` is passed over."""

    def decorate(handler: Callable[[C, Any], None]) -> Callable[..., None]:
        @guarded
        @wraps(handler)
        def hear(self: C, content: Message) -> None:
            message = read(content, kinds)
            if message is not None:
                handler(self, message)

        return hear

    return decorate


def step_panel(step: str, *children: w.Widget) -> w.Widget:
    """One step of the page: shown while it is the present one."""
    return box(f"as-panel as-panel-{step}", *children)


def head(title: str, lead: str = "") -> w.Widget:
    """A step's heading, and a line below it."""
    return Words(f"<h2>{title}</h2>" + (f"<p class='ui-lead'>{lead}</p>" if lead else ""))


def box(classes: str, *children: w.Widget) -> w.Widget:
    """Widgets shown together, under these CSS classes."""
    made = Group(children)
    for name in classes.split():
        made.add_class(name)
    return made
