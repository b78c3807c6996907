"""`python -m assess.server.kernels.forked`, started by the server and by nobody else.

parent SOCKET LIFELINE REPORTS NOTEBOOK   fork kernels
parts  SOCKET                             only tell what every page begins with
visit  FILE LIFELINE REPORTS NOTEBOOK     be one kernel, where forking isn't possible
"""

from __future__ import annotations

import socket
import sys
from pathlib import Path


def main(arguments: list[str]) -> None:
    """Do what the first argument says."""
    kind, first, *rest = arguments
    if kind == "parent":
        from assess.server.kernels.forked.parent import serve

        control = socket.socket(fileno=int(first))
        serve(control, int(rest[0]), int(rest[1]), Path(rest[2]))
    elif kind == "parts":
        from assess.server.kernels.forked.parent import send_parts, warm

        send_parts(socket.socket(fileno=int(first)), warm())
    else:
        from assess.server.kernels.forked.kernel import Notebook, run, without_debugger

        without_debugger()
        run(first, Notebook(Path(rest[2])), int(rest[0]), int(rest[1]))


if __name__ == "__main__":
    main(sys.argv[1:])
