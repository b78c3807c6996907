"""What the server says about itself: log lines and metrics."""

from __future__ import annotations

import asyncio
import json
import logging
import socket
import sys
from datetime import UTC, datetime
from typing import Any

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from tornado.web import HTTPError, RequestHandler

from assess.server.kernels.limits import as_number


class JsonLines(logging.Formatter):
    """One JSON object a record; of an exception only its kind is named."""

    def format(self, record: logging.LogRecord) -> str:
        """The line, without its end."""
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info and record.exc_info[0]:
            line["exception"] = record.exc_info[0].__name__
        return json.dumps(line, ensure_ascii=False)


def log_json() -> None:
    """Write our records from "info" up, others' warnings, as JSON lines; other handlers go."""
    handler = logging.StreamHandler(sys.__stderr__)
    handler.setFormatter(JsonLines())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    logging.getLogger("assess").setLevel(logging.INFO)
    for name in ("traitlets", "tornado", "Voila", "AssessVoila", "asyncio"):
        logger = logging.getLogger(name)
        logger.handlers[:] = []
        logger.setLevel(logging.NOTSET)  # Voilà asks for everything, and bounds its own handler
        logger.propagate = True


LARGEST = 200  # bytes of a report: a name and a number
SAVES = (0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 5)
PLANS = (0.05, 0.1, 0.2, 0.3, 0.5, 1, 2, 5, 10, 30)


class Metrics:
    """What is counted since the server's start; `reports` is the kernels' end of the socket."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.visits = Counter("assess_visits", "Pages begun.", registry=self.registry)
        self.refused = Counter("assess_refused", "Pages refused: full.", registry=self.registry)
        self.kernels = Gauge("assess_kernels", "Kernels that run.", registry=self.registry)
        self._seconds = {
            name: Histogram(
                f"assess_{name}_seconds",
                f"How long a {name} took.",
                registry=self.registry,
                buckets=buckets,
            )
            for name, buckets in (("save", SAVES), ("plan", PLANS))
        }
        self._here, self.reports = socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)
        self._here.setblocking(False)
        self.reports.setblocking(False)  # a kernel never waits for it

    def listen(self) -> None:
        """Take reports on the running event loop."""
        asyncio.get_event_loop().add_reader(self._here.fileno(), self.take)

    def take(self) -> None:
        """Take what has arrived; what isn't a known name with a number is left out."""
        for _ in range(1000):
            try:
                report = json.loads(self._here.recv(LARGEST))
            except BlockingIOError:
                return
            except ValueError:
                continue
            match report:
                case [str(name), float(seconds)] if name in self._seconds and 0 <= seconds < 3600:
                    self._seconds[name].observe(seconds)

    def text(self) -> bytes:
        """In Prometheus' form."""
        return generate_latest(self.registry)

    def close(self) -> None:
        """Close both ends."""
        self._here.close()
        self.reports.close()


class HealthHandler(RequestHandler):
    """200 where a visit could begin, 503 where not; nothing else is said."""

    def get(self) -> None:
        """ok, or full."""
        room = not self.settings["kernel_manager"].full
        self.set_status(200 if room else 503)
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        self.set_header("Cache-Control", "no-store")
        self.finish("ok\n" if room else "full\n")


class MetricsHandler(RequestHandler):
    """The counts, for this machine; 404 for anybody else."""

    def initialize(self, metrics: Metrics, anywhere: bool) -> None:
        """`anywhere`: whether other machines may ask."""
        self._metrics, self._anywhere = metrics, anywhere

    def get(self) -> None:
        """Prometheus' text form."""
        if not (self._anywhere or is_local(self.request)):
            raise HTTPError(404)
        self._metrics.kernels.set(len(self.settings["kernel_manager"]))
        self.set_header("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
        self.set_header("Cache-Control", "no-store")
        self.finish(self._metrics.text())


def is_local(request: Any) -> bool:
    """Whether a request comes from this machine itself, not through a proxy on it."""
    if any(name in request.headers for name in ("X-Forwarded-For", "X-Real-Ip", "Forwarded")):
        return False
    number = as_number(request.remote_ip)
    return number is not None and number.is_loopback
