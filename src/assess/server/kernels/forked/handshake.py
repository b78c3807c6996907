"""Tell a page what differs from the page cache in its kernel: one message there, one back.

The page opens the comm `assess.page` with the name of the parts that it shows; the answer is the
difference to the present widgets, or {"failed": true} where the notebook could not be run.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from assess.server.kernels.forked.page_cache import NOTHING, PageCache, page_cache_of

TARGET = "assess.page"
STOCK = ("jupyter.widget", "jupyter.widget.control")
"""Ways in which a page could make widgets of any kind; ours needs neither."""


def answer(known: str, name: str, parts: PageCache, root: str | None) -> dict[str, Any]:
    """Return what differs in this kernel from the page cache `known` that the page shows.

    `parts`: this server's page cache, called `name`. `root`: the kernel's outermost widget.
    """
    if root is None:
        return {"failed": True}
    shown = parts if known == name and name else NOTHING
    return shown.difference(page_cache_of(root))


def listen(name: str, parts: PageCache, root: Callable[[], str | None]) -> None:
    """Answer pages from now on."""
    import comm

    def opened(page: Any, message: Any) -> None:
        data = message["content"]["data"]
        known = data.get("parts") if isinstance(data, dict) else None
        page.send(answer(known if isinstance(known, str) else "", name, parts, root()))
        page.close()  # it has told all: a page that opens thousands leaves none here

    manager = comm.get_comm_manager()
    for stock in STOCK:
        manager.targets.pop(stock, None)
    manager.register_target(TARGET, opened)


def close_unknown(kernel: Any) -> None:
    """Answer what is said to a comm that isn't here by closing it, for the page to forget it."""
    comms, take = kernel.comm_manager.comms, kernel.shell_handlers["comm_msg"]

    def comm_msg(stream: Any, ident: Any, message: Any) -> None:
        comm_id = message["content"]["comm_id"]
        if comm_id in comms:
            take(stream, ident, message)
        else:
            content = {"comm_id": comm_id, "data": {}}
            kernel.session.send(kernel.iopub_socket, "comm_close", content, parent=message)

    kernel.shell_handlers["comm_msg"] = comm_msg
