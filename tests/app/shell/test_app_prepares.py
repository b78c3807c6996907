"""What the first answer needs is got ready when the first question is on the screen, not before."""

from __future__ import annotations

from assess.app.shell.root import AfterFirst
from assess.errors import StoreError


def test_only_the_first_message_prepares_and_in_a_thread_of_its_own() -> None:
    calls: list[str] = []
    after = AfterFirst(lambda: calls.append("prepared"))
    assert calls == []
    after(None, {"kind": "hello"}, [])
    assert after.thread is not None
    after.thread.join()
    first = after.thread
    after(None, {"kind": "ping"}, [])
    assert after.thread is first
    assert calls == ["prepared"]


def test_a_place_that_can_not_be_used_is_left_for_the_first_answer_to_tell() -> None:
    def fail() -> None:
        calls.append("tried")
        raise StoreError("The disk is full.")

    calls: list[str] = []
    after = AfterFirst(fail)
    after()  # an error in the thread would fail this test as a warning
    assert after.thread is not None
    after.thread.join()
    assert calls == ["tried"]
