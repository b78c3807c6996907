"""Where a page finds plotly's script, as the `Chart` widget's `bundle` says it.

- "assess/…": served by `assess serve`, relative to the server's base address;
- "labextension:…": below the server's labextensions, where an installation has put it;
- "": nowhere by HTTP, so the kernel sends it once.
"""

from __future__ import annotations

from pathlib import Path

from assess import settings

EXTENSION = "assess/static/plotly-charts.min.js"


def bundle_address() -> str:
    """How the page of this kernel reaches plotly's script."""
    served = settings.bundle_address()
    if served:
        return served
    from jupyter_core.paths import jupyter_path

    installed = any((Path(place) / EXTENSION).exists() for place in jupyter_path("labextensions"))
    return f"labextension:{EXTENSION}" if installed else ""


def bundle_script() -> bytes:
    """The script itself, for a page that finds it nowhere."""
    return settings.chart_script().read_bytes()
