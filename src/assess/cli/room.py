"""serve --room: a room's code, token and group, the same after a restart, and how it stands."""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from assess import settings
from assess.app.account.state import new_code
from assess.cli.common import known_role
from assess.cli.group import LONGEST_TITLE, OPEN_LEAST
from assess.clock import day_of, now, today
from assess.domain.cohort.release import LEAST, releasing
from assess.domain.model import CompetencyModel
from assess.errors import AssessError, CohortError, ServeError
from assess.files import read_text, write_text
from assess.report.words import count
from assess.server.http.login import new_token
from assess.server.http.room import DIGITS, Standing
from assess.store import NewGroup, Store

FILE = "room.json"


@dataclass
class RoomFile:
    """What lies in the file: also a group's key, as `assess group` reads it."""

    title: str
    join: str
    owner: str
    day: str
    code: str
    token: str
    secret: str
    opened: str
    open: bool = False
    wrong: int = 0
    entered: int = 0
    kind: str = "group-key"


class OpenRoom:
    """A room of one title; see `assess.server.http.room.Room` for what each method is for."""

    def __init__(
        self, path: Path, data: RoomFile, store: Store, model: Callable[[], CompetencyModel]
    ) -> None:
        self.path, self._data, self._store, self._model = path, data, store, model
        self.title, self.open, self.token = data.title, data.open, data.token
        self.join_code, self.secret = data.join, bytes.fromhex(data.secret)

    def code(self) -> str:
        """Today's six digits; new ones, and a new count of wrong ones, on another day."""
        if self._data.day != today().isoformat():
            self._data.day, self._data.code, self._data.wrong = today().isoformat(), _digits(), 0
            self.keep()
        return self._data.code

    def wrong(self) -> int:
        """How many wrong codes were typed today."""
        self.code()
        return self._data.wrong

    def failed(self) -> None:
        """Note a wrong code, so that a restart doesn't forget it."""
        self._data.wrong += 1
        self.keep()

    def entered(self) -> None:
        """Note that somebody new has come in."""
        self._data.entered += 1
        self.keep()

    def standing(self) -> Standing:
        """How many have come in, rated everything, and added their levels; few are hidden."""
        number = len(self._model().competencies)
        finished = sum(
            len(_answered(item.document)) >= number
            for item in self._store.answers.list(since=self._data.opened)
        )
        group = self._group()
        least = OPEN_LEAST if self.open else group.k
        counts = {
            "In the room": self._data.entered,
            "Rated everything": finished,
            "Added their levels": group.members,
        }
        said = [
            (what, str(n) if n >= least else f"fewer than {least}") for what, n in counts.items()
        ]
        results = bool(self._store.groups.releases(self._data.owner))
        return Standing(tuple(said), results, self._data.wrong)

    def question(self) -> str:
        """How many of how many would be in the results, and until when others can add theirs."""
        group = self._group()
        earlier = len(self._store.groups.releases(self._data.owner))
        return release_question(group.members, group.k, earlier, of=self._data.entered)

    def release(self) -> str:
        """Release the group's results."""
        group = self._group()
        made = self._store.groups.release(
            self._data.owner, releasing(self._model(), group.role, group.k)
        )
        return f"Results of {count(made.document['people'], 'person', 'people')}."

    def results(self) -> str:
        """The newest results as an HTML document, "" where there are none."""
        from assess.notebooks.workshop import from_releases

        found = self._store.groups.releases(self._data.owner)
        released = [(day_of(item.created), item.document) for item in found]
        if not found:
            return ""
        return from_releases(self._model(), released, title=self.title).html(back="../wall")

    def _group(self) -> Any:
        group = self._store.groups.of_owner(self._data.owner)
        if group is None:
            raise CohortError("This room's group was erased. Restart with another title.")
        return group

    def keep(self) -> None:
        """Write the file; only its owner can read it."""
        write_text(self.path, json.dumps(asdict(self._data), indent=2, ensure_ascii=False) + "\n")


def release_question(members: int, k: int, earlier: int, *, of: int = 0) -> str:
    """What to think of before results are released; CohortError where there are too few people."""
    if members < k:
        raise CohortError(
            f"Fewer than {k} people have added their levels, so there is nothing to show yet."
        )
    who = f"{members} of {of}" if of > members else f"{members}"
    if earlier:
        return (
            f"{who} people have added their levels. Results were shown already. New ones need at "
            f"least {k} people who have joined, changed or left since."
        )
    return (
        f"{who} people have added their levels. Latecomers can be added until you show the "
        f"results. After that, new results need at least {k} people who join, change or leave."
    )


def open_room(
    title: str | None,
    store: Store,
    model: Callable[[], CompetencyModel],
    *,
    is_open: bool,
    role: str | None,
    token: str = "",
) -> OpenRoom:
    """The room of that title where there was one, else a new one with a group of its own.

    The file of a room with another title is put aside: it is its group's key, and opens that room
    again when its title is given.
    """
    path = _place() / FILE
    before = _read(path)
    title = " ".join((title or (before.title if before else "Our workshop")).split())
    if not 0 < len(title) <= LONGEST_TITLE:
        raise ServeError(f"Give the room a title of 1 to {LONGEST_TITLE} characters.")
    known = before is not None and store.groups.of_owner(before.owner) is not None
    if before is not None and known and before.title == title:
        if is_open and not before.open:
            raise ServeError(
                f"The room “{title}” is closed, and people joined it as that. Choose another title "
                "for an open one."
            )
        before.token = token or before.token
        found = OpenRoom(path, before, store, model)
        found.code()
        return found
    if role is not None:
        known_role(model(), role)
    earlier = _earlier(path, title, store)
    if before is not None:
        when = before.opened[:19].replace(":", "")
        aside = path.with_name(f"{path.stem}-{when}-{secrets.token_hex(3)}.json")
        path.replace(aside)
        print(f"The key of “{before.title}” is now {aside}.")
    if earlier is not None:
        earlier.replace(path)
        return open_room(title, store, model, is_open=is_open, role=role, token=token)
    data = RoomFile(
        title=title,
        join=new_code(),
        owner=secrets.token_urlsafe(32),
        day=today().isoformat(),
        code=_digits(),
        token=token or new_token(),
        secret=secrets.token_hex(32),
        opened=now(),
        open=is_open,
    )
    made = OpenRoom(path, data, store, model)
    made.keep()
    k = OPEN_LEAST if is_open else LEAST
    store.groups.add(NewGroup(title, model().id, k, data.join, data.owner, is_open, role))
    return made


def _place() -> Path:
    """Beside the answers, or in the data directory where they lie on a database server."""
    scheme, _, rest = settings.database_url().partition("sqlite:///")
    place = Path(rest).parent if rest and not scheme else settings.data_dir()
    place.mkdir(parents=True, exist_ok=True, mode=0o700)
    return place


def _earlier(path: Path, title: str, store: Store) -> Path | None:
    """The newest file put aside that opens a room of this title."""
    for aside in sorted(path.parent.glob(f"{path.stem}-*.json"), reverse=True):
        with suppress(AssessError):  # one that can't be read stays where it is
            data = _read(aside)
            if data and data.title == title and store.groups.of_owner(data.owner) is not None:
                return aside
    return None


def _read(path: Path) -> RoomFile | None:
    if not path.exists():
        return None
    try:
        data = json.loads(read_text(path))
        return RoomFile(**{key: data[key] for key in RoomFile.__dataclass_fields__ if key in data})
    except (ValueError, TypeError, KeyError, AttributeError):
        raise AssessError(
            f"{path} can't be read as a room. Move it away, and a new room is made."
        ) from None


def _digits() -> str:
    return f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"


def _answered(document: Any) -> list[str]:
    answers = document.get("answers") or {}
    return [key for key, item in answers.items() if "level" in item or item.get("not_applicable")]
