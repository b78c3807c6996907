"""What is judged before any library reads it: frames of the v1 protocol, messages of our pages."""

from __future__ import annotations

import tracemalloc
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jupyter_server.services.kernels.connection.base import (
    deserialize_msg_from_ws_v1,
    serialize_msg_to_ws_v1,
)

from assess.server.http.connections import (
    CHANNELS,
    FEWEST,
    KINDS,
    MOST,
    PROTOCOL,
    FrameError,
    is_session,
    judge,
    parts_of,
)
from tests.security.client import frame, header, message

CONTENTS = {
    "comm_open": {"comm_id": "page", "target_name": "assess.page", "data": {"parts": "x"}},
    "comm_msg": {"comm_id": "page", "data": {"method": "update"}},
    "comm_close": {"comm_id": "page"},
}


@pytest.mark.parametrize("kind", KINDS)
def test_what_a_page_of_ours_says_is_taken(kind: str) -> None:
    said = message(kind, CONTENTS.get(kind))
    judge(said)
    assert deserialize_msg_from_ws_v1(said) == ("shell", parts_of(said)[1:])


@pytest.mark.parametrize("buffers", [0, 1, MOST - FEWEST])
def test_what_jupyters_own_side_writes_is_a_frame(buffers: int) -> None:
    pieces = [b"{}"] * 4 + [b"\0" * 9] * buffers
    written = serialize_msg_to_ws_v1(pieces, "shell")
    assert parts_of(written) == [b"shell", *pieces]


def test_more_parts_than_any_widget_needs_are_refused() -> None:
    with pytest.raises(FrameError):
        parts_of(serialize_msg_to_ws_v1([b"{}"] * (MOST - 1), "shell"))


GOOD = message("comm_info_request")


@pytest.mark.parametrize(
    "bad",
    [
        *(frame(b"shell", *[b"{}"] * 4, count=count) for count in (0, 5, 7, 33, 2**31, 2**60)),
        *(frame(b"shell", *[b"{}"] * count) for count in (0, 1, 2, 3, 31, 40)),
        frame(b"shell", b"{}{}{}{}", offsets=[56, 61, 2**63, 65, 67, 69]),
        frame(b"shell", b"{}{}{}{}", offsets=[56, 61, 60, 65, 67, 69]),
        frame(b"shell", b"{}{}{}{}", offsets=[0, 61, 63, 65, 67, 69]),
        frame(b"shell", b"{}{}{}{}", offsets=[56, 61, 63, 65, 67, 70]),
        *(GOOD[:length] for length in (*range(60), len(GOOD) - 1)),
        b"\0" * 1_000,
        b"\xff" * 1_000,
    ],
)
def test_a_frame_that_lies_about_its_parts_is_refused(bad: bytes) -> None:
    with pytest.raises(FrameError):
        parts_of(bad)


@pytest.mark.parametrize("protocol", [None, "", "v2.kernel.websocket.jupyter.org"])
def test_no_other_protocol_is_read(protocol: str | None) -> None:
    parts_of(GOOD, PROTOCOL)
    with pytest.raises(FrameError):
        parts_of(GOOD, protocol)


def test_a_text_is_no_frame() -> None:
    with pytest.raises(FrameError):
        parts_of('{"channel": "shell"}')


@pytest.mark.parametrize(
    "bad",
    [
        *(message(kind) for kind in ("execute_request", "", "comm_msg\n", None, 5, ["comm_msg"])),
        *(message("comm_info_request", channel=name) for name in ("control", "stdin", "iopub")),
        *(
            message("comm_info_request", **{part: text})
            for part in ("header", "parent_header", "metadata", "content")
            for text in (b"", b"[]", b"5", b"{", b"\xff", b"[" * 1_500, b'{"a": 1, "a": 2}')
        ),
        *(
            message(kind, {**CONTENTS[kind], "comm_id": name})
            for kind in CONTENTS
            for name in ("", None, 5, {}, "x" * 101, "\x1b[31m", "a\nb", "\u202e")
        ),
        *(
            message("comm_open", {"comm_id": "x", "target_name": name})
            for name in ("jupyter.widget", "jupyter.widget.control", None, "", "assess.page\n")
        ),
        *(
            message("comm_info_request", header=header("comm_info_request", **{key: name}))
            for key in ("msg_id", "session")
            for name in ("", None, 5, "x" * 101, "a\nb", "\x1b")
        ),
        *(
            message("comm_info_request", parent_header={"msg_id": name})
            for name in ("x" * 101, 5, ["x"])
        ),
        message("comm_info_request", metadata={"x": "y" * 2_000}),
        frame(b"shell", *parts_of(GOOD)[1:], b"a buffer"),
    ],
)
def test_what_no_page_of_ours_says_is_refused_in_words_of_our_own(bad: bytes) -> None:
    with pytest.raises(FrameError) as refused:
        judge(bad)
    assert refused.value.code in (1003, 1008)
    assert str(refused.value).isprintable()
    assert str(refused.value).isascii()


def test_a_connection_has_a_name_that_can_be_logged() -> None:
    assert is_session("1f0e-2b-3")
    for name in ("", "x" * 101, "a\nb", "a b", "\x1b", "ü", "-"):
        assert not is_session(name), name


LENGTHS = st.integers(0, 2**64 - 1) | st.integers(0, 200)
PARTS = st.lists(st.binary(max_size=20) | st.just(b"{}"), max_size=40)


@st.composite
def noises(draw: st.DrawFn) -> bytes:
    """Frames that are nearly right: a good one, with its numbers or bytes changed."""
    channel = draw(st.sampled_from([*(name.encode() for name in sorted(CHANNELS)), b"hb", b""]))
    made = bytearray(frame(channel, *draw(PARTS)))
    for _ in range(draw(st.integers(0, 3))):
        at = draw(st.integers(0, len(made) // 8 - 1))
        made[8 * at : 8 * at + 8] = draw(LENGTHS).to_bytes(8, "little")
    return bytes(made[: draw(st.integers(0, len(made)))] if draw(st.booleans()) else made)


@given(noises() | st.binary(max_size=400))
def test_what_is_accepted_the_library_reads_into_the_same_parts(noise: bytes) -> None:
    with suppress(FrameError):
        parts = parts_of(noise)
        tracemalloc.start()
        channel, read = deserialize_msg_from_ws_v1(noise)
        taken = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert [channel.encode(), *read] == parts
        assert channel in CHANNELS
        assert len(read) >= 4
        assert taken < 20_000


@given(st.sampled_from(KINDS), st.text(max_size=120), st.text(max_size=120))
def test_ids_that_are_taken_can_be_printed(kind: str, number: str, comm_id: str) -> None:
    content = {**CONTENTS.get(kind, {}), "comm_id": comm_id}
    with suppress(FrameError):
        judge(message(kind, content, header=header(kind, msg_id=number)))
        assert number.isprintable()
        assert len(number) <= 100
        assert kind not in CONTENTS or (comm_id.isprintable() and len(comm_id) <= 100)
