"""What other packages add to ours: charts and exports, found by their entry points."""

from __future__ import annotations

from importlib.metadata import entry_points
from typing import Any

from assess.errors import CallError

CHARTS = "assess.charts"
"""Entry points of this group become functions of `assess.charts`."""

EXPORTS = "assess.exports"
"""Entry points of this group are named by a file's ending, without its dot."""


def names(group: str) -> tuple[str, ...]:
    """Return the names of a group's entry points, sorted."""
    return tuple(sorted({item.name for item in entry_points(group=group)}))


def load(group: str, name: str) -> Any:
    """Return what the entry point of this name stands for; None where there is none.

    Raises CallError: its package can't be imported, or lacks what the entry point names.
    """
    for item in entry_points(group=group, name=name):
        try:
            return item.load()
        except Exception as error:  # a stranger's module may raise anything
            raise CallError(
                f"The entry point '{name}' in '{group}' can't be loaded ({error}): mend or "
                f"uninstall the package that brings {item.value}."
            ) from error
    return None
