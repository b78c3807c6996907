"""A real WebKitGTK, the engine of GNOME's browser and a near relation of Safari's.

Debian's driver speaks W3C WebDriver over HTTP, and opens WebKitGTK's own small browser.
"""

from __future__ import annotations

import json
import os
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.browser.conftest import free_port
from tests.browser.webdriver import Window

_COMMANDS = {
    "Navigate": "url",
    "Refresh": "refresh",
    "ExecuteScript": "execute/sync",
    "ElementClick": "element/{id}/click",
    "ElementSendKeys": "element/{id}/value",
    "PerformActions": "actions",
}


class WebKit(Window):
    """One window of WebKitGTK."""

    def __init__(self, driver: str, data: Path) -> None:
        self._session = driver
        arguments = ["--automation", f"--cookies-file={data / 'cookies'}"]
        options = {"binary": str(_browser()), "args": arguments}
        wanted = {"alwaysMatch": {"webkitgtk:browserOptions": options}}
        made = self._post("session", {"capabilities": wanted})
        self._session = f"{driver}session/{made['sessionId']}/"

    def _send(self, command: str, parameters: dict[str, Any]) -> Any:
        return self._post(_COMMANDS[command].format(**parameters), parameters)

    def close(self) -> None:
        """End the browser."""
        request = urllib.request.Request(self._session.rstrip("/"), method="DELETE")
        urllib.request.urlopen(request, timeout=60).close()

    def _post(self, path: str, body: dict[str, Any]) -> Any:
        request = urllib.request.Request(self._session + path, json.dumps(body).encode())
        try:
            with urllib.request.urlopen(request, timeout=180) as answer:
                return json.load(answer)["value"]
        except urllib.error.HTTPError as error:
            raise RuntimeError(json.load(error)["value"]["message"]) from None


def _browser() -> Path:
    return next(Path("/usr/lib").glob("*/webkit2gtk-4.*/MiniBrowser"))


@contextmanager
def webkit(place: Path) -> Iterator[WebKit]:
    """A WebKitGTK on a screen that nobody sees; what it keeps and downloads is in `place`."""
    port = free_port()
    place.mkdir(parents=True, exist_ok=True)
    environment = {
        **os.environ,
        "HOME": str(place),
        "XDG_DATA_HOME": str(place / "data"),
        "XDG_DOWNLOAD_DIR": str(place / "downloads"),
        "GDK_BACKEND": "x11",
        "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1",  # it needs rights that containers lack
    }
    command = ["xvfb-run", "-a", "-s", "-screen 0 1366x900x24", "WebKitWebDriver", f"--port={port}"]
    with (place / "webkit.log").open("wb") as log:
        driver = subprocess.Popen(
            command, env=environment, stdout=log, stderr=log, start_new_session=True
        )
    try:
        window = _opened(f"http://127.0.0.1:{port}/", place, driver)
        yield window
        window.close()
    finally:
        os.killpg(driver.pid, 15)
        driver.wait(timeout=30)


def _opened(url: str, place: Path, driver: subprocess.Popen[bytes]) -> WebKit:
    for _ in range(600):
        if driver.poll() is not None:
            break
        try:
            urllib.request.urlopen(f"{url}status", timeout=5).close()
        except OSError:
            time.sleep(0.1)
            continue
        return WebKit(url, place)
    raise RuntimeError("WebKitGTK didn't come up")
