"""What every page begins with, fetched by HTTP and kept; and what differs from it in a kernel.

A new visit's widgets are the same for everybody: their ids are numbers, their state holds the model
and no answer. `PageCache` is that state, with scripts and styles taken out under names made of
their content. A kernel then tells its page only in what it differs.

The page opens the comm `assess.page` with the name of the parts that it shows; the answer is the
difference to the present widgets, or {"failed": true} where the notebook could not be run.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from itertools import count
from typing import Any

State = dict[str, Any]

_KINDS = {"_esm": "js", "_css": "css"}
_KEPT = {"_dom_classes", *_KINDS}


@dataclass(frozen=True)
class PageCache:
    """`models`: widget id → {"kind": model name, "state": {…}}. `files`: name → text.

    In the states, `_esm` and `_css` are names in `files`; keys that are None are left out.
    `root` is the id of the widget that is the page.
    """

    root: str
    models: Mapping[str, State]
    files: dict[str, str] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """Root and models as JSON, for the browser."""
        shown = {"root": self.root, "models": self.models}
        return json.dumps(shown, ensure_ascii=False, separators=(",", ":"))

    @cached_property
    def name(self) -> str:
        """The name of `text`."""
        return _named(self.text, "json")

    def names(self, key: str) -> list[str]:
        """Names of the scripts ("_esm") or style sheets ("_css"), in the widgets' order."""
        found = (model["state"].get(key) for model in self.models.values())
        return list(dict.fromkeys(name for name in found if name))

    def difference(self, other: PageCache) -> State:
        """What a page that shows `self` must change to show `other`.

        {"root", "models": {id: {"kind", "state": changed keys, None where one went}}, "gone": [id]}
        """
        models: State = {}
        for key, model in other.models.items():
            before = self.models.get(key, {}).get("state", {})
            after = model["state"]
            state = {name: value for name, value in after.items() if before.get(name) != value}
            state |= {name: None for name in before if name not in after}
            if state or key not in self.models:
                models[key] = {"kind": model["kind"], "state": state}
        gone = [key for key in self.models if key not in other.models]
        return {"root": other.root, "models": models, "gone": gone}


def _named(text: str, kind: str) -> str:
    return f"{sha256(text.encode()).hexdigest()[:20]}.{kind}"


NOTHING = PageCache("", {})


def page_cache_of(root: str) -> PageCache:
    """The present state of all widgets of this process."""
    from ipywidgets import Widget

    files: dict[str, str] = {}
    models: State = {}
    for key, model in Widget.get_manager_state(drop_defaults=False)["state"].items():
        models[key] = {"kind": model["model_name"], "state": slim(model["state"], files)}
    return PageCache(root, models, files)


def slim(state: Mapping[str, Any], files: dict[str, str]) -> State:
    """A widget's state without what our page doesn't read; scripts and styles go to `files`."""
    kept: State = {}
    for key, value in state.items():
        if value is None or (key.startswith("_") and key not in _KEPT):
            continue
        if key in _KINDS:
            text = str(value)
            value = _named(text, _KINDS[key])
            files[value] = text
        kept[key] = value
    return kept


@contextmanager
def numbered() -> Iterator[None]:
    """Widgets made inside get numbers as ids: the same page is then the same text.

    They aren't announced: nobody listens yet, and a page asks for what is there when it comes.
    """
    import comm
    from ipykernel.kernelbase import Kernel

    numbers = count()
    before: Callable[..., Any] = comm.create_comm

    def create(*args: Any, **kwargs: Any) -> Any:
        kwargs.setdefault("comm_id", f"w{next(numbers)}")
        made = before(*args, **kwargs, primary=False)  # a primary one announces itself
        comm.get_comm_manager().register_comm(made)
        if Kernel.initialized():
            made.kernel = Kernel.instance()  # else its widget takes it for dead
        return made

    comm.create_comm = create
    try:
        yield
    finally:
        comm.create_comm = before


TARGET = "assess.page"
STOCK = ("jupyter.widget", "jupyter.widget.control")
"""Ways in which a page could make widgets of any kind; ours needs neither."""


def listen(parts: PageCache, root: str | None) -> None:
    """Answer pages from now on with what differs in this kernel from what they show.

    `parts`: this server's page cache. `root`: the kernel's outermost widget, None without one.
    """
    import comm

    def opened(page: Any, message: Any) -> None:
        data = message["content"]["data"]
        known = isinstance(data, dict) and data.get("parts") == parts.name
        shown = parts if known else NOTHING
        page.send({"failed": True} if root is None else shown.difference(page_cache_of(root)))
        page.close()  # it has told all: a page that opens thousands leaves none here

    manager = comm.get_comm_manager()
    for stock in STOCK:
        manager.targets.pop(stock, None)
    manager.register_target(TARGET, opened)


def close_unknown(kernel: Any) -> None:
    """Answer what is said to a comm that isn't here by closing it, for the page to forget it."""
    comms, take = kernel.comm_manager.comms, kernel.shell_handlers["comm_msg"]

    def comm_msg(stream: Any, ident: Any, message: Any) -> None:
        comm_id = message["content"]["comm_id"]
        if comm_id in comms:
            take(stream, ident, message)
        else:
            content = {"comm_id": comm_id, "data": {}}
            kernel.session.send(kernel.iopub_socket, "comm_close", content, parent=message)

    kernel.shell_handlers["comm_msg"] = comm_msg
