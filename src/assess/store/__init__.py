"""Where answers are kept: `Store` and its migrations."""

from assess.store.store import Store, Stored, code_hash, open_store

__all__ = ["Store", "Stored", "code_hash", "open_store"]
