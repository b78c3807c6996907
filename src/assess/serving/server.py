"""`assess serve`: Voilà with our notebook, template and limits, on this machine only."""

from __future__ import annotations

import logging
import os
import socket
import ssl
import sys
import webbrowser
from collections.abc import Collection, Iterator
from functools import partial
from importlib import resources
from pathlib import Path
from threading import Thread
from typing import Any

from jupyter_server.utils import url_path_join
from tornado.routing import Rule
from traitlets.config import Config
from voila.app import Voila

from assess import settings
from assess.errors import ServeError
from assess.logs import log_json
from assess.serving import guard
from assess.serving.addresses import need_free, need_here
from assess.serving.config import voila_config
from assess.serving.forks import Forks, NoForkError
from assess.serving.frames import KINDS
from assess.serving.guard import LARGEST_REQUEST, Headers, OtherSite, Pace
from assess.serving.handlers import PageHandler
from assess.serving.limits import LOOPBACK, ForeignHost, Refuse, allow_many_files
from assess.serving.login import OPEN, Access, LoginHandler, LogoutHandler
from assess.serving.metrics import HealthHandler, MetricsHandler
from assess.serving.owners import OWN
from assess.serving.parts import PartsHandler, host_script, lasting_name
from assess.serving.provisioner import ForkedProvisioner, register
from assess.serving.scratch import own_folder

SHARE = Path(str(resources.files("assess.serving") / "share" / "jupyter"))


class AssessVoila(Voila):
    """Voilà, plus plotly's script by HTTP, minus requests for foreign host names."""

    forks: Forks
    access: Access = OPEN
    names: frozenset[str] = frozenset()
    encrypted: ssl.SSLContext | None = None

    def init_settings(self) -> dict[str, Any]:
        """As the parent's; a page may say to its kernel only what ours say."""
        made: dict[str, Any] = super().init_settings()
        self.kernel_manager.allowed_message_types = list(KINDS)
        return made

    def init_handlers(self) -> list[Any]:
        """Ours; of Voilà's only those of a kernel: its ways to files and notebooks are left out."""
        host, files = host_script(), self.forks.files
        for script in (host, _chart_script()):
            files.files[lasting_name(script)] = script
        voila = {"voila_configuration": self.voila_configuration}
        page = {
            "notebook": Path(self.notebook_path),
            "files": files,
            "host": lasting_name(host),
            "metrics": self.forks.metrics,
            "pace": Pace(settings.visits_a_minute()),
            **voila,
        }

        def at(path: str) -> str:
            return str(url_path_join(self.server_url, path))

        measuring = {"metrics": self.forks.metrics, "anywhere": settings.metrics_anywhere()}
        self.forks.metrics.listen()
        return [
            (at("healthz"), HealthHandler),
            (at("metrics"), MetricsHandler, measuring),
            (at("login"), LoginHandler, {"access": self.access, **voila}),
            *([(at("logout"), LogoutHandler, voila)] if self.access.token else []),
            (at(r"assess/parts/([\w.]+)"), PartsHandler, {"files": files}),
            *(
                (item[0], OWN[item[1]], *item[2:])
                for item in super().init_handlers()
                if item[1] in OWN
            ),
            (at(r"(.*)"), PageHandler, page),
        ]

    def listen(self) -> None:
        """Refuse foreign hosts before any other rule, say where the page is, and serve."""
        foreign = ForeignHost(LOOPBACK | {self.ip} | self.names, numbers=self.ip not in LOOPBACK)
        other = OtherSite(proxied=bool(self.access.proxy_header))
        refused = [Rule(foreign, Refuse), Rule(other, Refuse)]
        self.app.default_router.rules[:0] = refused
        self.app.add_transform(Headers)
        self.app.listen = partial(
            self.app.listen,
            ssl_options=self.encrypted,
            max_body_size=LARGEST_REQUEST,
            idle_connection_timeout=guard.HALF_SENT,  # the time for the headers, too
            body_timeout=guard.HALF_SENT,
        )
        print("\n".join(self._hello()), flush=True)
        # our notebook holds no output that could be mistrusted: Voilà says so at each visit
        self.log.addFilter(lambda record: "is not trusted" not in record.getMessage())
        # tornado would count in seconds what jupyter counts in milliseconds, and says so
        general = logging.getLogger("tornado.general")
        general.addFilter(lambda record: "websocket_ping_timeout" not in record.getMessage())
        super().listen()

    def stop(self) -> None:
        """End the kernels; `serve` removes the folder that they still write to until then."""
        self.ioloop.run_sync(self.kernel_manager.shutdown_all)

    def _hello(self) -> Iterator[str]:
        """Where the page is, what to type there, and what isn't safe about it."""
        everywhere = self.ip in ("", "0.0.0.0", "::")  # noqa: S104 - only compared with
        host = socket.gethostname() if everywhere else self.ip
        scheme = "https" if self.encrypted else "http"
        host = f"[{host}]" if ":" in host else host
        address = f"{scheme}://{host}:{self.port}{self.base_url}"
        yield f"The assessment is at {address}  (stop it with Ctrl+C)"
        if self.access.token:
            yield f"The token to type there: {self.access.token}"
        if self.ip not in LOOPBACK:
            if not self.access.asks:
                yield "Warning: there is no login. Everybody who reaches this machine is let in."
            if not self.encrypted and not self.access.proxy_header:
                yield (
                    "Warning: connections aren't encrypted. Others in this network can read and "
                    "change what people send; give --certfile and --keyfile."
                )

    def launch_browser(self) -> None:
        """Open the page where there is a screen; a text browser would take the terminal."""
        if sys.platform == "linux" and not (
            os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
        ):
            return
        Thread(target=webbrowser.open, args=(self.connection_url,), daemon=True).start()


def _chart_script() -> str:
    return settings.chart_script().read_text(encoding="utf-8")


def serve(
    *,
    host: str = "127.0.0.1",
    port: int = 8866,
    browser: bool = True,
    model: Path | None = None,
    access: Access = OPEN,
    names: Collection[str] = (),
    encrypted: ssl.SSLContext | None = None,
) -> None:
    """Serve the assessment until interrupted; see `need_here` and `need_free` for refusals."""
    need_here(host, access)
    need_free(host, port)
    allow_many_files()
    os.environ["JUPYTER_PATH"] = os.pathsep.join(
        filter(None, [str(SHARE), os.environ.get("JUPYTER_PATH")])
    )
    os.environ[settings.MODEL_VARIABLE] = str(settings.model_path(model).resolve())
    os.environ[settings.BUNDLE_VARIABLE] = f"assess/parts/{lasting_name(_chart_script())}"
    if host not in LOOPBACK:
        os.environ[settings.SHARED_VARIABLE] = "1"
    if settings.log_json():
        log_json()
    with own_folder() as folder:
        _run(voila_config(host, port, browser, access, folder), access, names, encrypted)


def _run(
    config: Config,
    access: Access,
    names: Collection[str],
    encrypted: ssl.SSLContext | None,
) -> None:
    host = config.Voila.ip
    forks = Forks(Path(config.Voila.notebook_path))
    forks.start()  # it imports what kernels need while this process goes on
    try:
        ForkedProvisioner.forks, ForkedProvisioner.notebook = forks, forks.notebook
        config.KernelProvisionerFactory.default_provisioner_name = register()
        app = AssessVoila(config=config)
        app.forks, app.access, app.encrypted = forks, access, encrypted
        if host not in LOOPBACK:
            own = socket.gethostname().lower()
            app.names = frozenset({own, f"{own}.local", *(name.lower() for name in names)})
        else:
            app.names = frozenset(name.lower() for name in names)
        app.initialize([])
        if settings.log_json():
            log_json()  # Voilà has put its own handlers in place
        forks.finish()
        app.start()
    except NoForkError as error:
        raise ServeError(f"The kernels of the page can't be started: {error}.") from error
    finally:
        forks.stop()
