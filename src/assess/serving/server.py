"""`assess serve`: Voilà with our notebook, template and limits, on this machine only."""

from __future__ import annotations

import os
import socket
import sys
import tempfile
import webbrowser
from importlib import resources
from pathlib import Path
from threading import Thread
from typing import Any

import plotly
from jupyter_server.utils import url_path_join
from tornado.routing import Rule
from tornado.web import HTTPError, StaticFileHandler
from traitlets.config import Config
from voila.app import Voila
from voila.tornado.handler import TornadoVoilaHandler

from assess import settings
from assess.errors import ServeError
from assess.serving.limits import LOOPBACK, BoundedKernelManager, ForeignHost, Refuse

SHARE = Path(str(resources.files("assess.serving") / "share" / "jupyter"))
BUNDLE = f"assess/plotly-{plotly.__version__}.min.js"
EXTENSIONS = [
    "@jupyter-widgets/jupyterlab-manager",
    "@voila-dashboards/widgets-manager8",
    "anywidget",
]


class OneFile(StaticFileHandler):
    """One file whose address changes with its version: a browser fetches it once."""

    def initialize(self, file: str) -> None:  # type: ignore[override]
        """`file`: the absolute path to serve, whatever the address says."""
        super().initialize(path=str(Path(file).parent))
        self._file = Path(file).name

    async def get(self, path: str = "", include_body: bool = True) -> None:
        """Serve the file; the address decides nothing."""
        await super().get(self._file, include_body)

    def set_extra_headers(self, path: str) -> None:
        """Keep it for good."""
        self.set_header("Cache-Control", "public, max-age=31536000, immutable")


class PageHandler(TornadoVoilaHandler):
    """Voilà's page, with the cookie that lets it free its kernel when it is left."""

    async def get(self, path: str | None = None) -> None:
        """The assessment; 404 for any other address, instead of the parent's way to a file.

        Without the cookie the farewell would be refused as forged.
        """
        if path:
            raise HTTPError(404)
        self.xsrf_token  # noqa: B018 - reading it sets the cookie
        await super().get(path)


class AssessVoila(Voila):
    """Voilà, plus plotly's script by HTTP, minus requests for foreign host names."""

    def init_handlers(self) -> list[Any]:
        """Our file comes first: Voilà's last handler takes every other address."""
        bundle = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"
        address = url_path_join(self.server_url, BUNDLE)
        ours = [(address, OneFile, {"file": str(bundle)})]
        for handler in super().init_handlers():
            if handler[1] is TornadoVoilaHandler:
                handler = (handler[0], PageHandler, *handler[2:])
            ours.append(handler)
        return ours

    def listen(self) -> None:
        """Refuse foreign hosts before any other rule, say where the page is, and serve."""
        foreign = ForeignHost(LOOPBACK | {self.ip})
        self.app.default_router.rules.insert(0, Rule(foreign, Refuse))
        print(f"The assessment is at {self.connection_url}  (stop it with Ctrl+C)", flush=True)
        # our notebook holds no output that could be mistrusted: Voilà says so at each visit
        self.log.addFilter(lambda record: "is not trusted" not in record.getMessage())
        super().listen()

    def launch_browser(self) -> None:
        """Open the page where there is a screen; a text browser would take the terminal."""
        if sys.platform == "linux" and not (
            os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
        ):
            return
        Thread(target=webbrowser.open, args=(self.connection_url,), daemon=True).start()


def serve(
    *, host: str = "127.0.0.1", port: int = 8866, browser: bool = True, model: Path | None = None
) -> None:
    """Serve the assessment until interrupted; see `need_here` and `need_free` for refusals."""
    need_here(host)
    need_free(host, port)
    os.environ["JUPYTER_PATH"] = os.pathsep.join(
        filter(None, [str(SHARE), os.environ.get("JUPYTER_PATH")])
    )
    os.environ[settings.MODEL_VARIABLE] = str(settings.model_path(model).resolve())
    os.environ[settings.BUNDLE_VARIABLE] = BUNDLE
    app = AssessVoila(config=_config(host, port, browser))
    app.initialize([])
    app.start()


def need_here(host: str) -> None:
    """ServeError (a sentence) where other machines could reach the address."""
    if host not in LOOPBACK:
        raise ServeError(
            f"{host} can be reached from other machines, and there is no login yet: serve on "
            "127.0.0.1, and let people come to this machine or use a tunnel."
        )


def _config(host: str, port: int, browser: bool) -> Config:
    config = Config()
    config.Voila.config_file_paths = []  # a voila.json that lies about decides nothing here
    config.Voila.ip = host
    config.Voila.port = port
    config.Voila.port_retries = 0
    config.Voila.open_browser = browser
    config.Voila.log_level = "WARN"
    config.Voila.notebook_path = str(settings.notebooks_dir() / "assessment.ipynb")
    # a lost page is noticed after one missed ping (milliseconds), and its kernel can be culled
    config.Voila.tornado_settings = {"ws_ping_interval": 30_000, "ws_ping_timeout": 30_000}
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
    config.VoilaExecutor.timeout = 120
    # kernels can't be reached over the network at all; a socket's path has 107 characters at most
    # (fewer on macOS), of which the names below the temporary directory take up to 80
    if sys.platform == "linux" and len(tempfile.gettempdir()) <= 25:
        config.KernelManager.transport = "ipc"
    return config


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
