"""`python -m assess.ui.kernel`, started by the server and by nobody else.

parent SOCKET LIFELINE NOTEBOOK   fork kernels
parts  SOCKET NOTEBOOK            only tell what every page begins with
visit  FILE LIFELINE NOTEBOOK     be one kernel, where forking isn't possible
"""

from __future__ import annotations

import socket
import sys
from pathlib import Path


def main(arguments: list[str]) -> None:
    """Do what the first argument says."""
    kind, first, *rest = arguments
    if kind == "parent":
        from assess.ui.kernel.parent import serve

        serve(socket.socket(fileno=int(first)), int(rest[0]), Path(rest[1]))
    elif kind == "parts":
        from assess.ui.kernel.parent import send_parts, warm

        send_parts(socket.socket(fileno=int(first)), *warm())
    else:
        from assess.ui.kernel.notebook import Notebook
        from assess.ui.kernel.visit import run, without_debugger

        without_debugger()
        run(first, Notebook(Path(rest[1])), lifeline=int(rest[0]))


if __name__ == "__main__":
    main(sys.argv[1:])
