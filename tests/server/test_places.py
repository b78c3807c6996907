"""Who gets a place, by a clock of the test's own."""

from __future__ import annotations

import pytest

from assess.server.kernels.limits import CONNECT_WITHIN, UNCONNECTED_A_VISITOR, NoPlaceError, Places


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def places(clock: Clock) -> Places:
    return Places(clock)


def test_one_network_cannot_take_every_place_without_connecting(places: Places) -> None:
    """Each load without a cookie is a new visitor."""
    for number in range(5):
        places.take(f"a{number}", f"visitor {number}", "10.0.0.1", 10)
    with pytest.raises(NoPlaceError, match="network"):
        places.take("a5", "visitor 5", "10.0.0.1", 10)
    places.take("b", "somebody", "10.0.0.2", 10)
    places.connect("a0")
    places.take("a5", "visitor 5", "10.0.0.1", 10)


def test_connected_pages_of_one_network_take_every_place(places: Places) -> None:
    """A room behind one address is a room full of people."""
    for number in range(10):
        assert places.take(str(number), f"visitor {number}", "10.0.0.1", 10) == ""
        places.connect(str(number))
    assert len(places) == 10
    with pytest.raises(NoPlaceError, match="10 pages are open"):
        places.take("more", "visitor", "10.0.0.2", 10)
    places.give_back("3")
    places.take("more", "visitor", "10.0.0.2", 10)


def test_one_visitor_holds_few_places_without_connecting(places: Places) -> None:
    for number in range(UNCONNECTED_A_VISITOR):
        places.take(str(number), "visitor", f"10.0.0.{number}", 100)
    with pytest.raises(NoPlaceError, match="this browser"):
        places.take("more", "visitor", "10.0.0.9", 100)
    places.take("another's", "somebody", "10.0.0.9", 100)
    places.connect("0")
    places.take("more", "visitor", "10.0.0.9", 100)


def test_a_place_that_lost_its_page_long_ago_is_the_next_ones_where_one_is_missing(
    places: Places, clock: Clock
) -> None:
    """A closed lid keeps its kernel while there is room for others."""
    for name in ("lost", "back", "open"):
        places.take(name, name, name, 3)
        places.connect(name)
    for name in ("lost", "back"):
        places.disconnect(name)
    clock.now = CONNECT_WITHIN - 1
    with pytest.raises(NoPlaceError):
        places.take("new", "somebody", "10.0.0.1", 3)
    places.connect("back")
    clock.now = CONNECT_WITHIN
    assert places.take("new", "somebody", "10.0.0.1", 3) == "lost"
    with pytest.raises(NoPlaceError):
        places.take("newer", "somebody else", "10.0.0.2", 3)
    assert len(places) == 3


def test_a_second_connection_that_ends_leaves_the_place_in_use(
    places: Places, clock: Clock
) -> None:
    places.take("page", "visitor", "10.0.0.1", 1)
    places.connect("page")
    places.connect("page")
    places.disconnect("page")
    clock.now = 10 * CONNECT_WITHIN
    with pytest.raises(NoPlaceError):
        places.take("new", "somebody", "10.0.0.2", 1)
