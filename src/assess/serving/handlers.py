"""What answers a request for the page."""

from __future__ import annotations

from tornado.web import HTTPError
from voila.tornado.handler import TornadoVoilaHandler

from assess.serving.owners import welcome


class PageHandler(TornadoVoilaHandler):
    """Voilà's page, with the cookie that lets it free its kernel when it is left."""

    async def get(self, path: str | None = None) -> None:
        """The assessment; 404 for any other address, instead of the parent's way to a file.

        Without the cookie the farewell would be refused as forged.
        """
        if path:
            raise HTTPError(404)
        self.xsrf_token  # noqa: B018 - reading it sets the cookie
        welcome(self)
        await super().get(path)
