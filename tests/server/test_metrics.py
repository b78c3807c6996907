"""What the server tells about itself, and to whom."""

import io
import json
import logging
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest

from assess.app.shared import background
from assess.server.http.metrics import JsonLines, Metrics, is_local
from assess.server.kernels.forked.kernel import report_to


@pytest.fixture
def metrics() -> Iterator[Metrics]:
    made = Metrics()
    yield made
    made.close()


def test_a_kernels_measure_arrives_in_the_servers_histogram(
    metrics: Metrics, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(background, "_listeners", [])
    report_to(metrics.reports)
    with background.measured("save"):
        pass
    metrics.take()
    assert b"assess_save_seconds_count 1.0" in metrics.text()
    assert b"assess_plan_seconds_count 0.0" in metrics.text()


@pytest.mark.parametrize(
    "report",
    [b"", b"{", b"[]", b'["save"]', b'["save", "x"]', b'["save", -1.0]', b'["save", 1e9]',
     b'["other", 1.0]', b'[["save"], 1.0]', b"x" * 5000],
)  # fmt: skip
def test_a_report_that_is_none_counts_nothing(metrics: Metrics, report: bytes) -> None:
    before = [line for line in metrics.text().splitlines() if b"_created" not in line]
    metrics.reports.send(report)
    metrics.take()
    assert [line for line in metrics.text().splitlines() if b"_created" not in line] == before


def test_a_kernel_never_waits_for_a_server_that_does_not_listen(
    metrics: Metrics, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The socket's buffer is full long before the last one."""
    monkeypatch.setattr(background, "_listeners", [])
    report_to(metrics.reports)
    for _ in range(5000):
        with background.measured("plan"):
            pass
    metrics.take()
    counted = next(
        float(line.split()[1])
        for line in metrics.text().splitlines()
        if line.startswith(b"assess_plan_seconds_count")
    )
    assert 0 < counted < 5000


@pytest.mark.parametrize(
    ("address", "headers", "local"),
    [
        ("127.0.0.1", {}, True),
        ("::1", {}, True),
        ("10.0.0.7", {}, False),
        ("127.0.0.1", {"X-Forwarded-For": "10.0.0.7"}, False),
        ("", {}, False),
    ],
)
def test_only_this_machine_itself_may_ask(
    address: str, headers: dict[str, str], local: bool
) -> None:
    assert is_local(SimpleNamespace(remote_ip=address, headers=headers)) is local


def test_a_log_line_is_one_json_object_without_what_an_exception_says() -> None:
    stream = io.StringIO()
    logger = logging.Logger("assess.test")
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonLines())
    logger.addHandler(handler)
    try:
        raise ValueError("a person's words")
    except ValueError:
        logger.exception("it went\nwrong")
    said: dict[str, Any] = json.loads(stream.getvalue())
    assert stream.getvalue().count("\n") == 1
    assert said["message"] == "it went\nwrong"
    assert said["exception"] == "ValueError"
    assert "words" not in stream.getvalue()
