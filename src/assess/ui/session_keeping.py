"""Storing one visit's assessment, and joining in what another tab or computer stored meanwhile.

Every change makes a new frozen `Assessment`, stores it, and only then shows it as saved.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Protocol

from traitlets import Bool, HasTraits, Instance, Int, Unicode

from assess.answers import Assessment
from assess.errors import ClashError, ErasedError, MissingError, StaleWriteError, StoreError
from assess.model import CompetencyModel
from assess.ui.measures import measured
from assess.ui.merging import merge
from assess.ui.texts_visit import CLASH, ERASED, MISSING, NO_LONGER_KEPT

if TYPE_CHECKING:
    from assess.store import Stored

TRIES = 20
"""How often a change is merged with a newer state before it is given back to the person."""


class Keeper(Protocol):
    """What a session needs of a store."""

    def prepare(self) -> None: ...  # noqa: D102
    def load(self, code: str) -> Stored | None: ...  # noqa: D102
    def save(self, code: str, document: Mapping[str, Any], *, expected: int) -> int: ...  # noqa: D102
    def erased(self, code: str) -> bool: ...  # noqa: D102
    def forget(self, code: str) -> bool: ...  # noqa: D102


class Keeping(HasTraits):
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

    def __init__(self, model: CompetencyModel, store: Keeper | None = None) -> None:
        self.model = model
        self._store = store
        self._stored = blank = self._blank()
        self._contested: tuple[Assessment, Assessment] | None = None
        super().__init__(assessment=blank)

    def _blank(self) -> Assessment:
        return Assessment(self.model.id, self.model.version, id=secrets.token_hex(16))

    def begin(self, code: str) -> None:
        """Start with no answers; they are kept under `code` from the first one on."""
        self._open()
        self._contested = None
        self.set_trait("code", code)
        self._stored = self.assessment = self._blank()
        self.kept = False

    def resume(self, code: str) -> None:
        """Go on with what is kept under `code`; StoreError or AnswersError where that can't be."""
        found = self._read(code)
        if found is None:
            raise StoreError(NO_LONGER_KEPT)
        self._open()
        self._contested = None
        self.code = code
        self._stored = self.assessment = found
        self.kept = True

    def _read(self, code: str) -> Assessment | None:
        from assess.answers_json import assessment_from_json

        stored = self._store.load(code) if self._store else None
        if stored is None:
            return None
        assessment = assessment_from_json(dict(stored.document), self.model)
        return replace(assessment, revision=stored.revision)

    def _open(self) -> None:
        """Other answers take the place of the present ones."""
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
        from assess.answers_json import assessment_to_json

        problem: StoreError | None = None
        kept = False
        if self._store and self.code:
            try:
                with measured("save"):
                    revision = self._store.save(
                        self.code, assessment_to_json(changed), expected=self._stored.revision
                    )
                changed, kept = replace(changed, revision=revision), True
            except StaleWriteError:
                raise
            except MissingError:
                problem = MissingError(MISSING)  # where the file lay is the server's matter
            except StoreError as error:
                problem = error
        if kept:
            self._stored = changed
        self.kept = kept
        self.assessment = changed
        if problem:
            raise problem

    def keep_again(self) -> None:
        """After a MissingError: store the page's answers in the place of what is there now."""
        if self._store and self.code:
            self._store.prepare()
            for _ in range(TRIES):
                stored = self._store.load(self.code)
                here = self.assessment
                if stored is not None:
                    here = replace(here, id=stored.id)
                self._stored = replace(here, revision=stored.revision if stored else 0)
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
        """
        newer = self._read(self.code)
        if newer is None and self._store and self._store.erased(self.code):
            raise ErasedError(ERASED)
        if newer is None or newer.revision < self._stored.revision:
            self.assessment, self.kept = changed, False
            raise MissingError(MISSING)
        merged, _ = merge(self._stored, self.assessment, newer)
        self._stored = newer
        self.kept = merged == newer
        self.assessment = merged
        self.merged += 1
