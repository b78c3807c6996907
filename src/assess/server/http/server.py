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
from tornado.ioloop import PeriodicCallback
from tornado.routing import Rule
from tornado.web import RedirectHandler
from voila.app import Voila

from assess import settings
from assess.bundles import script
from assess.errors import ServeError
from assess.rate_limit import RateLimit
from assess.server.front import PartsHandler, lasting_name
from assess.server.http.config import need_here, voila_config
from assess.server.http.connections import KINDS
from assess.server.http.handlers import (
    HALF_SENT,
    LARGEST_REQUEST,
    Forwarded,
    Headers,
    OtherSite,
    PageHandler,
    Shortened,
)
from assess.server.http.login import OPEN, Access, LoginHandler, LogoutHandler, plain
from assess.server.http.metrics import HealthHandler, MetricsHandler, log_json
from assess.server.http.room import Digits, Room, RoomScript, WallHandler, addresses, spaced
from assess.server.kernels.forks import (
    ForkedProvisioner,
    Forks,
    ModelFile,
    NoForkError,
    ServedModel,
    register,
)
from assess.server.kernels.limits import LOOPBACK, ForeignHost, Refuse, allow_many_files, own_folder
from assess.server.kernels.owners import OWN

SHARE = Path(str(resources.files("assess.server.front") / "share" / "jupyter"))


LOOK_EVERY = 2_000
"""Milliseconds between looks at the model's file; each new page looks, too."""


class AssessVoila(Voila):
    """Voilà, plus plotly's script by HTTP, minus requests for foreign host names."""

    forks: Forks
    access: Access = OPEN
    room: Room | None = None
    model: ServedModel
    names: frozenset[str] = frozenset()
    called: str = ""
    """The name that people are told, where one was given."""

    encrypted: ssl.SSLContext | None = None

    def init_settings(self) -> dict[str, Any]:
        """As the parent's; a page may say to its kernel only what ours say."""
        made: dict[str, Any] = super().init_settings()
        self.kernel_manager.allowed_message_types = list(KINDS)
        return made

    def init_handlers(self) -> list[Any]:
        """Ours; of Voilà's only those of a kernel: its ways to files and notebooks are left out."""
        host, first, files = script("front/page"), script("front/first"), self.forks.files
        for text in (host, first, _chart_script()):
            files.files[lasting_name(text)] = text
        voila = {"voila_configuration": self.voila_configuration}
        metrics, room = self.forks.metrics, self.room
        metrics.listen()
        follow = partial(self.model.follow, self.forks)
        PeriodicCallback(follow, LOOK_EVERY).start()
        page = {
            "notebook": Path(self.notebook_path),
            "files": files,
            "host": lasting_name(host),
            "first": lasting_name(first),
            "metrics": metrics,
            "pace": RateLimit(settings.visits_a_minute()),
            "follow": follow,
            **voila,
        }
        measuring = {"metrics": metrics, "anywhere": settings.metrics_anywhere()}
        digits = Digits(room) if room else None
        routes: list[tuple[Any, ...]] = [
            ("healthz", HealthHandler),
            ("metrics", MetricsHandler, measuring),
            ("login", LoginHandler, {"access": self.access, "digits": digits, **voila}),
            (r"assess/parts/([\w.]+)", PartsHandler, {"files": files}),
        ]
        if room:
            wall = {"room": room, "address": self._addresses()[0], "own": self.ip, **voila}
            wall["token"] = plain(self.access.token)
            routes += [
                ("login/room.js", RoomScript, {"name": "front/room"}),
                ("wall/wall.js", RoomScript, {"name": "front/wall"}),
                (r"wall/?(release|results|)", WallHandler, wall),
            ]
        if self.access.token:
            routes.append(("logout", LogoutHandler, {"in_room": bool(room), **voila}))
        kernels = [item for item in super().init_handlers() if item[1] in OWN]
        return [
            *((url_path_join(self.server_url, path), *handler) for path, *handler in routes),
            *((path, OWN[handler], *rest) for path, handler, *rest in kernels),
            (url_path_join(self.server_url, r"(.*)"), PageHandler, page),
            (self.base_url.rstrip("/") or "/-", RedirectHandler, {"url": self.base_url}),
        ]

    def listen(self) -> None:
        """Refuse foreign hosts before any other rule, say where the page is, and serve."""
        foreign = ForeignHost(LOOPBACK | {self.ip} | self.names, numbers=self.ip not in LOOPBACK)
        other = OtherSite(proxied=bool(self.access.proxy_header))
        forwarded = Forwarded(LOOPBACK | {self.access.proxy_from})
        matchers = (forwarded, foreign, other, Shortened(self.base_url))
        self.app.default_router.rules[:0] = [Rule(matcher, Refuse) for matcher in matchers]
        self.app.add_transform(Headers)
        self.app.listen = partial(
            self.app.listen,
            ssl_options=self.encrypted,
            max_body_size=LARGEST_REQUEST,
            idle_connection_timeout=HALF_SENT,  # the time for the headers, too
            body_timeout=HALF_SENT,
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
        first, *others = self._addresses()
        yield f"The assessment is at {first}  (stop it with Ctrl+C)"
        for other in others:
            yield f"or, in another network, at {other}"
        room = self.room
        if room:
            yield f"The page for the projector, on this computer: {self._wall()}"
            yield f"Today's code for “{room.title}”: {spaced(room.code())}"
        elif self.access.token:
            yield f"The token to type there: {self.access.token}"
        if self.ip not in LOOPBACK:
            if not self.access.asks:
                yield "Warning: there is no login. Everybody who reaches this machine is let in."
            if not self.encrypted and not self.access.proxy_header:
                yield (
                    "Warning: connections aren't encrypted. Others in this network can read and "
                    "change what people send; give --certfile and --keyfile."
                )

    def _addresses(self) -> list[str]:
        """Where others find the page: by numbers, which every device in a room resolves."""
        hosts = [self.called] if self.called else addresses(self.ip)
        return [self._address(host) for host in hosts or [socket.gethostname()]]

    def _address(self, host: str) -> str:
        scheme = "https" if self.encrypted else "http"
        host = f"[{host}]" if ":" in host else host
        return f"{scheme}://{host}:{self.port}{self.base_url}"

    def _wall(self) -> str:
        everywhere = self.ip in ("", "0.0.0.0", "::")  # noqa: S104 - only compared with
        return f"{self._address('127.0.0.1' if everywhere else self.ip)}wall"

    def launch_browser(self) -> None:
        """Open the page where there is a screen; a text browser would take the terminal."""
        if sys.platform == "linux" and not (
            os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
        ):
            return
        address = self._wall() if self.room else self.connection_url
        Thread(target=webbrowser.open, args=(address,), daemon=True).start()


def _chart_script() -> str:
    return settings.chart_script().read_text(encoding="utf-8")


def serve(
    *,
    host: str,
    port: int,
    browser: bool,
    model: ModelFile,
    access: Access,
    room: Room | None,
    names: Collection[str],
    encrypted: ssl.SSLContext | None,
    base_url: str,
) -> None:
    """Serve the assessment until interrupted, on a host and a port that can be had.

    `base_url`: the path of the page, where a proxy serves other things beside it. ServeError (a
    sentence) where others could reach it without a login, or kernels can't be started.
    """
    need_here(host, access)
    allow_many_files()
    os.environ["JUPYTER_PATH"] = os.pathsep.join(
        filter(None, [str(SHARE), os.environ.get("JUPYTER_PATH")])
    )
    os.environ[settings.BUNDLE_VARIABLE] = f"assess/parts/{lasting_name(_chart_script())}"
    known = {name.lower() for name in names}
    if host not in LOOPBACK:
        os.environ[settings.SHARED_VARIABLE] = "1"
        own = socket.gethostname().lower()
        known |= {own, f"{own}.local"}
    if settings.log_json():
        log_json()
    with own_folder() as folder:
        served = ServedModel(model, folder)
        config = voila_config(host, port, browser, access, folder, base_url)
        if room is not None:
            config.Voila.cookie_secret = room.secret
        forks = Forks(Path(config.Voila.notebook_path))
        forks.start()  # it imports what kernels need while this process goes on
        try:
            ForkedProvisioner.forks = forks
            config.KernelProvisionerFactory.default_provisioner_name = register()
            app = AssessVoila(config=config)
            app.forks, app.model, app.access, app.encrypted = forks, served, access, encrypted
            app.room, app.called, app.names = room, next(iter(names), ""), frozenset(known)
            app.initialize([])
            if settings.log_json():
                log_json()  # Voilà has put its own handlers in place
            forks.finish()
            app.start()
        except NoForkError as error:
            raise ServeError(f"The kernels of the page can't be started: {error}.") from error
        finally:
            forks.stop()
