"""Which rows belong to whom: a person's code at the service comes from the hub's name for them.

The page finds answers by a random code that only its browser knows. Here the hub vouches for the
name, so the code is made from it with a key that only the service can read: no person can compute
another one's, and the database holds no names in its keys.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
import secrets
from pathlib import Path

KEY_BYTES = 32


class Identity:
    """Codes from names. `key`: at least 32 random bytes, kept by the service alone."""

    def __init__(self, key: bytes) -> None:
        if len(key) < KEY_BYTES:
            raise ValueError(f"The key has {len(key)} bytes: it needs at least {KEY_BYTES}.")
        self._key = key

    def code(self, name: str) -> str:
        """The code of one person: 43 characters of base64url."""
        digest = hmac.new(self._key, b"person:" + name.encode(), hashlib.sha256).digest()
        return base64.urlsafe_b64encode(digest).decode().rstrip("=")


def kept_key(file: Path) -> bytes:
    """The key in a file readable by its owner only; made there at the first start."""
    try:
        return file.read_bytes()
    except FileNotFoundError:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        key = secrets.token_bytes(KEY_BYTES)
        descriptor = os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        with os.fdopen(descriptor, "wb") as handle:
            handle.write(key)
            handle.flush()
            os.fsync(handle.fileno())
        return key
