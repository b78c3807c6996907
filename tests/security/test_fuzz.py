"""Whatever a stranger's text holds, its readers answer with a value or a sentence, and soon.

The short form of `make fuzz`, with the same readers: texts damaged by hypothesis, and each find.
"""

from __future__ import annotations

import resource
import time
from pathlib import Path

import pytest
from fuzz.targets import TARGETS, seeds, tried
from hypothesis import given, settings
from hypothesis import strategies as st

FINDS = Path(__file__).parents[2] / "fuzz" / "finds"
PIECES = [
    *(
        b'"',
        b"'",
        b"{",
        b"}",
        b"[",
        b"]",
        b":",
        b",",
        b"\\",
        b"\n",
        b"\0",
        b"\xff",
        b"\xed\xa0\x80",
    ),
    *(
        b"null",
        b"true",
        b"NaN",
        b"1e999",
        b"-1",
        b"9" * 400,
        b"<",
        b"</template>",
        b"&",
        b"<!--",
        b"\xed\xa0\x80",
    ),
    *(b"&a [*a, *a]", b"!!python/object:os.system", b"? ", b"<<: ", b"- " * 50, b"[" * 300),
    *("\u202e\u2066\u200b\u2028".encode(), b"__proto__", b'{"a":' * 100, b"\xef\xbb\xbf"),
]
PATIENT = settings(max_examples=150)


def _soon(target: str, data: bytes) -> None:
    begun = time.process_time()
    tried(target, data)
    # processor time of this process, so a busy machine changes nothing
    assert time.process_time() - begun < 2


@pytest.mark.parametrize("target", TARGETS)
def test_a_damaged_text_is_read_or_refused_with_a_sentence(target: str) -> None:
    @PATIENT
    @given(st.data())
    def damage(data: st.DataObject) -> None:
        text = data.draw(st.sampled_from(seeds()[target]))
        for _ in range(data.draw(st.integers(1, 4))):
            at = data.draw(st.integers(0, len(text)))
            cut = data.draw(st.integers(0, 30))
            text = text[:at] + data.draw(st.sampled_from(PIECES)) + text[at + cut :]
        _soon(target, text)

    damage()


@pytest.mark.parametrize("target", TARGETS)
def test_any_bytes_are_read_or_refused_with_a_sentence(target: str) -> None:
    @PATIENT
    @given(st.lists(st.sampled_from(PIECES) | st.binary(max_size=8), max_size=12))
    def try_out(pieces: list[bytes]) -> None:
        _soon(target, b"".join(pieces))

    try_out()


@pytest.mark.parametrize("target", TARGETS)
def test_the_good_texts_that_inputs_are_made_from_are_good(target: str) -> None:
    """Else nothing behind the first check would be tried."""
    assert any(tried(target, seed) for seed in seeds()[target])


@pytest.mark.parametrize("target", TARGETS)
def test_what_was_found_once_stays_mended(target: str) -> None:
    """Every file in fuzz/finds; the empty text is always tried."""
    kept = sorted(path for path in FINDS.glob(f"{target}/*") if path.is_file())
    for data in (b"", *(path.read_bytes() for path in kept)):
        _soon(target, data)


BOMBS = {
    "aliases": b"a: &a [x]\n" + b"".join(b"b%d: &b%d [*a, *a]\n" % (n, n) for n in range(99)),
    "laughs": b"a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: &d [*c, *c]\n",
    "depth in brackets": b"[" * 200_000,
    "depth in braces": b'{"a":' * 100_000,
    "depth by indent": b"".join(b" " * n + b"a:\n" for n in range(800)),
    "ten megabytes": b"a: " + b"x" * 10_000_000,
    "a long number": b'{"schema_version": ' + b"9" * 1_000_000 + b"}",
    "many keys": b"{" + b",".join(b'"k%d": 1' % n for n in range(90_000)) + b"}",
    "many tags": b"<" * 1_000_000,
    "open strings": b'"\\' * 499_999,
    "open templates": b"<template id=" * 70_000,
    "spaces in a tag": b"<template id" + b" " * 900_000,
    "open comments": b"<!--" * 250_000,
    "templates": b'<template id="assess-data">' * 30_000,
    "entities": b"&amp;" * 300_000,
    "nul": b"\0" * 1_000_000,
    "quotes": b"'" * 900_000,
}


@pytest.mark.parametrize("bomb", BOMBS)
@pytest.mark.parametrize("target", ["model", "answers", "session", "code", "fields"])
def test_a_bomb_costs_neither_time_nor_memory(target: str, bomb: str) -> None:
    seeds()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    _soon(target, BOMBS[bomb])
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 200 * 1024
