"""The service's page for a person: what they share, who read it, and buttons that end it."""

from __future__ import annotations

import asyncio
from html import escape
from typing import Any

from jupyterhub.services.auth import HubOAuthCallbackHandler, HubOAuthenticated
from tornado.web import HTTPError, RequestHandler, authenticated

from assess.hub.board import Board

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


def page_routes(prefix: str, board: Board) -> list[tuple[Any, ...]]:
    """The page and the hub's way back to it after a login."""
    return [
        (prefix, Page, {"board": board}),
        (rf"{prefix}oauth_callback", HubOAuthCallbackHandler),
    ]


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
    state = "revoked" if item.get("revoked") else escape(str(item["expires"]))
    button = (
        ""
        if item.get("revoked")
        else f"<form method='post'>{xsrf}<button name='revoke' value='{escape(str(item['id']))}'>"
        "Revoke</button></form>"
    )
    return f"<tr><td>{escape(str(item['created']))}</td><td>{state}</td><td>{button}</td></tr>"
