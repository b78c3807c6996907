"""Codes that a person reads on one computer and types on another: Crockford's base32.

26 characters hold 130 random bits, in groups so that one finds one's place again; the letters
I, L, O and U are left out, and what is mistaken for them is read as what was meant.
"""

from __future__ import annotations

import secrets
from collections import deque
from collections.abc import Callable
from time import monotonic

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 26
_MEANT = str.maketrans({"O": "0", "I": "1", "L": "1"})
_GAPS = str.maketrans("", "", " -\u2013\u2010\u00a0\t\n\r")


def new_code() -> str:
    """A new code, as it is stored (hashed) and compared: 26 characters, no gaps."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def grouped(code: str) -> str:
    """A code as it is shown: `ABCDE-FGHJK-…`, groups of five and a last one of six."""
    groups = [code[start : start + 5] for start in range(0, LENGTH - 6, 5)]
    return "-".join([*groups, code[LENGTH - 6 :]])


def typed_code(text: str) -> str | None:
    """The code that somebody typed, whatever the gaps and the case; None where it can't be one."""
    code = text[:200].translate(_GAPS).upper().translate(_MEANT)
    return code if len(code) == LENGTH and set(code) <= set(ALPHABET) else None


class Tries:
    """At most `most` tries in `seconds`; older ones no longer count."""

    def __init__(
        self, most: int, seconds: float = 60, clock: Callable[[], float] = monotonic
    ) -> None:
        self._most, self._seconds, self._clock = most, seconds, clock
        self._made: deque[float] = deque()

    def allowed(self) -> bool:
        """Count one try; whether it may be made."""
        now = self._clock()
        while self._made and self._made[0] <= now - self._seconds:
            self._made.popleft()
        if len(self._made) >= self._most:
            return False
        self._made.append(now)
        return True
