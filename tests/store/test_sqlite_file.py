"""The SQLite file: who can read it, and that what is erased leaves no byte in it."""

from __future__ import annotations

import os

import pytest
from people import CODE, NOTE, OTHER, document, files_of

from assess.store import Store, code_hash


def test_the_code_itself_is_nowhere_in_the_file(file_store: Store) -> None:
    file_store.save(CODE, document(), expected=0)
    content = files_of(file_store)
    assert NOTE.encode() in content
    assert CODE.encode() not in content
    assert code_hash(CODE).encode() in content


def test_only_its_owner_can_read_the_file(file_store: Store) -> None:
    before = os.umask(0)
    try:
        file_store.save(CODE, document(), expected=0)
    finally:
        os.umask(before)
    assert file_store.path.stat().st_mode & 0o777 == 0o600


def test_forgetting_leaves_no_byte_of_a_note(file_store: Store) -> None:
    long = f"{NOTE}, " * 400  # longer than a page of the file: overflow pages are cleaned too
    file_store.save(CODE, document(note=long), expected=0)
    file_store.save(OTHER, document("other", note="stays"), expected=0)
    assert NOTE.encode() in files_of(file_store)
    assert file_store.forget(CODE) is True
    content = files_of(file_store)
    assert b"baker next door" not in content
    assert code_hash(CODE).encode() not in content
    assert b"stays" in content
    assert file_store.load(CODE) is None


def test_erasing_by_id_leaves_no_byte_of_a_note(file_store: Store) -> None:
    file_store.save(CODE, document("one"), expected=0)
    assert file_store.erase("one") is True
    assert b"baker next door" not in files_of(file_store)
    assert file_store.list() == ()


@pytest.mark.parametrize("after", ["", "short", "x" * 9000])
def test_a_note_that_was_changed_is_gone_too(file_store: Store, after: str) -> None:
    file_store.save(CODE, document(note=f"{NOTE}, " * 100), expected=0)
    file_store.save(CODE, document(note=after), expected=1)
    assert b"baker next door" not in files_of(file_store)
