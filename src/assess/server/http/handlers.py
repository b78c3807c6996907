"""Answers to requests for the page, and the headers and refusals of every answer."""

from __future__ import annotations

import asyncio
import json
import logging
import os
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from tornado.httputil import HTTPHeaders, HTTPServerRequest
from tornado.routing import Matcher
from tornado.web import HTTPError, OutputTransform, authenticated
from voila.handler import BaseVoilaHandler

from assess.rate_limit import RateLimit
from assess.server.http.metrics import Metrics
from assess.server.kernels.forks import PageFiles
from assess.server.kernels.owners import welcome

# why each of the wider words is there stands in docs/security.md
POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    # no-referrer would make browsers send "Origin: null", and no farewell of a page would count
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
LARGEST_MESSAGE = 5_000_000
"""Bytes: a file of a million characters in its most wasteful form is smaller."""

LARGEST_REQUEST = 100_000
"""Bytes of a request's body: nothing larger than a form is sent that way."""

HALF_SENT = 30.0
"""Seconds until a connection ends whose request's headers, or then its body, don't arrive."""


class Headers(OutputTransform):
    """Sets our headers on every answer, whoever made it: pages, files, refusals.

    Strict-Transport-Security isn't among them: it binds every port of a name, and a certificate
    that a laptop made for itself could then not even be accepted by hand.
    """

    def transform_first_chunk(
        self, status_code: int, headers: HTTPHeaders, chunk: bytes, finishing: bool
    ) -> tuple[int, HTTPHeaders, bytes]:
        """Put ours in the place of any of the same name; the server's name and version go."""
        headers.update(HEADERS)
        headers.pop("Server", None)
        return status_code, headers, chunk


class OurHandler(BaseVoilaHandler):
    """A handler of pages of ours.

    Its cookies, tornado's own included, are never sent over a plain connection, but where the
    browser's connection is plain itself.
    """

    def set_cookie(self, name: str, value: str | bytes, *args: Any, **kwargs: Any) -> None:
        """As tornado does."""
        kwargs.setdefault("secure", self.request.protocol == "https")
        super().set_cookie(name, value, *args, **kwargs)

    def show(self, template: str, **values: Any) -> None:
        """Answer with a template that is filled in anew each time."""
        self.set_header("Cache-Control", "no-store")
        self.finish(self.render_template(template, **values))


class Forwarded(Matcher):
    """Matches nothing, and notes where a proxy on our side took a request by https.

    Only its connection to us is plain: cookies are `Secure`, and the login page has no warning.
    """

    def __init__(self, proxies: frozenset[str]) -> None:
        """`proxies`: addresses whose word counts; X-Forwarded-For is looked at from none."""
        self._proxies = proxies

    def match(self, request: HTTPServerRequest) -> None:
        """None; the request's protocol may be another afterwards."""
        said = request.headers.get("X-Forwarded-Proto", "").split(",")[0].strip().lower()
        if said == "https" and request.remote_ip in self._proxies:
            request.protocol = "https"


class Shortened(Matcher):
    """Matches nothing, and gives a request its path back from which a proxy took the beginning.

    Some proxies hand on what follows the path that they serve us under, others all of it.
    """

    def __init__(self, base_url: str) -> None:
        self._base = base_url

    def match(self, request: HTTPServerRequest) -> None:
        """None; the request's path begins with ours afterwards."""
        if request.path.startswith(self._base) or request.path == self._base.rstrip("/"):
            return
        request.path = self._base + request.path.lstrip("/")
        request.uri = self._base + (request.uri or "").lstrip("/")


class OtherSite(Matcher):
    """Matches what a page of another site (or another port) makes a browser ask.

    Only following a link to us passes: it opens a page in a tab of its own. Browsers say which it
    is (`Sec-Fetch-*`); those that don't are held off by Origin and cookies, as they always were.
    Our own name with the other scheme (https where we speak http) is another site, too, unless a
    sign-in in front of us may speak it.
    """

    def __init__(self, *, proxied: bool = False) -> None:
        self._proxied = proxied

    def match(self, request: HTTPServerRequest) -> dict[str, Any] | None:
        """{} (a match) where another site asks, or a page is fetched before anybody wants it."""
        headers = request.headers
        if "prefetch" in headers.get("Sec-Purpose", "") + headers.get("Purpose", ""):
            return {}
        scheme, _, host = headers.get("Origin", "").lower().partition("://")
        if host == request.host.lower() and scheme != request.protocol and not self._proxied:
            return {}
        if headers.get("Sec-Fetch-Site", "none") in ("same-origin", "none"):
            return None
        link = (
            request.method == "GET"
            and headers.get("Sec-Fetch-Mode") == "navigate"
            and headers.get("Sec-Fetch-Dest") == "document"
        )
        return None if link else {}


log = logging.getLogger("assess.server")

MARK = "<!-- kernel -->"


class PageHandler(OurHandler):
    """The page: its beginning at once, its end when the kernel of the visit has started."""

    def initialize(
        self,
        notebook: Path,
        files: PageFiles,
        host: str,
        first: str,
        metrics: Metrics,
        pace: RateLimit,
        follow: Callable[[], Awaitable[None]],
        **kwargs: Any,
    ) -> None:
        """`files`: what every page begins with; `host`: the name of the script that shows it,
        `first`: of the one that says why it doesn't.

        `follow`: has `files` made anew where the model's file has changed.
        """
        super().initialize(**kwargs)
        self._notebook, self._files, self._host, self._first = notebook, files, host, first
        self._metrics, self._pace, self._follow = metrics, pace, follow

    @authenticated
    async def get(self, path: str | None = None) -> None:
        """The assessment; 404 for any other address, 503 where all places are taken."""
        if path:
            raise HTTPError(404)
        self.xsrf_token  # noqa: B018 - reading it sets the cookie, without which no farewell counts
        welcome(self)
        source = self.identity_provider.source(self.request)
        if not self._pace.allows(source):
            self._metrics.refused.inc()
            raise HTTPError(503, "Many pages were opened from your network in the last minute.")
        await self._follow()
        try:
            reserved = self.kernel_manager.reserve(source)
        except HTTPError:
            self._metrics.refused.inc()
            log.warning("a page was refused: there was no place for it")
            raise
        self._metrics.visits.inc()
        # the environment says which model the kernel reads: the one that `files` shows right now
        start = reserved(
            kernel_name="python3", path=str(self._notebook.parent), env=dict(os.environ)
        )
        kernel = asyncio.ensure_future(start)
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.set_header("Cache-Control", "no-store")
        head, tail = self._page()
        self.write(head)
        await self.flush()
        try:
            number = await kernel
        except Exception:
            log.exception("a kernel can't be started")  # the page says so: it has no kernel
        else:
            if self._left:
                await self.kernel_manager.shutdown_kernel(number)
                return
            started = json.dumps({"kernelId": number})
            self.write(f'<script type="application/json" id="assess-kernel">{started}</script>')
        self.finish(tail)

    _left = False

    def on_connection_close(self) -> None:
        """Left before the end of the page: nobody will say farewell for its kernel."""
        self._left = True
        super().on_connection_close()

    def _page(self) -> tuple[str, str]:
        about = json.loads(self._notebook.read_text(encoding="utf-8"))["metadata"]
        config = {"baseUrl": self.base_url, "parts": self._files.parts}
        page = self.render_template(
            "page.html.j2",
            title=about.get("title", self._notebook.stem),
            language=about.get("language", "en"),
            loading=about.get("loading", "One moment, please"),
            styles=self._files.styles,
            scripts=self._files.scripts,
            parts=self._files.parts,
            host=self._host,
            # from where the page is: behind a proxy that adds a path, it is found all the same
            first=f"assess/parts/{self._first}",
            config=json.dumps(config).replace("<", "\\u003c"),
            mark=MARK,
            logout=bool(self.identity_provider.access.token),
        )
        head, _, tail = page.partition(MARK)
        return head, tail
