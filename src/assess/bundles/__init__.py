"""The page's scripts as a browser gets them, made of the modules in `app` and `server/front`.

`make bundle` makes one file for each module that exports a widget, with all that it imports.
"""

from pathlib import Path


def script(name: str) -> str:
    """Return the bundle of a module by its path in its package: "rate/form", "front/page"."""
    path = Path(__file__).with_name(f"{name.replace('/', '-')}.js")
    return path.read_text(encoding="utf-8")
