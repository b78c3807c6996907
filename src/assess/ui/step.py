"""What the controllers of the steps share: one place where errors become sentences."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import wraps
from typing import Any, Protocol, TypeVar

import ipywidgets as w

from assess.errors import AssessError, ClashError, ErasedError, MissingError, StoreError
from assess.ui import texts, texts_visit
from assess.ui.widgets import Group, Words

log = logging.getLogger("assess.ui")

Message = dict[str, Any]


class Desk(Protocol):
    """Where a controller says something to the person."""

    def notice(self, text: str, action: Message | None = None) -> None: ...  # noqa: D102
    def saved(self, kept: bool) -> None: ...  # noqa: D102
    def erased(self, text: str) -> None: ...  # noqa: D102


class Controller(Protocol):
    """Hears the messages of its widgets, calls the session, draws what it then holds."""

    @property
    def desk(self) -> Desk: ...  # noqa: D102


C = TypeVar("C", bound=Controller)


def guarded(handler: Callable[[C, Message], None]) -> Callable[..., None]:
    """One place where errors become sentences: ipywidgets would swallow them."""

    @wraps(handler)
    def guarded(self: C, _from: object, content: Any = None, _buffers: object = None) -> None:
        try:
            handler(self, content if isinstance(content, dict) else {})
        except ClashError as error:
            self.desk.notice(str(error), texts_visit.USE_MINE)
        except ErasedError as error:
            self.desk.erased(str(error))
        except MissingError as error:
            self.desk.saved(False)
            self.desk.notice(str(error), texts_visit.SAVE_AGAIN)
        except StoreError as error:
            self.desk.saved(False)
            self.desk.notice(str(error))
        except AssessError as error:
            self.desk.notice(str(error))
        except Exception as error:
            # the traceback may hold a person's words: only its kind and place are logged
            place = error.__traceback__
            while place is not None and place.tb_next is not None:
                place = place.tb_next
            where = f"{place.tb_frame.f_code.co_filename}:{place.tb_lineno}" if place else "?"
            log.error("unexpected %s at %s", type(error).__name__, where)
            self.desk.notice(texts.UNEXPECTED)

    return guarded


def values_of(message: Message) -> Message:
    """The fields of a submitted form; empty where the message holds none."""
    values = message.get("values")
    return values if isinstance(values, dict) else {}


def panel(step: str, *children: w.Widget) -> w.Widget:
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
