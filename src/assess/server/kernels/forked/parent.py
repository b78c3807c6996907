"""The parent of all visits' kernels: holds the imports, forks a kernel when asked (Linux).

It is reached through an inherited socket only. Each request is {"id", "connection_file", "env",
"cwd"} and is answered by {"id", "pid"} with a pidfd of the new kernel, or by {"id", "error"}. It
has no thread, no event loop and no zmq context, as a fork would copy their locks but not their
threads. Kernels don't depend on it: they live on when it ends, and end with the server.
"""

from __future__ import annotations

import contextlib
import ctypes
import gc
import importlib
import json
import logging
import os
import pkgutil
import signal
import socket
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from assess.errors import AssessError
from assess.server.kernels.forked import kernel as visit
from assess.server.kernels.forked.kernel import Notebook
from assess.server.kernels.forked.page_cache import PageCache, numbered, page_cache_of

log = logging.getLogger("assess.app")

PR_SET_PDEATHSIG = 1
KERNEL = (
    "IPython.core.completerlib",
    "IPython.core.debugger",
    "IPython.core.oinspect",
    "IPython.extensions.storemagic",
    "faulthandler",
    "ipykernel.debugger",
    "ipykernel.ipkernel",
    "ipykernel.iostream",
    "ipykernel.kernelapp",
    "psutil",
    "tornado.locks",
    "tornado.platform.asyncio",
    "tornado.queues",
    "unicodedata",
)
"""What a kernel imports until it answers; without these each visit would."""

CLOSING = 5  # seconds that a kernel has for its end; whatever counts is stored before
LARGEST = 200_000  # bytes of a request: an environment


def warm() -> PageCache:
    """Import what a page needs, build one and put it away; its parts."""
    visit.without_debugger()
    _load(*KERNEL)
    from ipywidgets import Widget

    from assess.app.shell.root import first_page

    visit.application()
    with numbered():
        page = first_page()
    parts = page_cache_of(page.model_id)
    Widget.close_all()
    return parts


def warm_later() -> None:
    """Import what a visit needs after its first page, and go through one: answers, plans, files."""
    _load(
        *_inside("assess.planning"),
        *_inside("assess.store"),
        "assess.formats.answers.shape",
        "assess.formats.meeting.shape",
        "assess.formats.plan.shape",
        "assess.report.page",
        "assess.report.files.calendar",
        "assess.report.files.plan_text",
        "alembic.command",
        "alembic.config",
        "highspy",
        "icalendar",
        "sqlalchemy.dialects.sqlite.pysqlite",
        "sqlite3",
    )
    from ipywidgets import Widget

    from assess.app.shell.root import rehearse

    try:
        rehearse()
    except AssessError:
        log.warning("a visit can't be rehearsed: kernels start slower")  # the page says why
    Widget.close_all()


def _inside(package: str) -> list[str]:
    path = importlib.import_module(package).__path__
    return [f"{package}.{found.name}" for found in pkgutil.iter_modules(path)]


def _load(*modules: str) -> None:
    for module in modules:
        # a later version may have none of it: a visit imports what it needs
        with contextlib.suppress(ImportError):
            importlib.import_module(module)


def serve(control: socket.socket, lifeline: int, reports: int, notebook: Path) -> None:
    """Tell the parts, then fork for each request until the server is gone."""
    die_with(os.getppid())
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the system reaps; a pidfd tells the end
    gc.disable()
    parts = warm()
    compiled = Notebook(notebook)
    send_parts(control, parts)
    warm_later()
    if threads() != 1:
        raise SystemExit(f"{threads()} threads run in the parent of kernels: no fork is safe.")
    # nothing is collected before: kernels would fill the holes, each in pages of its own
    gc.freeze()
    while request := control.recv(LARGEST):
        message = json.loads(request)

        def run(asked: dict[str, Any] = message) -> None:
            control.close()
            _become(asked["env"])
            os.chdir(asked["cwd"])
            visit.run(asked["connection_file"], compiled, lifeline, reports, parts)

        try:
            pid = os.fork()
            if pid == 0:
                _child(run)
            handle = os.pidfd_open(pid)
        except OSError as error:
            control.send(json.dumps({"id": message["id"], "error": str(error)}).encode())
            continue
        answer = json.dumps({"id": message["id"], "pid": pid}).encode()
        socket.send_fds(control, [answer], [handle])
        os.close(handle)


def _become(environment: dict[str, str]) -> None:
    """Have this environment; what stays the same isn't written again, into memory of its own."""
    for name in os.environ.keys() - environment.keys():
        del os.environ[name]
    for name, value in environment.items():
        if os.environ.get(name) != value:
            os.environ[name] = value


def _child(run: Callable[[], None]) -> None:
    """Become a process of its own, run, and never return into the parent's loop."""
    code = 1
    try:
        # a group, not a session: Linux shares a processor evenly between sessions, so that each of
        # a hundred kernels would get as much as the server, and no priority would count among them
        os.setpgid(0, 0)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        null = os.open(os.devnull, os.O_RDONLY)
        os.dup2(null, 0)
        os.close(null)
        gc.enable()
        reseed()
        run()
        code = 0
    except BaseException as error:
        sys.stderr.write(f"a kernel ended by {type(error).__name__}: {error}\n")
    finally:
        try:
            # of what was only half set up, the ends can wait for ever
            if code == 0:
                import atexit

                # nor may those of a kernel that was told to end before it had quite begun
                signal.signal(signal.SIGALRM, signal.SIG_DFL)
                signal.alarm(CLOSING)
                atexit._run_exitfuncs()
        finally:
            os._exit(code)


def reseed() -> None:
    """New seeds: `random`, uuid and OpenSSL see to themselves after a fork, numpy doesn't."""
    import random

    random.seed()
    # numpy loads and seeds it when it is first used: only one of before the fork is shared
    if "numpy.random.mtrand" in sys.modules:
        import numpy as np

        np.random.seed()


def threads() -> int:
    """Threads of this process, those of C libraries included."""
    return len(os.listdir("/proc/self/task"))  # noqa: PTH208


def die_with(parent: int) -> None:
    """Have the system kill this process when its parent ends, however that happens."""
    ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)


def send_parts(control: socket.socket, parts: PageCache) -> None:
    """Name → text of every file, in pieces, then which of them are what."""
    files = {**parts.files, parts.name: parts.text}
    head = {"parts": parts.name, "scripts": parts.names("_esm"), "styles": parts.names("_css")}
    for file, text in files.items():
        for start in range(0, len(text), 50_000):
            piece = {"file": file, "text": text[start : start + 50_000]}
            control.send(json.dumps(piece).encode())
    control.send(json.dumps(head).encode())
