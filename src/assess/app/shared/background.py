"""Compute beside the page, and say that it goes on.

A thread would do in an idle kernel only: it would hold the interpreter's lock while others have
the processor. A fork would copy a process that has threads. A new process does everywhere, in a
forked kernel, an ordinary one and none at all, and ends on the spot.
"""

from __future__ import annotations

import asyncio
import copyreg
import logging
import os
import pickle
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from contextvars import copy_context
from threading import Thread, get_native_id
from time import perf_counter
from types import MappingProxyType
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

NICENESS = 10
"""A tenth of the processor time of who competes for it; all of it where nobody does."""


def at_low_priority(compute: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """The result of `compute`, which runs in a thread that gives way; errors are raised as ever."""
    if sys.platform != "linux":  # elsewhere a priority is the whole process's
        return compute(*args, **kwargs)
    with ThreadPoolExecutor(1, initializer=_give_way) as thread:
        return thread.submit(compute, *args, **kwargs).result()


def _give_way() -> None:
    with suppress(OSError):
        os.setpriority(os.PRIO_PROCESS, get_native_id(), NICENESS)


_listeners: list[Callable[[str, float], None]] = []


def tell(listener: Callable[[str, float], None]) -> None:
    """Have this listener hear of every measure from now on: (name, seconds)."""
    _listeners.append(listener)


@contextmanager
def measured(name: str) -> Iterator[None]:
    """Time what happens inside, also where it raises."""
    start = perf_counter()
    try:
        yield
    finally:
        for listener in _listeners:
            listener(name, perf_counter() - start)


log = logging.getLogger("assess.app")

WORK = f"from {__name__} import work; work()"


def _read_only(items: dict[Any, Any]) -> MappingProxyType[Any, Any]:
    return MappingProxyType(items)


# what frozen records hold has no form of its own
copyreg.pickle(MappingProxyType, lambda view: (_read_only, (dict(view),)))


class Background:
    """One function that runs in another process at low priority, and tells how far it is.

    `function`: from a module, with a parameter `on_progress(done, of)`; what it is given and what
    it returns are copied. `hear` is called with {"done", "of"} at each progress and then once with
    {"result"}, which is None where the function failed: by the event loop that runs here, and where
    none does, before this returns.
    """

    def __init__(
        self,
        hear: Callable[[dict[str, Any]], None],
        function: Callable[..., Any],
        *args: Any,
        **kwargs: Any,
    ) -> None:
        self._hear: Callable[[dict[str, Any]], None] | None = hear
        self._process = subprocess.Popen(  # noqa: S603 - our own module
            [sys.executable, "-P", "-c", WORK],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # a traceback may hold a person's words
        )
        task = pickle.dumps((function, args, kwargs))
        try:
            loop, context = asyncio.get_running_loop(), copy_context()
        except RuntimeError:
            self._follow(task, self._tell)
            return

        def pass_on(message: dict[str, Any]) -> None:
            with suppress(RuntimeError):  # the loop is closed: nobody listens
                loop.call_soon_threadsafe(self._tell, message, context=context)

        Thread(target=self._follow, args=(task, pass_on), daemon=True).start()

    @property
    def running(self) -> bool:
        """Whether more will be heard of it."""
        return self._hear is not None

    def stop(self) -> None:
        """End it now; nothing more is heard of it."""
        self._hear = None
        self._process.kill()

    def _tell(self, message: dict[str, Any]) -> None:
        hear = self._hear
        if "result" in message:
            self._hear = None
        if hear is not None:
            hear(message)

    def _follow(self, task: bytes, tell: Callable[[dict[str, Any]], None]) -> None:
        """Hand the task over, and pass on what comes back until the process ends."""
        message: dict[str, Any] = {}
        try:
            with self._process as process:
                assert process.stdin is not None
                assert process.stdout is not None
                process.stdin.write(task)
                process.stdin.flush()
                while "result" not in (message := pickle.load(process.stdout)):  # noqa: S301
                    tell(message)
        except (OSError, EOFError, pickle.UnpicklingError) as error:
            message = {"result": None}
            if self.running:
                log.error("a search ended early: %s", type(error).__name__)
        tell(message)


def work() -> None:
    """Run what the other side asks for; end at once when that side is gone."""
    asked, out = sys.stdin.buffer, sys.stdout.buffer

    def write(message: dict[str, Any]) -> None:
        out.write(pickle.dumps(message))
        out.flush()

    os.nice(NICENESS)
    function, args, kwargs = pickle.load(asked)  # noqa: S301 - from the process that started this one
    Thread(target=lambda: (asked.read(1), os._exit(0)), daemon=True).start()
    kwargs["on_progress"] = lambda done, of: write({"done": done, "of": of})
    write({"result": function(*args, **kwargs)})
    os._exit(0)  # the thread still reads, which an orderly end would wait for
