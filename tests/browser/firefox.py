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

NAMES = ("firefox-esr", "firefox")
_ALL = "\ue009a\ue009"
"""Control and A, which the next letters replace."""

_ELEMENT = "element-6066-11e4-a52e-4f735466cecf"

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


class Firefox:
    """One window. Elements are found by CSS selector and, where given, by a text in them."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self._number = 0
        self._rest = b""
        self._receive()  # it says hello first
        self._send("WebDriver:NewSession", {})
        self._send("WebDriver:SetTimeouts", {"script": 120_000, "pageLoad": 120_000})

    def open(self, url: str) -> None:
        """Go to an address."""
        self._send("WebDriver:Navigate", {"url": url})

    def reload(self) -> None:
        """Load the page again."""
        self._send("WebDriver:Refresh", {})

    def run(self, script: str, *arguments: Any) -> Any:
        """What the body of a function returns; it has `arguments`."""
        given = {"script": script, "args": list(arguments)}
        return self._send("WebDriver:ExecuteScript", given)["value"]

    def until(self, script: str, *arguments: Any, seconds: float = 60) -> Any:
        """The same once it is true."""
        end = time.monotonic() + seconds
        while True:
            try:
                value = self.run(script, *arguments)
            except RuntimeError:  # between two pages
                value = None
            if value:
                return value
            assert time.monotonic() < end, f"never true: {script} {arguments}"
            time.sleep(0.1)

    def find(self, selector: str, text: str = "") -> dict[str, str]:
        """The first element that can be seen, waited for."""
        found: dict[str, str] = self.until(
            "return [...document.querySelectorAll(arguments[0])].find((node) => "
            "node.checkVisibility() && node.textContent.includes(arguments[1]))",
            selector,
            text,
        )
        return found

    def click(self, selector: str, text: str = "") -> None:
        """Click as a mouse does, once the element is there."""
        self._element("WebDriver:ElementClick", self.find(selector, text))

    def type(self, selector: str, keys: str, *, instead: bool = False) -> None:
        """Type into a field; `instead` of what is in it. A file input takes a path."""
        text = f"{_ALL}{keys}" if instead else keys
        self._element("WebDriver:ElementSendKeys", self.find(selector), text=text)

    def press(self, keys: str) -> None:
        """Press the keys of a text, in whatever has the focus."""
        pressed = [{"type": kind, "value": key} for key in keys for kind in ("keyDown", "keyUp")]
        actions = [{"type": "key", "id": "keyboard", "actions": pressed}]
        self._send("WebDriver:PerformActions", {"actions": actions})

    def _element(self, command: str, element: dict[str, str], **more: Any) -> None:
        self._send(command, {"id": element[_ELEMENT], **more})

    def _send(self, command: str, parameters: dict[str, Any]) -> Any:
        self._number += 1
        text = json.dumps([0, self._number, command, parameters]).encode()
        self._connection.sendall(b"%d:%s" % (len(text), text))
        _, number, error, result = self._receive()
        assert number == self._number
        if error:
            raise RuntimeError(f"{command}: {error['message']}")
        return result

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
