"""The sharing service and its page, started by the hub and reached through its proxy.

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
from html import escape
from socket import socket
from typing import Any
from urllib.parse import urlsplit

from jupyterhub.services.auth import HubOAuthCallbackHandler, HubOAuthenticated
from prometheus_client import generate_latest
from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.web import Application, HTTPError, RequestHandler, authenticated

from assess import settings
from assess.domain.model import CompetencyModel
from assess.errors import AssessError
from assess.formats.model_yaml.loader import FollowedModel
from assess.hub.api import MOST_BYTES, api_routes
from assess.hub.board import Board, Identity, kept_key
from assess.store import open_store

STYLE = """
:root { color-scheme: light dark;
  --ink: #1c2b30; --paper: #fffefb; --line: #d5dbd9; --go: #0d5a61; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e6ebea; --paper: #141a1d; --line: #37454b; --go: #8fd0d5; } }
body { background: var(--paper); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif;
  max-width: 46rem; margin: 2rem auto; padding: 0 1.25rem; }
table { border-collapse: collapse; width: 100%; } caption { text-align: left; font-weight: 600; }
th, td { text-align: left; padding: .4rem .6rem .4rem 0; border-bottom: 1px solid var(--line); }
button { font: inherit; padding: .35rem .8rem; border: 1.5px solid var(--go); color: var(--go);
  background: none; border-radius: 6px; cursor: pointer; min-height: 2rem; }
"""

EMPTY = "You share nothing. Make a code at “Take it with you” in your assessment."


class Page(HubOAuthenticated, RequestHandler):  # type: ignore[misc]
    """What one shares, for a browser that is logged in at the hub."""

    def initialize(self, board: Board) -> None:
        """`board`: the shared data."""
        self.board = board

    @property
    def person(self) -> str:
        """The hub's name for whoever looks."""
        return str(self.current_user["name"])

    def set_default_headers(self) -> None:
        """A page without scripts, in no frame, in no cache."""
        self.set_header("Cache-Control", "no-store")
        self.set_header("Referrer-Policy", "same-origin")
        self.set_header("X-Content-Type-Options", "nosniff")
        self.set_header(
            "Content-Security-Policy",
            "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; "
            "form-action 'self'; frame-ancestors 'none'",
        )

    @authenticated
    async def get(self) -> None:
        """The list of shares and of their uses."""
        found = await asyncio.to_thread(self.board.shares, self.person)
        self.finish(_page(found, self.xsrf_form_html()))

    @authenticated
    async def post(self) -> None:
        """End a share, or erase everything."""
        share = self.get_body_argument("revoke", "")
        if share:
            await asyncio.to_thread(self.board.revoke, self.person, share)
        elif self.get_body_argument("erase", "") == "all":
            await asyncio.to_thread(self.board.erase, self.person)
        else:
            raise HTTPError(400)
        self.redirect(self.request.path)


def _page(found: dict[str, Any], xsrf: str) -> str:
    shares = "".join(_share(item, xsrf) for item in found["shares"])
    uses = "".join(
        f"<tr><td>{escape(str(item['at']))}</td><td>{escape(str(item['who']))}</td></tr>"
        for item in found["accesses"]
    )
    body = f"<p>{EMPTY}</p>"
    if shares:
        body = (
            "<table><caption>Codes that you gave</caption><tr><th>Made</th><th>Valid until</th>"
            f"<th><span>What you can do</span></th></tr>{shares}</table>"
            "<h2>Who read your answers</h2>"
        )
        body += (
            f"<table><tr><th>When</th><th>Who</th></tr>{uses}</table>"
            if uses
            else "<p>Nobody yet.</p>"
        )
        body += (
            f"<h2>End it all</h2><form method='post'>{xsrf}"
            "<p>Erases the shared copy, every code and this log. Your assessment at home stays.</p>"
            "<button name='erase' value='all'>Erase all that I share</button></form>"
        )
    return (
        "<!DOCTYPE html><html lang='en'><head><meta charset='utf-8'>"
        "<meta name='viewport' content='width=device-width, initial-scale=1'>"
        f"<title>What you share</title><style>{STYLE}</style></head>"
        f"<body><main><h1>What you share</h1>{body}</main></body></html>"
    )


def _share(item: dict[str, Any], xsrf: str) -> str:
    state, button = "revoked", ""
    if not item.get("revoked"):
        state, value = escape(str(item["expires"])), escape(str(item["id"]))
        button = f"<button name='revoke' value='{value}'>Revoke</button>"
        button = f"<form method='post'>{xsrf}{button}</form>"
    return f"<tr><td>{escape(str(item['created']))}</td><td>{state}</td><td>{button}</td></tr>"


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
        self.finish({"database": self.get_status() == 200})


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
    given = {"board": board}
    return Application(
        [
            (r"/healthz", Health, given),
            (rf"{prefix}healthz", Health, given),
            (r"/metrics", Metrics),
            *api_routes(prefix, board),
            (prefix, Page, given),
            (rf"{prefix}oauth_callback", HubOAuthCallbackHandler),
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
