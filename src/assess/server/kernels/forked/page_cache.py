"""What every page begins with, so that a browser can fetch it by HTTP and keep it.

A new visit's widgets are the same for everybody: their ids are numbers, their state holds the model
and no answer. `PageCache` is that state, with scripts and styles taken out under names made of
their content. A kernel then tells its page only in what it differs.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
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

    def to_json(self) -> str:
        """Root and models, for the browser."""
        shown = {"root": self.root, "models": self.models}
        return json.dumps(shown, ensure_ascii=False, separators=(",", ":"))

    @property
    def styles(self) -> list[str]:
        """Names of the style sheets, in the widgets' order."""
        found = (model["state"].get("_css") for model in self.models.values())
        return list(dict.fromkeys(name for name in found if name))

    @property
    def scripts(self) -> list[str]:
        """Names of the scripts, in the widgets' order."""
        found = (model["state"].get("_esm") for model in self.models.values())
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


NOTHING = PageCache("", {})


def page_cache_of(root: str) -> PageCache:
    """The present state of all widgets of this process."""
    from ipywidgets import Widget

    files: dict[str, str] = {}
    models: State = {}
    for key, model in Widget.get_manager_state(drop_defaults=False)["state"].items():
        models[key] = {
            "kind": model["model_name"],
            "state": slim(model["state"], files),
        }
    return PageCache(root, models, files)


def slim(state: Mapping[str, Any], files: dict[str, str]) -> State:
    """A widget's state without what our page doesn't read; scripts and styles go to `files`."""
    kept: State = {}
    for key, value in state.items():
        if value is None or (key.startswith("_") and key not in _KEPT):
            continue
        if key in _KINDS:
            text = str(value)
            name = f"{sha256(text.encode()).hexdigest()[:20]}.{_KINDS[key]}"
            files[name] = text
            value = name
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
