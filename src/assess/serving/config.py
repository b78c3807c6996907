"""How Voilà is configured by `assess serve`: template, limits, and what it must not serve."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from traitlets.config import Config

from assess import settings
from assess.serving.connections import JudgedConnection
from assess.serving.guard import LARGEST_MESSAGE
from assess.serving.limits import BoundedKernelManager
from assess.serving.login import OPEN, Access, Gate

EXTENSIONS = [
    "@jupyter-widgets/jupyterlab-manager",
    "@voila-dashboards/widgets-manager8",
    "anywidget",
]


def voila_config(
    host: str, port: int, browser: bool, access: Access = OPEN, folder: Path | None = None
) -> Config:
    """Everything that decides how the page is served; no file of a user's can change it.

    `folder`: where the kernels' sockets and files go.
    """
    folder = folder or Path(tempfile.gettempdir())
    config = Config()
    config.Voila.connection_dir_root = str(folder)
    config.Voila.config_file_paths = []  # a voila.json that lies about decides nothing here
    config.Voila.ip = host
    config.Voila.port = port
    config.Voila.port_retries = 0
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
