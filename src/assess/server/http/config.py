"""How Voilà is configured by `assess serve`: template, limits, and what it must not serve."""

from __future__ import annotations

import errno
import os
import re
import socket
import ssl
import sys
from pathlib import Path

from traitlets.config import Config

from assess import settings
from assess.errors import ServeError
from assess.files import need_ordinary
from assess.server.http.connections import JudgedConnection
from assess.server.http.handlers import LARGEST_MESSAGE
from assess.server.http.login import OPEN, Access, Gate
from assess.server.kernels.limits import LOOPBACK, BoundedKernelManager


def need_known(host: str) -> None:
    """ServeError (a sentence) where no machine has this name or address, or another one has."""
    try:
        found = socket.getaddrinfo(
            host or None, 0, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )
        family, kind, number, _, address = found[0]
        with socket.socket(family, kind, number) as probe:
            probe.bind(address)
    except (socket.gaierror, UnicodeError):
        raise ServeError(
            f"--host {host}: there is no address of that name. Check how it is written, or leave "
            "--host out to serve this computer alone."
        ) from None
    except OSError as error:
        if error.errno == errno.EADDRNOTAVAIL:
            raise ServeError(
                f"--host {host} isn't an address of this computer. Give one of its own, or 0.0.0.0 "
                "for all of them."
            ) from None


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
            if error.errno == errno.EACCES:
                raise ServeError(
                    f"Port {port} is only for the computer's administrator: choose one from 1024 "
                    f"on, such as {command} --port 8866"
                ) from error
            raise ServeError(
                f"Port {port} can't be used ({error.strerror}): another program may have it. Stop "
                f"that program, or choose another port: {command} --port {port + 1}"
            ) from error


def path_of(base_url: str) -> str:
    """The page's path, with a slash at both ends; ServeError (a sentence) where it can't be one."""
    path = f"/{base_url.strip('/')}/" if base_url.strip("/") else "/"
    if not re.fullmatch(r"/(?:[A-Za-z0-9_~-][A-Za-z0-9._~-]*/)*", path):
        raise ServeError(
            f"--base-url {base_url} isn't a path: give the part of the address after the server's "
            "name, such as /assess, in letters, digits and - . _ ~ alone."
        )
    return path


EXTENSIONS = [
    "@jupyter-widgets/jupyterlab-manager",
    "@voila-dashboards/widgets-manager8",
    "anywidget",
]


def voila_config(
    host: str, port: int, browser: bool, access: Access, folder: Path, base_url: str
) -> Config:
    """Everything that decides how the page is served; no file of a user's can change it.

    `folder`: where the kernels' sockets and files go; `base_url`: the page's path.
    """
    config = Config()
    config.Voila.connection_dir_root = str(folder)
    config.Voila.config_file_paths = []  # a voila.json that lies about decides nothing here
    config.Voila.ip = host
    config.Voila.port = port
    config.Voila.port_retries = 0
    config.Voila.base_url = config.Voila.server_url = base_url
    config.Voila.open_browser = browser
    config.Voila.log_level = "WARN"
    config.Voila.notebook_path = str(settings.notebooks_dir() / "assessment.ipynb")
    # a lost page is noticed after one missed ping (milliseconds), and its kernel can be culled;
    # the first ping is an interval after the page came: a timeout as short as that ends them all
    config.Voila.tornado_settings = {"ws_ping_interval": 30_000, "ws_ping_timeout": 50_000}
    config.Voila.tornado_settings |= {"websocket_max_message_size": LARGEST_MESSAGE}
    config.Voila.kernel_websocket_connection_class = JudgedConnection
    config.Voila.identity_provider_class = Gate
    config.Gate.access = access
    page = config.VoilaConfiguration
    page.template = "assess"
    page.allow_template_override = "NO"
    page.allow_theme_override = "NO"
    page.file_allowlist = [r"(?!)"]  # no file beside the notebook is anybody's
    page.extension_allowlist = EXTENSIONS
    page.multi_kernel_manager_class = BoundedKernelManager
    config.BoundedKernelManager.max_kernels = settings.max_visits()
    kernels = config.MappingKernelManager
    kernels.cull_idle_timeout = 600  # seconds; a kernel with a page connected is never culled
    kernels.cull_interval = 30
    kernels.cull_connected = False
    # a kernel that died is told to its page within a second; a new one would know nothing of it
    config.KernelRestarter.time_to_dead = 1.0
    config.KernelRestarter.restart_limit = 0
    config.VoilaExecutor.timeout = 120
    # kernels can't be reached over the network at all; a socket's path has 107 characters at most
    # (fewer on macOS), of which the names below our folder take up to 65
    if sys.platform == "linux" and len(os.fsencode(folder)) <= 42:
        config.KernelManager.transport = "ipc"
    return config
