"""A model file read once in a process, and again when it changes: a forked kernel inherits it."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from assess.loader import load_model
from assess.model import CompetencyModel


def cached_model(path: Path) -> CompetencyModel:
    """The model in a file. Raises ModelError as `load_model` does."""
    try:
        seen = path.stat()
    except OSError:
        return load_model(path)  # says in a sentence what is wrong with the path
    return _read(path.resolve(), seen.st_mtime_ns, seen.st_size)


@lru_cache(maxsize=1)
def _read(path: Path, _changed: int, _size: int) -> CompetencyModel:
    return load_model(path)
