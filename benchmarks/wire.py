"""A relay between a browser and a server that counts what goes over the wire, websockets apart."""

from __future__ import annotations

import socket
from contextlib import suppress
from threading import Thread
from types import TracebackType


class Relay:
    """`url` leads to the server; `websocket` and `other` are bytes in both directions."""

    def __init__(self, port: int) -> None:
        self._target = port
        self.websocket = self.other = 0
        self._server = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._server.getsockname()[1]}/"

    def __enter__(self) -> Relay:
        Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self._server.close()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                browser, _ = self._server.accept()
                server = socket.create_connection(("127.0.0.1", self._target))
                kinds: list[bool] = []
                Thread(target=self._copy, args=(browser, server, kinds, True), daemon=True).start()
                Thread(target=self._copy, args=(server, browser, kinds, False), daemon=True).start()

    def _copy(
        self, source: socket.socket, target: socket.socket, kinds: list[bool], asks: bool
    ) -> None:
        with suppress(OSError):
            while data := source.recv(65536):
                if asks and b"/channels?" in data[:200]:
                    kinds.append(True)
                if kinds:
                    self.websocket += len(data)
                else:
                    self.other += len(data)
                target.sendall(data)
        with suppress(OSError):
            target.shutdown(socket.SHUT_WR)
