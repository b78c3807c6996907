"""What the browser loads before any widget: page.js and the templates."""

from __future__ import annotations

import gzip
from functools import lru_cache
from hashlib import sha256

from jupyter_server.base.handlers import JupyterHandler
from tornado.web import HTTPError

from assess.server.kernels.forks import PageFiles

TYPES = {
    "js": "text/javascript; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "json": "application/json; charset=utf-8",
}
FOREVER = "public, max-age=31536000, immutable"


def lasting_name(script: str) -> str:
    """A script's name, made of its content."""
    return f"{sha256(script.encode()).hexdigest()[:20]}.js"


@lru_cache(maxsize=64)
def packed(text: str) -> bytes:
    """The text as gzip, made once."""
    return gzip.compress(text.encode("utf-8"), 9, mtime=0)


class PartsHandler(JupyterHandler):
    """One file of `PageFiles`, by its name."""

    def initialize(self, files: PageFiles) -> None:
        """`files`: what the parent of kernels has told."""
        self._files = files.files

    def set_default_headers(self) -> None:
        """Nothing: the file's own headers are set when it is found."""

    async def get(self, name: str) -> None:
        """The file; 404 where the name is unknown."""
        text = self._files.get(name)
        if text is None:
            raise HTTPError(404)
        self.set_header("Content-Type", TYPES[name.rpartition(".")[2]])
        self.set_header("Cache-Control", FOREVER)
        self.set_header("X-Content-Type-Options", "nosniff")
        self.set_header("Vary", "Accept-Encoding")
        if "gzip" in self.request.headers.get("Accept-Encoding", ""):
            self.set_header("Content-Encoding", "gzip")
            self.finish(packed(text))
        else:
            self.finish(text)
