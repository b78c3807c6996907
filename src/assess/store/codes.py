"""Secret codes: whoever holds one may read or change what hangs on it; only a hash is ever kept."""

from __future__ import annotations

import hashlib
import re

from assess.errors import StoreError

CODE = re.compile(r"[A-Za-z0-9_-]{22,128}")
"""A code is at least 22 characters of base64url: 128 random bits."""


def code_hash(code: str) -> str:
    """What is kept of a code; StoreError where it has not the form of one."""
    if not CODE.fullmatch(code):
        raise StoreError("That code is not one of ours: it has at least 22 letters and digits.")
    # no slow hash: nobody guesses 128 random bits
    return hashlib.sha256(code.encode()).hexdigest()
