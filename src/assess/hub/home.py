"""A person's server on the hub: put our notebooks into the home, then become the server.

`python -m assess.hub.home …` is the spawner's command; its arguments go on to
`jupyterhub-singleuser`.
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

from assess import settings

FOLDER = "assess"


def furnish(home: Path) -> Path:
    """The directory `home/assess` with our notebooks; one that a person changed is kept beside.

    A notebook is replaced only where the person's copy is what an earlier version put there.
    """
    folder = home / FOLDER
    folder.mkdir(exist_ok=True)
    for source in sorted(settings.notebooks_dir().glob("*.ipynb")):
        target, mark = folder / source.name, folder / f".{source.stem}.shipped"
        shipped = source.read_bytes()
        if target.exists() and not (mark.exists() and target.read_bytes() == mark.read_bytes()):
            continue  # the person's own
        if not target.exists() or target.read_bytes() != shipped:
            shutil.copyfile(source, target)
        if not mark.exists() or mark.read_bytes() != shipped:
            mark.write_bytes(shipped)
    return folder


def main() -> None:
    """Furnish the home, then become `jupyterhub-singleuser` with the same arguments."""
    furnish(Path.home())
    command = [sys.executable, "-m", "jupyterhub.singleuser", *sys.argv[1:]]
    os.execv(sys.executable, command)  # noqa: S606 - it becomes the server, no shell


if __name__ == "__main__":
    main()
