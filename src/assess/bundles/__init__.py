"""The page's scripts as a browser gets them, made of the modules in `app` and `server/front`.

`make bundle` makes one file for each module that exports a widget, with all that it imports, in
the folder of its feature.
"""

from pathlib import Path


def script(name: str) -> str:
    """Return the bundle of a module by its path in its package: "rate/form", "front/page"."""
    return (Path(__file__).parent / f"{name}.js").read_text(encoding="utf-8")
