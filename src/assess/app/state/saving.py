"""Keep a visitor's changes: save them, and merge them with what was saved elsewhere meanwhile."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from traitlets import Bool, HasTraits, Instance, Int, Unicode, observe

from assess.app.shared.background import measured
from assess.app.state.texts import CLASH, ERASED, MISSING, NEWER, NO_LONGER_KEPT
from assess.domain.answers import HISTORY_LIMIT, Answer, Assessment, latest
from assess.domain.model import CompetencyModel
from assess.errors import (
    AnswersError,
    ClashError,
    ErasedError,
    MissingError,
    NewerModelError,
    StaleWriteError,
    StoreError,
)

if TYPE_CHECKING:
    from assess.hub.client import Storage


THEIRS = frozenset({"id", "revision", "model_id", "model_version"})
"""Fields that the stored record decides."""
WHOLE = frozenset({"roles"})
"""Tuples that are one value, not a set of things."""

ABSENT = object()


def merge(
    base: Assessment, mine: Assessment, stored: Assessment, *, mine_wins: bool = False
) -> tuple[Assessment, tuple[str, ...]]:
    """The stored assessment with my changes, and the paths ("roles", "progress.x") that differ.

    A path names a value that both changed in different ways; the stored one is in the result, or
    mine where the person has asked for it (`mine_wins`).
    """
    merging = _Merging(mine_wins)
    merged: Assessment = merging.record("", base, mine, stored)
    history = merged.history[-HISTORY_LIMIT:]
    updated = latest(mine.updated or "", stored.updated) or None
    return replace(merged, updated=updated, history=history), tuple(merging.clashes)


class _Merging:
    """One merge: which side wins, and the paths where both sides changed the same thing."""

    def __init__(self, mine_wins: bool) -> None:
        self.mine_wins = mine_wins
        self.clashes: list[str] = []

    def record(self, path: str, base: Any, mine: Any, stored: Any) -> Any:
        found = {}
        for field in fields(stored):
            if field.name not in THEIRS and field.name != "updated":
                values = (getattr(each, field.name) for each in (base, mine, stored))
                found[field.name] = self.value(f"{path}.{field.name}".lstrip("."), *values)
        return replace(stored, **found)

    def value(self, path: str, base: Any, mine: Any, stored: Any) -> Any:
        if mine in (base, stored):
            return stored
        if stored == base:
            return mine
        if isinstance(stored, Answer) and isinstance(mine, Answer):
            return self.answer(path, base, mine, stored)
        if isinstance(stored, Mapping):
            return self.mapping(path, base, mine, stored)
        if isinstance(stored, tuple) and path not in WHOLE:
            return _collection(base, mine, stored)
        if all(map(is_dataclass, (base, mine, stored))) and "." not in path:
            return self.record(path, base, mine, stored)
        return self.clash(path, mine, stored)

    def clash(self, path: str, mine: Any, stored: Any) -> Any:
        self.clashes.append(path)
        return mine if self.mine_wins else stored

    def mapping(
        self, path: str, base: Mapping[str, Any], mine: Mapping[str, Any], stored: Mapping[str, Any]
    ) -> Mapping[str, Any]:
        merged = {}
        for key in (*stored, *(key for key in mine if key not in stored)):
            values = (each.get(key, ABSENT) for each in (base, mine, stored))
            value = self.value(f"{path}.{key}", *values)
            if value is not ABSENT:
                merged[key] = value
        return MappingProxyType(merged)

    def answer(self, path: str, base: Any, mine: Answer, stored: Answer) -> Answer:
        """A level of one and the evidence of the other both stay."""
        before = base if isinstance(base, Answer) else Answer()
        if mine.level == stored.level != before.level and mine.quick != stored.quick:
            mine, stored = replace(mine, quick=False), replace(stored, quick=False)  # one confirms
        states = [[each.level, each.not_applicable, each.quick] for each in (before, mine, stored)]
        level, not_applicable, quick = self.value(f"{path}.rating", *states)
        log = self.value(f"{path}.note", *(list(each.entries) for each in (before, mine, stored)))
        rating = {"level": level, "not_applicable": not_applicable, "quick": quick}
        said = replace(stored, **rating).with_log(log)
        return replace(said, updated=latest(mine.updated or "", stored.updated) or None)


def _collection(
    base: tuple[Any, ...], mine: tuple[Any, ...], stored: tuple[Any, ...]
) -> tuple[Any, ...]:
    """What either took away is gone, what either added is there."""
    left = [item for item in stored if item in mine or item not in base]
    return (*left, *(item for item in mine if item not in base and item not in stored))


TRIES = 20
"""How often a change is merged with a newer state before it is given back to the person."""


class Saving(HasTraits):
    """An assessment and the place where it is kept.

    Traits: `assessment` (the present one), `kept` (whether the present answers are stored),
    `opened` (grows where other answers take the place of the present ones: what was made of
    those, like a plan, is void), `merged` (grows where another tab's changes were joined in).
    """

    assessment = Instance(Assessment)
    kept = Bool(False)
    code = Unicode("")
    opened = Int(0)
    merged = Int(0)

    def __init__(self, model: CompetencyModel, store: Storage | None = None) -> None:
        self.model = model
        self.store = store
        self._stored = blank = self._blank()
        self._document: Mapping[str, Any] | None = None  # of `_stored`, as the store has it
        self._contested: tuple[Assessment, Assessment] | None = None
        super().__init__(assessment=blank)

    @property
    def stored(self) -> bool:
        """Whether the present answers are kept under a code."""
        return bool(self.code) and self.kept

    def need_stored(self, otherwise: str) -> Storage:
        """The store that keeps the present answers; AnswersError (a sentence) where none does."""
        if self.store is None or not self.stored:
            raise AnswersError(otherwise)
        return self.store

    def _blank(self) -> Assessment:
        return Assessment(self.model.id, self.model.version, id=secrets.token_hex(16))

    def begin(self, code: str) -> None:
        """Start with no answers; they are kept under `code` from the first one on."""
        self._open(code, self._blank(), None)

    def resume(self, code: str) -> None:
        """Go on with what is kept under `code`; StoreError or AnswersError where that can't be."""
        found, document = self._read(code)
        if found is None:
            raise StoreError(NO_LONGER_KEPT)
        self._open(code, found, document)

    def _open(self, code: str, found: Assessment, document: Mapping[str, Any] | None) -> None:
        """Other answers take the place of the present ones."""
        self.opened += 1
        self._contested = None
        self.code = code
        self._stored, self._document = found, document
        self.assessment = found
        self.kept = document is not None

    def _read(self, code: str) -> tuple[Assessment | None, Mapping[str, Any] | None]:
        """Return what is kept under a code, and the document that it was read from.

        Raises NewerModelError where a page with a newer model stored it.
        """
        from assess.formats.answers import assessment_from_json, is_newer

        stored = self.store.answers.load(code) if self.store else None
        if stored is None:
            return None, None
        if is_newer(stored.document["model"].get("version"), self.model):
            raise NewerModelError(NEWER)
        assessment = assessment_from_json(dict(stored.document), self.model)
        return replace(assessment, revision=stored.revision), stored.document

    @observe("assessment")
    def _on_round(self, change: Any) -> None:
        """A round begins or ends, here or in another tab."""
        if isinstance(change.old, Assessment) and change.old.round != change.new.round:
            self.opened += 1

    def change(self, how: Callable[[Assessment], Assessment]) -> None:
        """Store what `how` makes of the present assessment, then show it.

        What another tab changed meanwhile is merged in; where both changed the same thing, the
        stored one stays and a ClashError says so, after all the rest was stored (`use_mine` then
        puts mine in its place). Another failure to store keeps the change on the page.
        """
        mine = how(self.assessment)
        self._merge(self._stored, mine, mine, mine_wins=False)

    def use_mine(self) -> None:
        """After a ClashError: put my own values in the place of the stored ones after all."""
        if self._contested is not None:
            (base, mine), self._contested = self._contested, None
            changed, _ = merge(base, mine, self.assessment, mine_wins=True)
            self._merge(base, mine, changed, mine_wins=True)

    def _merge(
        self, base: Assessment, mine: Assessment, changed: Assessment, *, mine_wins: bool
    ) -> None:
        clashes: tuple[str, ...] = ()
        for _ in range(TRIES):
            try:
                self._keep(changed)
                break
            except StaleWriteError:
                self._catch_up(changed)
                changed, clashes = merge(base, mine, self._stored, mine_wins=mine_wins)
        else:
            raise StaleWriteError(CLASH)
        if clashes and not mine_wins:
            self._contested = (base, mine)
            raise ClashError(CLASH)

    def _keep(self, changed: Assessment) -> None:
        """Store and show; a stale write does neither, another failure shows it all the same."""
        from assess.formats.answers import assessment_to_json

        problem: StoreError | None = None
        kept = False
        document = assessment_to_json(changed)
        if self.store and self.code:
            try:
                with measured("save"):
                    revision = self.store.answers.save(
                        self.code,
                        document,
                        expected=self._stored.revision,
                        known=self._document,
                    )
                changed, kept = replace(changed, revision=revision), True
            except StaleWriteError:
                raise
            except MissingError:
                problem = MissingError(MISSING)  # where the file lay is the server's matter
            except StoreError as error:
                problem = error
        if kept:
            self._stored, self._document = changed, document
        self.kept = kept
        self.assessment = changed
        if problem:
            raise problem

    def keep_again(self) -> None:
        """After a MissingError: store the page's answers in the place of what is there now."""
        if self.store and self.code:
            self.store.prepare()
            for _ in range(TRIES):
                stored = self.store.answers.load(self.code)
                here = self.assessment
                if stored is not None:
                    here = replace(here, id=stored.id)
                self._stored = replace(here, revision=stored.revision if stored else 0)
                self._document = stored.document if stored else None
                try:
                    self._keep(here)
                    return
                except StaleWriteError:
                    # another code holds a record of that id by now, or another tab was faster
                    self.assessment = replace(here, id=secrets.token_hex(16))
            raise StaleWriteError(CLASH)

    def _catch_up(self, changed: Assessment) -> None:
        """Show what another tab has stored, with what is on this page only.

        ErasedError where somebody erased it. MissingError where it is gone or older than it was
        and nobody did: a lost file, a restored backup; `changed` is shown then, and not kept.
        NewerModelError, and the same, where a page with newer questions stored it.
        """
        try:
            newer, document = self._read(self.code)
        except NewerModelError:
            self.assessment, self.kept = changed, False
            raise
        if newer is None and self.store and self.store.answers.erased(self.code):
            raise ErasedError(ERASED)
        if newer is None or newer.revision < self._stored.revision:
            self.assessment, self.kept = changed, False
            raise MissingError(MISSING)
        merged, _ = merge(self._stored, self.assessment, newer)
        self._stored, self._document = newer, document
        self.kept = merged == newer
        self.assessment = merged
        self.merged += 1
