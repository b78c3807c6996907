"""Which addresses may be listened on, said before anything is started."""

from __future__ import annotations

import socket

from assess.errors import ServeError
from assess.serving.limits import LOOPBACK


def need_here(host: str) -> None:
    """ServeError (a sentence) where other machines could reach the address."""
    if host not in LOOPBACK:
        raise ServeError(
            f"{host} can be reached from other machines, and there is no login yet: serve on "
            "127.0.0.1, and let people come to this machine or use a tunnel."
        )


def need_free(host: str, port: int, command: str = "assess serve") -> None:
    """ServeError (a sentence) where another program has the port."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise ServeError(
                f"Port {port} can't be used ({error.strerror}): another program may have it. Stop "
                f"that program, or choose another port: {command} --port {port + 1}"
            ) from error
