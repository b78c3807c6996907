"""group: a workshop's group: made, released, drawn, forgotten, by whoever leads the workshop."""

from __future__ import annotations

import argparse
import json
import os
import secrets
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from assess import settings
from assess.cohort import LEAST, check_k, releasing
from assess.commands.common import UnknownRoleError
from assess.errors import AssessError, CohortError
from assess.files import read_text
from assess.hub.client import HubSharing, keeper
from assess.loader import load_model
from assess.model import CompetencyModel
from assess.report.words import count
from assess.terminal import shown

if TYPE_CHECKING:
    from assess.store import Store

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base32: no letter that is mistaken for a digit."""


@dataclass(frozen=True)
class Key:
    """What the leader keeps: the code to type, and the one that releases and reads."""

    title: str
    join: str
    owner: str


def new(options: argparse.Namespace) -> int:
    """Make a group; its key goes into a file, the code to type is printed."""
    check_k(options.k)
    model = load_model(options.model)
    if options.output.exists():
        raise AssessError(f"{options.output} is there already: choose another name.")
    title = options.title.strip()[:100]
    if not title:
        raise CohortError("Give the group a title, for example “Product days, June”.")
    key = Key(title, _code(), secrets.token_urlsafe(32))
    _write_key(options.output, key)
    try:
        _store().new_group(title, model.id, options.k, key.join, key.owner)
    except AssessError:
        options.output.unlink(missing_ok=True)
        raise
    code = "-".join([*(key.join[at : at + 5] for at in range(0, 20, 5)), key.join[20:]])
    print(f"{shown(title)}: ask people to type this code under “Take it with you”:")
    print(f"  {code}")
    print(
        f"Keep {shown(options.output)} safe. It lets anyone release and read the group's results."
    )
    return 0


def release_now(options: argparse.Namespace) -> int:
    """Compute and keep the next release, if enough people are in it and have changed."""
    key, model, store = _read_key(options.file), load_model(options.model), _store()
    group = store.group(key.owner)
    if group is None:
        raise CohortError(f"The group of {options.file} isn't in this database.")
    if group.model_id != model.id:
        raise CohortError(f"This group belongs to the model '{group.model_id}': give --model.")
    if options.role is not None:
        _known_role(model, options.role)
    if isinstance(store, HubSharing):  # the levels of others don't leave the service
        made = store.release(key.owner, options.role)
    else:
        made = store.release(key.owner, releasing(model, options.role, group.k))
    print(f"Release {made.number} of {shown(key.title)}: {made.document['people']} people.")
    return 0


def show(options: argparse.Namespace) -> int:
    """Say how the group stands: whether it is large enough, and what was released when."""
    key, store = _read_key(options.file), _store()
    group = store.group(key.owner)
    if group is None:
        raise CohortError(f"The group of {options.file} isn't in this database.")
    few = f"fewer than {group.k} people so far"
    said = count(group.members, "person", "people") if group.members >= group.k else few
    print(f"{shown(key.title)}: {said}; results need at least {group.k}.")
    for item in store.releases(key.owner):
        print(f"  release {item.number}, {item.created[:10]}: {item.document['people']} people")
    return 0


def draw(options: argparse.Namespace) -> int:
    """Write the picture of a group's newest release, or of a folder of files, as HTML or CSV."""
    from assess.workshop import from_folder, from_releases

    if options.source.is_dir():
        group = from_folder(
            options.source, role=options.role, k=check_k(options.k), model=options.model
        )
    else:
        if options.role is not None or options.k != LEAST:
            raise CohortError("A group has its own role and k. Leave out --role and --k.")
        key, model = _read_key(options.source), load_model(options.model)
        found = _store().releases(key.owner)
        released = [(date.fromisoformat(item.created[:10]), item.document) for item in found]
        group = from_releases(model, released, title=key.title)
    path = group.export(options.output)
    for text in group.skipped:
        print(f"left out: {shown(text)}")
    print(f"{shown(path)}: {count(group.picture.people, 'person', 'people')}")
    return 0


def forget(options: argparse.Namespace) -> int:
    """Erase a group with everything that was added and released, and its key."""
    key = _read_key(options.file)
    if not _store().forget_group(key.owner):
        raise CohortError(f"The group of {options.file} isn't in this database.")
    options.file.unlink()
    print(f"{shown(key.title)} is erased, and {shown(options.file)} with it.")
    return 0


def _store() -> Store | HubSharing:
    return keeper(settings.database_url(), settings.sharing_service())


def _code() -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(26))


def _known_role(model: CompetencyModel, role: str) -> None:
    if not model.has_role(role):
        known = ", ".join(item.id for item in model.roles)
        raise UnknownRoleError(f"There is no role {role!r} in this model; it has: {known}.")


def _write_key(path: Path, key: Key) -> None:
    data = {"kind": "group-key", "title": key.title, "join": key.join, "owner": key.owner}
    try:
        # readable by its owner only, from the first byte on
        handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except OSError as error:
        raise AssessError(
            f"{path} can't be written ({error.strerror}): choose another place."
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
