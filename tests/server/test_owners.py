"""What is left of a kernel that has ended: nothing."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import zmq
from zmq.eventloop.zmqstream import ZMQStream

from assess.server.kernels.owners import OwnedKernels


def test_channels_of_a_connection_that_ended_with_its_kernel_are_closed() -> None:
    """Handed over while the kernel was ending, as by a page whose farewell was faster."""

    async def end() -> tuple[bool, dict[str, Any]]:
        kernels, context = OwnedKernels(), zmq.Context()
        kernels._kernels["one"] = object()
        kernels.give("one", "visitor")
        stream = ZMQStream(context.socket(zmq.DEALER))
        kernels.start_buffering("one", "one:page", {"shell": stream})  # type: ignore[no-untyped-call]
        assert not stream.closed()
        kernels.remove_kernel("one")
        kernels.remove_kernel("one")  # a kernel that nobody knows any more is no error
        closed = bool(stream.closed())
        context.destroy(linger=0)
        assert not kernels.owned_by("one", "visitor")
        return closed, dict(kernels._kernel_buffers)

    # a thread of its own: browser tests leave an event loop running in this one
    with ThreadPoolExecutor(1) as thread:
        closed, buffers = thread.submit(asyncio.run, end()).result()
    assert closed
    assert buffers == {}
