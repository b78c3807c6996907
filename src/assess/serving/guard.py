"""Headers on every answer, requests that other sites' pages make, and how much one may ask."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from typing import Any

from tornado.httputil import HTTPHeaders, HTTPServerRequest
from tornado.routing import Matcher
from tornado.web import OutputTransform

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
    """Sets our headers on every answer, whoever made it: pages, files, refusals."""

    def __init__(self, request: HTTPServerRequest) -> None:
        self._secure = request.protocol == "https"

    def transform_first_chunk(
        self, status_code: int, headers: HTTPHeaders, chunk: bytes, finishing: bool
    ) -> tuple[int, HTTPHeaders, bytes]:
        """Put ours in the place of any of the same name; the server's name and version go."""
        for name, value in HEADERS.items():
            headers[name] = value
        headers.pop("Server", None)
        if self._secure:
            headers["Strict-Transport-Security"] = "max-age=31536000"
        return status_code, headers, chunk


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


class Pace:
    """At most `count` a time span (seconds) for each key; the oldest keys are let go of."""

    def __init__(
        self, count: int, seconds: float = 60.0, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._count, self._seconds, self._clock = count, seconds, clock
        self._times: dict[str, deque[float]] = {}

    def allows(self, key: str = "") -> bool:
        """Whether one more is allowed now; it is counted if so."""
        now = self._clock()
        times = self._times.setdefault(key, deque())
        while times and now - times[0] >= self._seconds:
            times.popleft()
        if len(times) >= self._count:
            return False
        times.append(now)
        if len(self._times) > 10_000:  # many addresses, each seen once: memory has a bound too
            idle = [name for name, seen in self._times.items() if now - seen[-1] >= self._seconds]
            for name in idle or list(self._times)[:5_000]:
                del self._times[name]
        return True
