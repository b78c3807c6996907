"""Whose kernel is it: a page's kernel answers only to the browser that loaded the page.

Kernel ids stand in addresses, and addresses end up in logs: an id alone must open nothing. Each
browser gets a random, signed cookie with its first page and a new one when it logs in; a kernel
remembers (as a hash) the cookie of the page that started it, and every request for a kernel is
answered "not here" without that cookie.
A kernel that was started for no page belongs to nobody until `OwnedKernels.give` says whose it is.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from contextvars import ContextVar
from functools import cached_property
from inspect import isawaitable
from typing import Any

from jupyter_server.services.kernels.handlers import KernelHandler
from jupyter_server.services.kernels.kernelmanager import AsyncMappingKernelManager
from tornado.ioloop import IOLoop
from tornado.web import HTTPError, RequestHandler, authenticated
from traitlets import Instance
from voila.shutdown_kernel_handler import VoilaShutdownKernelHandler
from voila.tornado.kernel_websocket_handler import (
    VoilaKernelWebsocketHandler,
    read_header_from_binary_message,
)

from assess.server.http.connections import (
    REFUSED,
    SUPERSEDED,
    Connections,
    FrameError,
    is_session,
    judge,
)

VISITOR: ContextVar[str] = ContextVar("visitor", default="")
"""The visitor (a hash) whose page is being made in this context."""

GOING_AWAY = 1001
"""How a websocket is closed by a page that is left (RFC 6455, 7.4.1)."""

PRINTED = frozenset({"stream", "error", "execute_result", "display_data", "execute_input"})
"""Messages that no page of ours needs."""


def cookie_name(handler: RequestHandler, kind: str) -> str:
    """A cookie's name; with the port, because browsers share cookies between ports."""
    port = handler.request.host.rpartition(":")[2]
    return f"assess-{kind}-{port if port.isdigit() else 'default'}"


def give_cookie(handler: RequestHandler, kind: str, secret: str, samesite: str) -> None:
    """Set a signed cookie that ends with the browser and is read by no script."""
    handler.set_signed_cookie(
        cookie_name(handler, kind),
        secret,
        expires_days=None,
        path=handler.settings["base_url"],
        httponly=True,
        samesite=samesite,
    )


def visitor_of(handler: RequestHandler) -> str:
    """The visitor that a request's cookie names, or ""."""
    # signed: a visitor can't choose it, nor can whoever had the computer before
    secret = handler.get_signed_cookie(cookie_name(handler, "visitor"))
    return _hashed(secret.decode()) if secret else ""


def welcome(handler: RequestHandler) -> None:
    """Note in this context whose page is made; a browser without the cookie gets one."""
    VISITOR.set(visitor_of(handler) or renew(handler))


def renew(handler: RequestHandler) -> str:
    """Give the browser a new cookie, which no other site's page sends; the visitor it names."""
    secret = secrets.token_urlsafe(32)
    # not Strict: a link in a mail would come without it, and a new one would lock the browser's
    # other pages out of their kernels
    give_cookie(handler, "visitor", secret, "Lax")
    return _hashed(secret)


class OwnedKernels(AsyncMappingKernelManager):
    """Remembers for each kernel the visitor whose page started it."""

    _owners = Instance(dict, ())  # kernel id → visitor
    _connections = Instance(dict, ())  # kernel id → its websockets
    _leaving = Instance(set, ())  # ids of kernels that are being ended

    async def start_kernel(self, **kwargs: Any) -> str:  # type: ignore[override]
        """As the parent does; the kernel is the visitor's for whom this context makes a page."""
        kernel_id = str(await super().start_kernel(**kwargs))
        if VISITOR.get():
            self.give(kernel_id, VISITOR.get())
        return kernel_id

    def give(self, kernel_id: str, visitor: str) -> None:
        """Make a kernel a visitor's, once: one that has an owner keeps it."""
        self._owners.setdefault(kernel_id, visitor)

    def owned_by(self, kernel_id: str, visitor: str) -> bool:
        """Whether a kernel runs and is this visitor's."""
        owner = self._owners.get(kernel_id, "")
        return bool(owner and visitor) and hmac.compare_digest(owner, visitor)

    def connections(self, kernel_id: str) -> Connections:
        """The websockets of a kernel."""
        found: Connections = self._connections.setdefault(kernel_id, Connections())
        return found

    async def leave(self, kernel_id: str) -> None:
        """End a kernel whose page was left, once: the page and its connection both tell."""
        if kernel_id not in self or kernel_id in self._leaving:
            return
        self._leaving.add(kernel_id)
        try:
            await self.shutdown_kernel(kernel_id)  # type: ignore[no-untyped-call]
        finally:
            self._leaving.discard(kernel_id)

    async def cull_kernel_if_idle(self, kernel_id: str) -> None:
        """As the parent does; a kernel that is still starting has done nothing yet."""
        if self._kernels[kernel_id].trait_has_value("last_activity"):
            await super().cull_kernel_if_idle(kernel_id)  # type: ignore[no-untyped-call]

    def remove_kernel(self, kernel_id: str) -> Any:
        """As the parent does; nobody owns what is gone.

        A connection that ends while its kernel does hands over its channels, to be kept for a page
        that comes back: none will, and nobody else would close them.
        """
        self._owners.pop(kernel_id, None)
        self._connections.pop(kernel_id, None)
        if kernel_id in self:
            self.stop_buffering(kernel_id)  # type: ignore[no-untyped-call]
        return super().remove_kernel(kernel_id)


class _OwnKernelOnly:
    """For handlers of one kernel: 404 for a kernel that isn't the visitor's, as for none at all."""

    async def prepare(self) -> None:
        """Look at the owner before anything is done, whatever the method."""
        ready = super().prepare()  # type: ignore[misc]
        if isawaitable(ready):
            await ready
        assert isinstance(self, RequestHandler)
        kernel_id = (*self.path_args, *self.path_kwargs.values())[0]
        kernels = self.settings["kernel_manager"]
        if not kernels.owned_by(str(kernel_id), visitor_of(self)):
            raise HTTPError(404, reason="Not Found")

    def write_error(self, status_code: int, **_kwargs: Any) -> None:
        """Say it in a line: there is no page to show, and nothing to give away."""
        assert isinstance(self, RequestHandler)
        self.finish("There is no such page here.\n")


class OwnKernel(_OwnKernelOnly, KernelHandler):  # type: ignore[misc]
    """What is known of the visitor's kernel; it can only be read."""

    SUPPORTED_METHODS = ("GET", "HEAD")


class OwnChannels(_OwnKernelOnly, VoilaKernelWebsocketHandler):
    """The websocket to the visitor's kernel."""

    async def pre_get(self) -> None:
        """As the parent does, where the page's name for its connection can be logged."""
        if not is_session(self.get_argument("session_id", "none")):
            raise HTTPError(400)
        await super().pre_get()

    async def open(self, kernel_id: str) -> None:
        """As the parent does; the oldest connection of too many ends."""
        for oldest in self._connections.add(self):
            oldest.close(SUPERSEDED, "too many connections")
            if oldest.connection:
                oldest.connection.disconnect()
        await super().open(kernel_id)

    def on_message(self, ws_message: Any) -> None:
        """As the parent does; what no page of ours says, or too much, ends the connection."""
        if not self._connections.allows(len(ws_message)):
            self.close(REFUSED, "too many messages")
            return
        try:
            judge(ws_message, self.selected_subprotocol)
            super().on_message(ws_message)
        except FrameError as error:
            self.close(error.code, str(error))
        except Exception as error:
            # its text could hold what the page said
            self.log.warning("no message of ours: %s", type(error).__name__)
            self.close(1007, "no message")

    def on_close(self) -> None:
        """As the parent does; the kernel of a page that was left ends.

        The page says farewell itself, but a browser gives a busy page no time for it. A connection
        that is lost, not left, keeps its kernel: the page comes back to it.
        """
        super().on_close()
        self._connections.remove(self)
        if self.close_code == GOING_AWAY:
            IOLoop.current().add_callback(self.kernel_manager.leave, self.kernel_id)

    @cached_property
    def _connections(self) -> Connections:
        kernels: OwnedKernels = self.kernel_manager
        return kernels.connections(self.kernel_id)

    def get_compression_options(self) -> dict[str, int]:
        """Compress: one message is much like the one before, which the browser still knows."""
        return {"compression_level": 6, "mem_level": 5}

    def write_message(self, message: Any, binary: bool = False) -> Any:
        """As the parent does, without what the kernel prints: it can hold paths of this machine."""
        header = read_header_from_binary_message(message) if isinstance(message, bytes) else None
        if isinstance(message, str):
            header = json.loads(message).get("header")
        if header and header.get("msg_type") in PRINTED:
            return None
        return super().write_message(message, binary)


class OwnFarewell(_OwnKernelOnly, VoilaShutdownKernelHandler):
    """Ends the visitor's kernel when the page is left."""

    @authenticated
    async def post(self, kernel_id: str) -> None:
        """204, also where the connection's end was faster."""
        await self.kernel_manager.leave(kernel_id)
        self.set_status(204)
        self.finish()


OWN = {
    KernelHandler: OwnKernel,
    VoilaKernelWebsocketHandler: OwnChannels,
    VoilaShutdownKernelHandler: OwnFarewell,
}
"""Voilà's handlers of a kernel → ours."""


def _hashed(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
