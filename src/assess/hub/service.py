"""The sharing service: started by the hub, reached through its proxy and by people's servers.

The hub says in ``JUPYTERHUB_SERVICE_URL`` where to listen, and in ``JUPYTERHUB_SERVICE_PREFIX``
below which path the proxy sends requests; `assess.settings` reads the rest.
"""

from __future__ import annotations

import asyncio
import errno
import os
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from socket import socket
from urllib.parse import urlsplit

from prometheus_client import generate_latest
from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.web import Application, RequestHandler

from assess import settings
from assess.domain.model import CompetencyModel
from assess.errors import AssessError
from assess.formats.model_yaml.following import FollowedModel
from assess.hub.api import MOST_BYTES, api_routes
from assess.hub.board import Board
from assess.hub.identity import Identity, kept_key
from assess.hub.page import page_routes
from assess.store import open_store

KEPT_SECONDS = 60
"""For how long the hub's word on a token is kept: a revoked token works no longer than that."""

LOOKED_AFTER_SECONDS = 1
BIND_TRIES = 15
"""How often the hub is looked after, and how many such times a port in use is tried."""


class Health(RequestHandler):
    """Whether the service and its database answer."""

    def initialize(self, board: Board) -> None:
        """`board`: its database is asked a small question at each request."""
        self._board = board

    async def get(self) -> None:
        """200 {"database": true}, else 503 with what is wrong."""
        try:
            await asyncio.to_thread(self._board.alive)
        except AssessError:
            self.set_status(503)
            self.finish({"database": False})
        else:
            self.finish({"database": True})


class Metrics(RequestHandler):
    """Counts for Prometheus, for whoever reaches the service itself and not through the proxy."""

    def get(self) -> None:
        """Text in Prometheus' format; 404 from outside."""
        if "X-Forwarded-For" in self.request.headers:
            self.send_error(404)
            return
        self.set_header("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
        self.finish(generate_latest())


def application(prefix: str, board: Board, cookie_secret: str) -> Application:
    """The service below a path (with slashes at both ends)."""
    health = {"board": board}
    return Application(
        [
            (r"/healthz", Health, health),
            (rf"{prefix}healthz", Health, health),
            (r"/metrics", Metrics),
            *api_routes(prefix, board),
            *page_routes(prefix, board),
        ],
        cookie_secret=cookie_secret,
    )


def main() -> None:
    """Serve until told to stop; exit 1 with a sentence where the database can't be used."""
    prefix = os.environ.get("JUPYTERHUB_SERVICE_PREFIX", "/")
    where = urlsplit(os.environ.get("JUPYTERHUB_SERVICE_URL", "http://127.0.0.1:10101"))
    try:
        given = settings.sharing_key()
        key = bytes.fromhex(given) if given else kept_key(settings.sharing_state() / "key")
        identity = Identity(key)
        board = Board(open_store(settings.sharing_database_url()), identity, _present_model())
        board.alive()
    except (AssessError, OSError, ValueError) as error:
        sys.exit(f"The sharing service can't start: {error}")
    app = application(prefix, board, identity.code("the cookies of the service"))
    asyncio.run(_serve(app, where.hostname, where.port or 10101))


def _present_model() -> Callable[[], CompetencyModel]:
    """What gives the model as its file is now; the last good version while that is wrong."""
    followed = FollowedModel(settings.model_path())

    def present() -> CompetencyModel:
        followed.look()
        return followed.model

    return present


async def _bound(host: str, port: int) -> list[socket]:
    """Listen; wait a while where the service of a hub before is still on its way out."""
    left = BIND_TRIES
    while True:
        try:
            return bind_sockets(port, address=host)
        except OSError as error:
            left -= 1
            if error.errno != errno.EADDRINUSE or not left:
                sys.exit(f"The sharing service can't start: {error}")
        await asyncio.sleep(LOOKED_AFTER_SECONDS)


async def _serve(app: Application, host: str | None, port: int) -> None:
    from jupyterhub.services.auth import HubOAuth

    auth = HubOAuth.instance()
    auth.cache_max_age = KEPT_SECONDS
    if not auth.access_scopes:  # the hub's library would let everybody in
        sys.exit("The sharing service can't start: JUPYTERHUB_SERVICE_NAME isn't set.")
    server = HTTPServer(app, max_body_size=MOST_BYTES, max_buffer_size=2 * MOST_BYTES)
    server.add_sockets(await _bound(host or "127.0.0.1", port))
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(name, stop.set)
    hub = os.getppid()
    # a hub that was killed can't end its service, and the next one gives another token
    while not stop.is_set() and os.getppid() == hub:
        with suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), LOOKED_AFTER_SECONDS)
    server.stop()
    await server.close_all_connections()
