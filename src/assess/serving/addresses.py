"""Which addresses may be listened on, said before anything is started."""

from __future__ import annotations

import socket
import ssl
from pathlib import Path

from assess.errors import ServeError
from assess.files import need_ordinary
from assess.serving.limits import LOOPBACK
from assess.serving.login import OPEN, Access


def need_here(host: str, access: Access = OPEN) -> None:
    """ServeError (a sentence) where other machines could reach the address without a login."""
    if host not in LOOPBACK and not access.asks and not access.insecure:
        raise ServeError(
            f"{host} can be reached from other machines: add --token (people type it once), or "
            "--proxy-header NAME --proxy-from ADDRESS behind a sign-in of your own. --insecure "
            "lets in anyone who can reach this machine."
        )


def encryption(certfile: Path | None, keyfile: Path | None) -> ssl.SSLContext | None:
    """How connections are encrypted, None for not; ServeError where the files can't be used."""
    if certfile is None:
        if keyfile is not None:
            raise ServeError("--keyfile needs --certfile: give both, or neither.")
        return None
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    try:
        for path in (certfile, keyfile or certfile):
            need_ordinary(path)
        context.load_cert_chain(certfile, keyfile)
    except (OSError, ssl.SSLError) as error:
        reason = getattr(error, "strerror", None) or getattr(error, "reason", None) or "unusable"
        raise ServeError(
            f"{certfile} can't be used as a certificate ({reason}): give a PEM file, and its key "
            "with --keyfile."
        ) from error
    return context


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
