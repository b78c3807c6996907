"""One running server for the tests of this directory, without a browser."""

from collections.abc import Iterator

import pytest

from tests.browser.conftest import Server, context, own
from tests.security.client import Client

__all__ = ["context", "own"]  # fixtures of the browser tests, for those here that need a browser


@pytest.fixture(scope="session")
def walled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """`assess serve`, as a person starts it."""
    running = Server(tmp_path_factory.mktemp("walled"))
    yield running
    running.stop()


@pytest.fixture
def alice(walled: Server) -> Client:
    return Client(walled.url)


@pytest.fixture
def bob(walled: Server) -> Client:
    return Client(walled.url)
