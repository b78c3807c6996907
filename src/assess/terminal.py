"""What reaches a terminal: names of files, titles and messages hold no control characters there.

A title could move the cursor, change what was printed before it, or type for the person who reads.
"""

from __future__ import annotations

import re
from typing import TextIO

# C0 and C1 controls, and the marks that change the direction of what follows
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]")


def shown(text: object) -> str:
    """The text in one line, each control character in it written as an escape like \\u001b."""
    return _CONTROLS.sub(lambda found: f"\\u{ord(found[0]):04x}", str(text))


class Terminal:
    """A stream that writes control characters as escapes; lines and tabs stay (JSON stays JSON)."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        """Write it; the number of characters that were given."""
        self._stream.write(
            _CONTROLS.sub(lambda found: found[0] if found[0] in "\n\t" else shown(found[0]), text)
        )
        return len(text)

    def flush(self) -> None:
        """As the stream does."""
        self._stream.flush()

    def __getattr__(self, name: str) -> object:
        return getattr(self._stream, name)
