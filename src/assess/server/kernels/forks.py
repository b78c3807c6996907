"""Fork kernels from a parent; the provisioner, and the model that new kernels show.

Works on Linux; elsewhere, or where the parent can't be had, `Forks.launch` says so by `NoForkError`
and the caller spawns.

All kernels of a version read the same copy, so that a page's answers, files and reports belong to
the sentences that it shows, whatever is done to the file meanwhile.

The kernel manager sees an ordinary local kernel: connection file, signals and clean-up are those of
jupyter_client's own provisioner, and only the process comes from elsewhere.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import os
import select
import signal
import socket
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import Any, Protocol, cast

from jupyter_client.provisioning.factory import KernelProvisionerFactory
from jupyter_client.provisioning.local_provisioner import LocalProvisioner

from assess import settings
from assess.server.http.metrics import Metrics

START_TIMEOUT = 180.0  # seconds until the parent has imported everything
FORK_TIMEOUT = 30.0
RETRIES = 5  # crashes in a row before kernels are spawned for good
LARGEST = 200_000


class NoForkError(Exception):
    """No kernel can be forked here and now."""


@dataclass
class PageFiles:
    """What every page begins with: `files` (name → text), of which `parts` is the state."""

    parts: str = ""
    scripts: list[str] = field(default_factory=list)
    styles: list[str] = field(default_factory=list)
    files: dict[str, str] = field(default_factory=dict)


class ForkedKernel:
    """A forked process, with the part of `subprocess.Popen` that a provisioner uses.

    It is held by a pidfd: a number that another process took over meanwhile is never signalled.
    """

    stdin = stdout = stderr = None

    def __init__(self, pid: int, handle: int) -> None:
        self.pid, self._handle = pid, handle
        self.returncode: int | None = None

    def poll(self, timeout: float | None = 0) -> int | None:
        """None while it runs; afterwards 0, for its parent has taken the exit code.

        `timeout`: seconds to wait for its end; None: for as long as it takes.
        """
        if self.returncode is None:
            # not `select`: with a hundred visits, handles have numbers that it can't take
            waiting = select.poll()
            waiting.register(self._handle, select.POLLIN)
            if waiting.poll(None if timeout is None else 1000 * timeout):
                # ours to reap where its parent is gone and this process is the container's first
                with contextlib.suppress(OSError):
                    os.waitid(os.P_PIDFD, self._handle, os.WEXITED | os.WNOHANG)
                os.close(self._handle)
                self.returncode = 0
        return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        """Wait for the end; TimeoutExpired as Popen raises it."""
        if self.poll(timeout) is None:
            raise subprocess.TimeoutExpired("kernel", timeout or 0)
        return 0

    def send_signal(self, number: int) -> None:
        """Signal it where it still runs."""
        if self.poll() is None:
            signal.pidfd_send_signal(self._handle, number)

    def kill(self) -> None:
        """SIGKILL."""
        self.send_signal(signal.SIGKILL)

    def terminate(self) -> None:
        """SIGTERM."""
        self.send_signal(signal.SIGTERM)


class Forks:
    """One parent of kernels and the socket to it. `files`: what all pages begin with."""

    def __init__(self, notebook: Path) -> None:
        self.metrics = Metrics()
        self.files = PageFiles()
        self.notebook = notebook
        self._control: socket.socket | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = asyncio.Lock()
        self._numbers = 0
        self._crashes = 0
        self._answered = False
        # its other end is held by nobody else: kernels see its end when this process ends
        self._lifeline, self._held = os.pipe()

    @property
    def pid(self) -> int | None:
        """The parent's process id while it runs."""
        running = self._process is not None and self._process.poll() is None
        return self._process.pid if running and self._process else None

    @property
    def inherited(self) -> list[int]:
        """Two descriptors for kernels: one ends when this process does, one takes measures."""
        return [self._lifeline, self.metrics.reports.fileno()]

    def start(self) -> None:
        """Start the parent without waiting for it; `finish` waits."""
        kind = "parent" if can_fork() else "parts"
        here, there = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with there:
            arguments = [kind, str(there.fileno())]
            passed = [there.fileno()]
            if kind == "parent":
                arguments += [*map(str, self.inherited), str(self.notebook)]
                passed += self.inherited
            self._process = subprocess.Popen(  # noqa: S603 - our own module
                [sys.executable, "-m", "assess.server.kernels.forked", *arguments],
                stdin=subprocess.DEVNULL,
                pass_fds=passed,
                start_new_session=True,  # Ctrl+C in the terminal is the server's to handle
                env={**os.environ, "OPENBLAS_NUM_THREADS": "1", "JUPYTER_WIDGETS_ECHO": "0"},
            )
        self._control, self._answered = here, False

    def finish(self) -> None:
        """Wait until the parent has told what pages begin with; NoForkError where it fails."""
        if self._control is None:
            raise NoForkError("not started")
        files: dict[str, str] = {}
        self._control.settimeout(START_TIMEOUT)
        try:
            while True:
                piece = self._receive()
                if "parts" in piece:
                    break
                files[piece["file"]] = files.get(piece["file"], "") + piece["text"]
        except OSError as error:
            self._drop()
            raise NoForkError(f"the parent of kernels didn't start: {error}") from error
        # pages of before a restart may still ask for theirs
        self.files.files.update(files)
        self.files.parts = piece["parts"]
        self.files.scripts, self.files.styles = piece["scripts"], piece["styles"]
        if not can_fork():
            self._drop()

    async def renew(self) -> None:
        """Have what pages begin with made anew; kernels that run are left alone.

        NoForkError where that fails: pages begin as before, then.
        """
        async with self._lock:
            self._drop()
            await self._begin()

    async def _begin(self) -> None:
        # started in the main thread: the system ends it with the thread that started it
        self.start()
        await asyncio.to_thread(self.finish)

    def _receive(self) -> dict[str, Any]:
        assert self._control is not None
        data = self._control.recv(LARGEST)
        if not data:
            raise ConnectionError("it ended")
        return dict(json.loads(data))

    async def launch(self, connection_file: str, env: Mapping[str, str], cwd: str) -> ForkedKernel:
        """Fork a kernel; NoForkError where that isn't possible."""
        async with self._lock:
            for _ in range(2):
                if self._control is None:
                    if not can_fork() or self._crashes >= RETRIES:
                        raise NoForkError("kernels aren't forked here")
                    await self._begin()
                try:
                    return await asyncio.to_thread(self._ask, connection_file, env, cwd)
                except OSError:
                    self._drop()  # it crashed: once more with a new one
                    self._crashes += 1
        raise NoForkError("the parent of kernels ends again and again")

    def _ask(self, connection_file: str, env: Mapping[str, str], cwd: str) -> ForkedKernel:
        assert self._control is not None
        self._numbers += 1
        visit = {"connection_file": connection_file, "env": dict(env), "cwd": cwd}
        request = {"id": self._numbers, **visit}
        # a new parent goes through a visit before it takes requests
        self._control.settimeout(FORK_TIMEOUT if self._answered else START_TIMEOUT)
        self._control.send(json.dumps(request).encode())
        data, handles, _flags, _from = socket.recv_fds(self._control, LARGEST, 1)
        if not data:
            raise ConnectionError("it ended")
        answer = json.loads(data)
        if answer.get("id") != self._numbers or not handles:
            raise ConnectionError(str(answer.get("error", "it answered something else")))
        self._crashes, self._answered = 0, True
        return ForkedKernel(answer["pid"], handles[0])

    def _drop(self) -> None:
        if self._control is not None:
            self._control.close()
        if self._process is not None:
            self._process.kill()
            self._process.wait()
        self._control = self._process = None

    def stop(self) -> None:
        """End the parent, and by the lifeline every kernel that is left."""
        self._drop()
        self.metrics.close()
        for handle in (self._held, self._lifeline):
            os.close(handle)


def can_fork() -> bool:
    """Whether this system has what forking kernels needs."""
    return (
        sys.platform == "linux"
        and hasattr(os, "pidfd_open")
        and hasattr(signal, "pidfd_send_signal")
    )


log = logging.getLogger("assess.server")


class ModelFile(Protocol):
    """A model's file that may change: `text` is its last good version."""

    text: str

    def look(self) -> bool: ...  # noqa: D102


class ServedModel:
    """Names the copy in the environment of this process, from which kernels get theirs."""

    def __init__(self, file: ModelFile, folder: Path) -> None:
        """`folder`: the server's own, for the copies."""
        self._file, self._folder = file, folder
        self._following = asyncio.Lock()
        self._publish(file.text)

    async def follow(self, forks: Forks) -> None:
        """Let new pages show the file's present version, where that is a good one."""
        async with self._following:
            shown = self._text
            if await asyncio.to_thread(self._file.look):
                try:
                    self._publish(self._file.text)
                    await forks.renew()
                except (OSError, NoForkError) as error:
                    log.error("new pages show the model as it was before (%s)", error)
                    self._publish(shown)
            elif not self._copy.exists():  # somebody tidies the temporary directory
                self._publish(shown)

    def _publish(self, text: str) -> None:
        # kernels that are about to start may still read the copy of before: it stays
        copy = self._folder / f"model-{sha256(text.encode()).hexdigest()[:20]}.yaml"
        if not copy.exists():
            copy.write_text(text, encoding="utf-8", newline="")
        self._text, self._copy = text, copy
        os.environ[settings.MODEL_VARIABLE] = str(copy)


NAME = "assess-forked"
GROUP = "jupyter_client.kernel_provisioners"


class ForkedProvisioner(LocalProvisioner):
    """Forks each kernel from `forks`; spawns one of the same kind where that fails."""

    forks: Forks | None = None  # of the class: one server has one parent of kernels

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> Any:
        """The connection information, as the parent returns it."""
        if self.forks is None:
            return await super().launch_kernel(cmd, **kwargs)
        assert self.parent is not None
        file = str(self.parent.connection_file)
        env = kwargs.get("env", os.environ)
        cwd = str(kwargs.get("cwd") or Path.cwd())
        try:
            kernel = await self.forks.launch(file, env, cwd)
        except NoForkError:
            handles = self.forks.inherited
            spawned = [sys.executable, "-m", "assess.server.kernels.forked", "visit", file]
            return await super().launch_kernel(
                [*spawned, *map(str, handles), str(self.forks.notebook)],
                **{**kwargs, "pass_fds": handles},
            )
        self.process = cast(Any, kernel)
        self.pid = self.pgid = kernel.pid  # it leads a group of its own
        self.cwd = cwd
        return self.connection_info


def register() -> str:
    """Make the provisioner known also where the installation is older than the code; its name."""
    known = EntryPoint(NAME, f"{__name__}:{ForkedProvisioner.__name__}", GROUP)
    KernelProvisionerFactory.provisioners.setdefault(NAME, known)
    return NAME
