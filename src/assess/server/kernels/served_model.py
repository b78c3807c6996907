"""Which model new pages show: a copy of the file's last good version, never the file itself.

All kernels of a version read the same copy, so that a page's answers, files and reports belong to
the sentences that it shows, whatever is done to the file meanwhile.
"""

from __future__ import annotations

import asyncio
import logging
import os
from hashlib import sha256
from pathlib import Path
from typing import Protocol

from assess import settings
from assess.server.kernels.forks import Forks, NoForkError

log = logging.getLogger("assess.server")


class ModelFile(Protocol):
    """A model's file that may change: `text` is its last good version."""

    text: str

    def look(self) -> bool: ...  # noqa: D102


class ServedModel:
    """Names the copy in the environment of this process, from which kernels get theirs."""

    def __init__(self, file: ModelFile, folder: Path) -> None:
        """`folder`: the server's own, for the copies."""
        self._file, self._folder = file, folder
        self._following = asyncio.Lock()
        self._publish(file.text)

    async def follow(self, forks: Forks) -> None:
        """Let new pages show the file's present version, where that is a good one."""
        async with self._following:
            shown = self._text
            if await asyncio.to_thread(self._file.look):
                try:
                    self._publish(self._file.text)
                    await forks.renew()
                except (OSError, NoForkError) as error:
                    log.error("new pages show the model as it was before (%s)", error)
                    self._publish(shown)
            elif not self._copy.exists():  # somebody tidies the temporary directory
                self._publish(shown)

    def _publish(self, text: str) -> None:
        # kernels that are about to start may still read the copy of before: it stays
        copy = self._folder / f"model-{sha256(text.encode()).hexdigest()[:20]}.yaml"
        if not copy.exists():
            copy.write_text(text, encoding="utf-8", newline="")
        self._text, self._copy = text, copy
        os.environ[settings.MODEL_VARIABLE] = str(copy)
