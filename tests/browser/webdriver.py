"""One window of a browser that is driven by W3C WebDriver's commands, whatever carries them."""

from __future__ import annotations

import time
from abc import ABC, abstractmethod
from typing import Any

_ALL = "\ue009a\ue009"
"""Control and A, which the next letters replace."""

_STILL = """
const [node] = arguments, { x, y } = node.getBoundingClientRect(), before = node.seenAt;
node.seenAt = `${x} ${y}`;
return node.seenAt === before"""

_ELEMENT = "element-6066-11e4-a52e-4f735466cecf"


class Window(ABC):
    """One window. Elements are found by CSS selector and, where given, by a text in them."""

    @abstractmethod
    def _send(self, command: str, parameters: dict[str, Any]) -> Any:
        """What the browser answers to a command; RuntimeError where it can't do it."""

    def open(self, url: str) -> None:
        """Go to an address."""
        self._send("Navigate", {"url": url})

    def reload(self) -> None:
        """Load the page again."""
        self._send("Refresh", {})

    def run(self, script: str, *arguments: Any) -> Any:
        """What the body of a function returns; it has `arguments`."""
        return self._send("ExecuteScript", {"script": script, "args": list(arguments)})

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
        """Click as a mouse does, once the element is there and stays where it is."""
        found = self.find(selector, text)
        self.until(_STILL, found)
        self._element("ElementClick", found)

    def type(self, selector: str, keys: str, *, instead: bool = False) -> None:
        """Type into a field; `instead` of what is in it. A file input takes a path."""
        text = f"{_ALL}{keys}" if instead else keys
        self._element("ElementSendKeys", self.find(selector), text=text)

    def press(self, keys: str) -> None:
        """Press the keys of a text, in whatever has the focus."""
        pressed = [{"type": kind, "value": key} for key in keys for kind in ("keyDown", "keyUp")]
        actions = [{"type": "key", "id": "keyboard", "actions": pressed}]
        self._send("PerformActions", {"actions": actions})

    def _element(self, command: str, element: dict[str, str], **more: Any) -> None:
        self._send(command, {"id": element[_ELEMENT], **more})
