"""A real server with some of its constants changed, so that a test needn't wait for minutes."""

from __future__ import annotations

from pathlib import Path

from tests.browser.conftest import Server


class Patched(Server):
    """`assess serve`, after a line of Python such as "from m import x; x.SECONDS = 1"."""

    def __init__(self, directory: Path, patch: str, *arguments: str, **environment: str) -> None:
        self.program = (
            "-c",
            f"{patch}\nimport sys\nfrom assess.cli.main import main\nsys.exit(main())",
        )
        super().__init__(directory, *arguments, **environment)
