"""One kernel, forked or spawned: it runs the notebook at once and then serves its page.

An ordinary ipykernel to whoever talks to it, with what a visit doesn't need left out: history,
debugger, capture of file descriptors, start-up files and profiles of this computer's user.
"""

from __future__ import annotations

import ast
import contextlib
import json
import logging
import os
import socket
import sys
from functools import cache
from pathlib import Path
from types import CodeType
from typing import Any, ClassVar

from assess.server.kernels.forked.page_cache import (
    NOTHING,
    PageCache,
    close_unknown,
    listen,
    numbered,
)


class Notebook:
    """Compiled code cells; what the last one ends with is what the page shows."""

    def __init__(self, path: Path) -> None:
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        self._cells: list[tuple[CodeType, CodeType | None]] = []
        for number, cell in enumerate(cells):
            if cell["cell_type"] == "code":
                self._cells.append(_compiled("".join(cell["source"]), f"{path.name}[{number}]"))

    def run(self, namespace: dict[str, Any]) -> Any:
        """The value of the last expression; raises what a cell raises."""
        value = None
        for statements, last in self._cells:
            exec(statements, namespace)  # noqa: S102 - our own notebook
            value = eval(last, namespace) if last else None  # noqa: S307
        return value


def _compiled(source: str, name: str) -> tuple[CodeType, CodeType | None]:
    tree = ast.parse(source, name)
    last = None
    if tree.body and isinstance(tree.body[-1], ast.Expr):
        last = compile(ast.Expression(tree.body.pop().value), name, "eval")  # type: ignore[attr-defined]
    return compile(tree, name, "exec"), last


log = logging.getLogger("assess.app")

MOST_MEMORY = 1_000_000_000
"""Bytes: some five times what a visit with plans and reports takes (VmData in /proc)."""


def without_debugger() -> None:
    """Keep debugpy out of this process: it costs half a second and opens a way to run code."""
    sys.modules.setdefault("debugpy", None)  # type: ignore[arg-type]


@cache
def application() -> Any:
    """The kind of application that a visit's kernel is: made once, before any fork."""
    from ipykernel import ipkernel
    from ipykernel.kernelapp import IPKernelApp

    class VisitApp(IPKernelApp):
        """What is left out here would make pages of the parent's memory this kernel's own."""

        def load_config_file(self, *args: Any, **kwargs: Any) -> None:
            """A user's IPython configuration decides nothing here."""

        def parse_command_line(self, argv: object = None) -> None:
            """There is none."""

        def init_poller(self) -> None:
            """The parent is a fork server that may end: the lifeline is watched instead."""

        def init_kernel(self) -> None:
            """As the parent does, without the list of all modules, which only a debugger reads."""
            vars(ipkernel)["sys"] = _Sys()
            try:
                super().init_kernel()  # type: ignore[no-untyped-call]
            finally:
                vars(ipkernel)["sys"] = sys

        def init_code(self) -> None:
            """No start-up file is run, and nobody asks which modules were there before."""

        def _configure_logging(self) -> None:
            logging.getLogger(type(self).__name__).setLevel(logging.CRITICAL)

    return VisitApp


class _Sys:
    """`sys`, but for its modules."""

    modules: ClassVar[dict[str, Any]] = {}

    def __getattr__(self, name: str) -> Any:
        return getattr(sys, name)


def run(
    connection_file: str,
    notebook: Notebook,
    lifeline: int,
    reports: int,
    parts: PageCache = NOTHING,
) -> None:
    """Be the kernel of one visit until it is shut down or the server is gone.

    `lifeline`: a file descriptor whose end says that the server is gone. `reports`: one of a
    datagram socket that takes measures. `parts`: what the page shows already.
    """
    from traitlets.config import Config

    bound_memory()
    # beside the connection file, in the server's own directory, which goes with it
    profiles = Path(connection_file).parent / "ipython"
    profiles.mkdir(mode=0o700, exist_ok=True)
    config = Config()
    config.IPKernelApp.connection_file = connection_file
    config.IPKernelApp.ipython_dir = str(profiles)
    config.IPKernelApp.capture_fd_output = False
    config.IPKernelApp.log_level = logging.CRITICAL  # below it, it prints how to connect
    config.HistoryManager.enabled = False
    app: Any = application().instance(config=config)
    app.initialize([])
    _end_with(app, lifeline)
    report_to(socket.socket(fileno=reports))
    listen(parts, _run(notebook, app.kernel.shell.user_ns))
    close_unknown(app.kernel)
    app.start()


def bound_memory() -> None:
    """Bound what this process can take for itself; a kernel that wants more ends alone.

    The data segment, not the address space: libraries and threads reserve much that is never used.
    Elsewhere than on Linux the bound means something else, and isn't set.
    """
    if sys.platform == "linux":
        import resource

        hard = resource.getrlimit(resource.RLIMIT_DATA)[1]
        most = MOST_MEMORY if hard == resource.RLIM_INFINITY else min(MOST_MEMORY, hard)
        resource.setrlimit(resource.RLIMIT_DATA, (most, most))


def _run(notebook: Notebook, namespace: dict[str, Any]) -> str | None:
    """The id of the widget that is the page; None (and a line in the log) where a cell failed."""
    try:
        with numbered():
            return str(notebook.run(namespace).model_id)
    except Exception as error:
        log.error("the notebook can't be run: %s", type(error).__name__)
        return None


def report_to(server: socket.socket) -> None:
    """Send measures, names and seconds only; one that can't be sent at once is left out."""
    from assess.app.shared.background import tell

    def send(name: str, seconds: float) -> None:
        with contextlib.suppress(OSError):
            server.send(json.dumps([name, seconds]).encode(), socket.MSG_DONTWAIT)

    tell(send)


def _end_with(app: Any, lifeline: int) -> None:
    loop = app.control_thread.io_loop

    def gone(_fd: int, _events: int) -> None:
        # the plan may be computing in the main thread: nothing is asked of it
        os._exit(0)

    loop.add_callback(lambda: loop.add_handler(lifeline, gone, loop.READ))
