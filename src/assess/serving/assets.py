"""Files of the page at addresses that change with their content: a browser fetches each once."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from tornado.web import StaticFileHandler


def lasting_address(file: Path) -> str:
    """The address of a script below the server's base, made of its name and its content."""
    name = file.name.partition(".")[0]
    return f"assess/{name}-{sha256(file.read_bytes()).hexdigest()[:12]}.js"


class OneFile(StaticFileHandler):
    """One file whose address changes with its version: a browser fetches it once."""

    def initialize(self, file: str) -> None:  # type: ignore[override]
        """`file`: the absolute path to serve, whatever the address says."""
        super().initialize(path=str(Path(file).parent))
        self._file = Path(file).name

    async def get(self, path: str = "", include_body: bool = True) -> None:
        """Serve the file; the address decides nothing."""
        await super().get(self._file, include_body)

    def set_extra_headers(self, path: str) -> None:
        """Keep it for good."""
        self.set_header("Cache-Control", "public, max-age=31536000, immutable")
