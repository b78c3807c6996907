"""group: a workshop's group: made, released, drawn, forgotten, by whoever leads the workshop."""

from __future__ import annotations

import argparse
import json
import os
import secrets
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from assess.app.account.state import new_code
from assess.app.shell.root import open_storage
from assess.cli.common import known_role, shown
from assess.clock import day_of
from assess.domain.cohort.release import LEAST, check_k, releasing
from assess.errors import AssessError, CohortError
from assess.files import read_text
from assess.formats.model_yaml.loader import load_model
from assess.hub.client import HubSharing
from assess.report.words import count
from assess.store import Group, NewGroup

if TYPE_CHECKING:
    from assess.hub.client import Storage

LONGEST_TITLE = 100
OPEN_LEAST = 2
"""People from whom on an open group shows them to each other."""


@dataclass(frozen=True)
class Key:
    """What the leader keeps: the code to type, and the one that releases and reads."""

    title: str
    join: str
    owner: str


def new(options: argparse.Namespace) -> int:
    """Make a group; its key goes into a file, the code to type is printed."""
    if options.open and options.k is not None:
        raise CohortError("Members of an open group see each other. Leave out --k.")
    k = OPEN_LEAST if options.open else check_k(LEAST if options.k is None else options.k)
    model = load_model(options.model)
    if options.role is not None:
        known_role(model, options.role)
    if options.output.exists():
        raise AssessError(f"{options.output} exists already. Choose another name.")
    title = options.title.strip()
    if len(title) > LONGEST_TITLE:
        raise CohortError(
            f"The title has {len(title)} characters: give the group one of at most {LONGEST_TITLE}."
        )
    if not title:
        raise CohortError("Give the group a title, for example “Product days, June”.")
    key = Key(title, new_code(), secrets.token_urlsafe(32))
    _write_key(options.output, key)
    group = NewGroup(title, model.id, k, key.join, key.owner, options.open, options.role)
    try:
        open_storage().groups.add(group)
    except AssessError:
        options.output.unlink(missing_ok=True)
        raise
    code = "-".join([*(key.join[at : at + 5] for at in range(0, 20, 5)), key.join[20:]])
    print(f"{shown(title)}: ask people to type this code under “Take it with you”:")
    print(f"  {code}")
    if options.open:
        print("Whoever joins sees the levels of everyone who joined, with the names they choose.")
        print(f"Keep {shown(options.output)} safe. It lets anyone erase the group.")
    else:
        file = shown(options.output)
        print(f"Keep {file} safe. It lets anyone release and read the group's results.")
    return 0


def release_now(options: argparse.Namespace) -> int:
    """Compute and keep the next release, if enough people are in it and have changed."""
    key, model, store = _read_key(options.file), load_model(options.model), open_storage()
    group = _group_of(options, key, store)
    if group.model_id != model.id:
        raise CohortError(
            f"This group belongs to the model '{group.model_id}'. Name its file with --model."
        )
    role = options.role or group.role
    if role is not None:
        known_role(model, role)
    if not group.open and not _agreed(options, group, len(store.groups.releases(key.owner))):
        print("Nothing was released.")
        return 1
    if isinstance(store, HubSharing):  # the levels of others don't leave the service
        made = store.groups.release(key.owner, role)
    else:
        made = store.groups.release(key.owner, releasing(model, role, group.k))
    print(f"Release {made.number} of {shown(key.title)}: {made.document['people']} people.")
    return 0


def _agreed(options: argparse.Namespace, group: Group, earlier: int) -> bool:
    """Whether whoever sits at a terminal wants to release now; a script isn't asked."""
    from assess.cli.room import release_question

    if options.yes or not sys.stdin.isatty():
        return True
    print(release_question(group.members, group.k, earlier))
    return input("Release now? [y/N] ").strip().lower() in ("y", "yes")


def show(options: argparse.Namespace) -> int:
    """Say how the group stands: whether it is large enough, and what was released when."""
    key, store = _read_key(options.file), open_storage()
    group = _group_of(options, key, store)
    few = f"fewer than {group.k} people so far"
    said = count(group.members, "person", "people") if group.members >= group.k else few
    if group.open:
        print(f"{shown(key.title)}: {said}. It is open: its members see each other on the page.")
        return 0
    print(f"{shown(key.title)}: {said}; results need at least {group.k}.")
    for item in store.groups.releases(key.owner):
        print(f"  release {item.number}, {day_of(item.created)}: {item.document['people']} people")
    return 0


def draw(options: argparse.Namespace) -> int:
    """Write the picture of a group's newest release, or of a folder of files, as HTML or CSV."""
    from assess.notebooks.workshop import from_folder, from_releases

    if options.source.is_dir():
        group = from_folder(
            options.source, role=options.role, k=check_k(options.k), model=options.model
        )
    else:
        if options.k != LEAST:
            raise CohortError("A group has its own k. Leave out --k.")
        key, model = _read_key(options.source), load_model(options.model)
        found = open_storage().groups.releases(key.owner)
        released = [(day_of(item.created), item.document) for item in found]
        if options.role is not None:
            known_role(model, options.role)
        group = from_releases(model, released, title=key.title, role=options.role)
    path = group.export(options.output, semicolons=options.semicolons)
    for text in group.skipped:
        print(f"left out: {shown(text)}")
    print(f"{shown(path)}: {count(group.picture.people, 'person', 'people')}")
    return 0


def forget(options: argparse.Namespace) -> int:
    """Erase a group with everything that was added and released, and its key."""
    key = _read_key(options.file)
    if not open_storage().groups.forget(key.owner):
        raise CohortError(f"The group of {options.file} isn't in this database.")
    options.file.unlink()
    print(f"{shown(key.title)} is erased, and {shown(options.file)} with it.")
    return 0


def _group_of(options: argparse.Namespace, key: Key, store: Storage) -> Group:
    group = store.groups.of_owner(key.owner)
    if group is None:
        raise CohortError(f"The group of {options.file} isn't in this database.")
    return group


def _write_key(path: Path, key: Key) -> None:
    data = {"kind": "group-key", "title": key.title, "join": key.join, "owner": key.owner}
    try:
        # readable by its owner only, from the first byte on
        handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except OSError as error:
        raise AssessError(
            f"{path} can't be written ({error.strerror}). Choose another place."
        ) from None
    with os.fdopen(handle, "w", encoding="utf-8") as stream:
        stream.write(json.dumps(data, indent=2, ensure_ascii=False) + "\n")


def _read_key(path: Path) -> Key:
    try:
        data = json.loads(read_text(path))
        if data["kind"] != "group-key":
            raise KeyError
        return Key(str(data["title"]), str(data["join"]), str(data["owner"]))
    except (ValueError, KeyError, TypeError, RecursionError):
        raise CohortError(
            f"{path} isn't a group key. Give the file that `assess group new` wrote."
        ) from None
