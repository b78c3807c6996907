"""A real Firefox, driven by the protocol that it speaks itself (Marionette): commands and answers
as JSON over a socket of this machine. What drives Chromium needs a Firefox of its own making.
"""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.browser.conftest import free_port
from tests.browser.webdriver import Window

NAMES = ("firefox-esr", "firefox")
# nothing that Firefox does by itself: no update, no report, no check of the network
_PREFERENCES = {
    "app.update.disabledForTesting": True,
    "browser.aboutwelcome.enabled": False,
    "browser.download.folderList": 2,
    "browser.download.useDownloadDir": True,
    "browser.download.always_ask_before_handling_new_types": False,
    "browser.safebrowsing.downloads.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "dom.disable_open_during_load": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "toolkit.telemetry.enabled": False,
    "network.proxy.type": 0,
}


class Firefox(Window):
    """One window of Firefox."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self._number = 0
        self._rest = b""
        self._receive()  # it says hello first
        self._send("NewSession", {})
        self._send("SetTimeouts", {"script": 120_000, "pageLoad": 120_000})

    def _send(self, command: str, parameters: dict[str, Any]) -> Any:
        self._number += 1
        text = json.dumps([0, self._number, f"WebDriver:{command}", parameters]).encode()
        self._connection.sendall(b"%d:%s" % (len(text), text))
        _, number, error, result = self._receive()
        assert number == self._number
        if error:
            raise RuntimeError(f"{command}: {error['message']}")
        return result.get("value") if isinstance(result, dict) else result

    def _receive(self) -> Any:
        while b":" not in self._rest:
            self._rest += self._more()
        size, _, self._rest = self._rest.partition(b":")
        while len(self._rest) < int(size):
            self._rest += self._more()
        text, self._rest = self._rest[: int(size)], self._rest[int(size) :]
        return json.loads(text)

    def _more(self) -> bytes:
        more = self._connection.recv(65536)
        if not more:
            raise RuntimeError("Firefox ended")
        return more


@contextmanager
def firefox(place: Path, *arguments: str, **preferences: Any) -> Iterator[Firefox]:
    """A Firefox without a window, with the profile in `place`; downloads go to `place`/downloads.

    `arguments` of its command line; `preferences` by name, besides ours.
    """
    program = next(filter(None, map(shutil.which, NAMES)))
    port = free_port()
    profile, downloads = place / "profile", place / "downloads"
    for folder in (profile, downloads):
        folder.mkdir(parents=True, exist_ok=True)
    own = {"marionette.port": port, "browser.download.dir": str(downloads)}
    wanted = {**_PREFERENCES, **own, **preferences}
    lines = (f"user_pref({json.dumps(key)}, {json.dumps(value)});" for key, value in wanted.items())
    (profile / "user.js").write_text("\n".join(lines))
    command = [program, "--headless", "--marionette", "--no-remote", "--profile", str(profile)]
    with (place / "firefox.log").open("wb") as log:
        process = subprocess.Popen([*command, *arguments], stdout=log, stderr=log)
    try:
        with _connected(port, process) as connection:
            yield Firefox(connection)
    finally:
        process.terminate()
        process.wait(timeout=30)


def _connected(port: int, process: subprocess.Popen[bytes]) -> socket.socket:
    for _ in range(600):
        if process.poll() is not None:
            break
        try:
            made = socket.create_connection(("127.0.0.1", port), timeout=5)
        except OSError:
            time.sleep(0.1)
            continue
        made.settimeout(180)
        return made
    raise RuntimeError("Firefox didn't come up")
