"""How many connections and bytes one kernel may have, and how many sockets that takes."""

from __future__ import annotations

from typing import Any, cast

import pytest
import zmq

from assess.server.http.connections import (
    BYTES_IN_A_MINUTE,
    CONNECTIONS,
    MESSAGES_IN_TEN_SECONDS,
    Connections,
    room_for,
)


def test_the_oldest_of_too_many_connections_is_named() -> None:
    made = Connections()
    handlers = [cast(Any, object()) for _ in range(CONNECTIONS + 2)]
    for handler in handlers[:CONNECTIONS]:
        assert made.add(handler) == []
    assert made.add(handlers[CONNECTIONS]) == handlers[:1]
    made.remove(handlers[0])  # it ends later than it was forgotten
    made.remove(handlers[1])
    assert made.add(handlers[CONNECTIONS + 1]) == []


def test_bytes_are_counted_for_a_minute() -> None:
    now = [0.0]
    made = Connections(clock=lambda: now[0])
    assert made.allows(BYTES_IN_A_MINUTE)
    assert not made.allows(1)
    now[0] = 59
    assert not made.allows(1)
    now[0] = 60
    assert made.allows(BYTES_IN_A_MINUTE - 1)
    assert made.allows(1)
    assert not made.allows(1)


def test_messages_are_counted_for_ten_seconds() -> None:
    now = [0.0]
    made = Connections(clock=lambda: now[0])
    assert all(made.allows(1) for _ in range(MESSAGES_IN_TEN_SECONDS))
    assert not made.allows(1)
    now[0] = 10
    assert made.allows(1)


@pytest.mark.parametrize("visits", [1, 30, 300, 10_000])
def test_a_server_has_sockets_for_all_its_visits(visits: int) -> None:
    """libzmq has 1,023 of them unless it is told otherwise, and 65,535 at most."""
    context = room_for(visits)
    sockets = context.get(zmq.MAX_SOCKETS)
    context.destroy()
    assert sockets >= min(max(1_023, visits * CONNECTIONS * 6), 65_535)
