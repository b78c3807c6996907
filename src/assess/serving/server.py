"""`assess serve`: Voilà with our notebook, template and limits, on this machine only."""

from __future__ import annotations

import os
import sys
import webbrowser
from importlib import resources
from pathlib import Path
from threading import Thread
from typing import Any

from jupyter_server.utils import url_path_join
from tornado.routing import Rule
from voila.app import Voila
from voila.tornado.handler import TornadoVoilaHandler

from assess import settings
from assess.errors import ServeError
from assess.logs import log_json
from assess.serving.addresses import need_free, need_here
from assess.serving.assets import BUNDLE, OneFile, bundle_file
from assess.serving.config import voila_config
from assess.serving.forks import Forks, NoForkError
from assess.serving.handlers import PageHandler
from assess.serving.limits import LOOPBACK, ForeignHost, Refuse
from assess.serving.metrics import HealthHandler, MetricsHandler
from assess.serving.owners import OWN
from assess.serving.parts import PartsHandler, host_script
from assess.serving.provisioner import ForkedProvisioner, register

SHARE = Path(str(resources.files("assess.serving") / "share" / "jupyter"))


class AssessVoila(Voila):
    """Voilà, plus plotly's script by HTTP, minus requests for foreign host names."""

    forks: Forks

    def init_handlers(self) -> list[Any]:
        """Ours come first, and Voilà's way from an address to a notebook is left out."""
        name, text = host_script()
        files = self.forks.files
        files.files[name] = text
        page = {
            "notebook": Path(self.notebook_path),
            "files": files,
            "host": name,
            "metrics": self.forks.metrics,
            "voila_configuration": self.voila_configuration,
        }

        def at(path: str) -> str:
            return str(url_path_join(self.server_url, path))

        measuring = {"metrics": self.forks.metrics, "anywhere": settings.metrics_anywhere()}
        self.forks.metrics.listen()
        return [
            (at("healthz"), HealthHandler),
            (at("metrics"), MetricsHandler, measuring),
            (at(BUNDLE), OneFile, {"file": str(bundle_file())}),
            (at(r"assess/parts/([\w.]+)"), PartsHandler, {"files": files}),
            *(
                (item[0], OWN.get(item[1], item[1]), *item[2:])
                for item in super().init_handlers()
                if item[1] is not TornadoVoilaHandler
            ),
            (at(r"(.*)"), PageHandler, page),
        ]

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
    if host not in LOOPBACK:
        os.environ[settings.SHARED_VARIABLE] = "1"
    if settings.log_json():
        log_json()
    config = voila_config(host, port, browser)
    forks = Forks(Path(config.Voila.notebook_path))
    forks.start()  # it imports what kernels need while this process goes on
    try:
        ForkedProvisioner.forks, ForkedProvisioner.notebook = forks, forks.notebook
        config.KernelProvisionerFactory.default_provisioner_name = register()
        app = AssessVoila(config=config)
        app.forks = forks
        app.initialize([])
        if settings.log_json():
            log_json()  # Voilà has put its own handlers in place
        forks.finish()
        app.start()
    except NoForkError as error:
        raise ServeError(f"The kernels of the page can't be started: {error}.") from error
    finally:
        forks.stop()
