"""What answers a request for the page."""

from __future__ import annotations

import asyncio
import json
import logging
import os
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from tornado.web import HTTPError, authenticated
from voila.handler import BaseVoilaHandler

from assess.rate_limit import RateLimit
from assess.server.http.guard import SecureCookies
from assess.server.http.metrics import Metrics
from assess.server.kernels.forks import PageFiles
from assess.server.kernels.owners import welcome

log = logging.getLogger("assess.server")

MARK = "<!-- kernel -->"


class PageHandler(SecureCookies, BaseVoilaHandler):
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
