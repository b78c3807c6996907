"""How often something may happen is counted for each key, and forgotten in time."""

from __future__ import annotations

from assess.rate_limit import RateLimit


def test_only_so_many_are_allowed_in_so_much_time() -> None:
    moments = [0.0]
    limit = RateLimit(2, 60, lambda: moments[0])
    assert [limit.allows() for _ in range(4)] == [True, True, False, False]
    moments[0] = 59.0
    assert not limit.allows()
    moments[0] = 60.0
    assert [limit.allows() for _ in range(3)] == [True, True, False]


def test_a_limit_counts_each_key_and_forgets_in_time() -> None:
    now = [0.0]
    limit = RateLimit(2, 60, clock=lambda: now[0])
    assert [limit.allows("a"), limit.allows("a"), limit.allows("a"), limit.allows("b")] == [
        True,
        True,
        False,
        True,
    ]
    now[0] = 60
    assert limit.allows("a")


def test_a_limit_holds_no_more_keys_than_it_needs() -> None:
    now = [0.0]
    limit = RateLimit(1, 60, clock=lambda: now[0])
    for number in range(30_000):
        now[0] += 0.001
        limit.allows(str(number))
    assert len(limit) <= 10_001
