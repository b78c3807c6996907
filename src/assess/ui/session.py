"""Who is here and what they answer, without any widget: the page and the tests call the same.

The visit's plan is in `session_plan`, its files in `session_files`. Every change makes a new
frozen `Assessment`, stores it, and only then shows it as saved.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Protocol

from traitlets import Bool, HasTraits, Instance, Int, Unicode

from assess.answers import EVIDENCE_LIMIT, Answer, Assessment
from assess.errors import AnswersError, StaleWriteError, StoreError
from assess.model import CompetencyModel
from assess.scoring import Scores, score

if TYPE_CHECKING:
    from assess.store import Stored


class Keeper(Protocol):
    """What a session needs of a store."""

    def load(self, code: str) -> Stored | None: ...  # noqa: D102
    def save(self, code: str, document: Mapping[str, Any], *, expected: int) -> int: ...  # noqa: D102
    def forget(self, code: str) -> bool: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Earlier:
    """Answers kept under a code of this browser: only how many and when, until they are chosen."""

    code: str
    rated: int
    all: int
    updated: str


class Session(HasTraits):
    """One visitor's assessment and the place where it is kept.

    Traits: `assessment` (the present one), `kept` (whether the present answers are stored),
    `opened` (grows where other answers take the place of the present ones: what was made of
    those, like a plan, is void).
    """

    assessment = Instance(Assessment)
    kept = Bool(False)
    code = Unicode("")
    opened = Int(0)

    def __init__(self, model: CompetencyModel, store: Keeper | None = None) -> None:
        self.model = model
        self._store = store
        self._undo: list[tuple[str, Answer]] = []
        super().__init__(assessment=self._blank())

    def _blank(self) -> Assessment:
        return Assessment(self.model.id, self.model.version, id=secrets.token_hex(16))

    # --- reading -------------------------------------------------------------------------------

    @property
    def roles(self) -> tuple[str, str]:
        """Ids of the role held and the role wanted."""
        return self.assessment.roles or self.model.role_pair

    @property
    def scores(self) -> Scores:
        """Coverage, area scores and role fit of the present answers."""
        return score(self.model, self.assessment)

    # --- who is here ---------------------------------------------------------------------------

    def earlier(self, codes: Iterable[str]) -> tuple[Earlier, ...]:
        """What is kept under the codes of a browser; codes without answers are left out."""
        found = []
        for code in codes:
            try:
                stored = self._store.load(code) if self._store else None
            except StoreError:
                continue
            if stored is None or stored.document["model"]["id"] != self.model.id:
                continue
            answers = stored.document["answers"].values()
            rated = sum("level" in answer for answer in answers)
            found.append(Earlier(code, rated, len(self.model.competencies), stored.updated))
        return tuple(sorted(found, key=lambda item: item.updated, reverse=True))

    def begin(self, code: str) -> None:
        """Start with no answers; they are kept under `code` from the first one on."""
        self._open()
        self.set_trait("code", code)
        self.assessment = self._blank()
        self.kept = False

    def resume(self, code: str) -> None:
        """Go on with what is kept under `code`; StoreError or AnswersError where that can't be."""
        from assess.answers_json import assessment_from_json

        stored = self._store.load(code) if self._store else None
        if stored is None:
            raise StoreError("Those answers are no longer kept on this computer. Start new below.")
        assessment = assessment_from_json(dict(stored.document), self.model)
        self._open()
        self.code = code
        self.assessment = replace(assessment, revision=stored.revision)
        self.kept = True

    def forget(self, code: str) -> None:
        """Erase what is kept under `code`; the present answers go with it if they are those."""
        if self._store:
            self._store.forget(code)
        if code == self.code:
            self.begin("")

    # --- answering -----------------------------------------------------------------------------

    def rate(self, competency_id: str, level: int) -> None:
        """Rate one competency; the note stays. AnswersError for a level off the scale."""
        if not self.model.on_scale(level):
            raise AnswersError(f"Level {level} isn't on the scale.")
        self._answer(
            competency_id, replace(self._of(competency_id), level=level, not_applicable=False)
        )

    def not_applicable(self, competency_id: str) -> None:
        """Say that a competency doesn't apply; the note stays."""
        self._answer(
            competency_id, replace(self._of(competency_id), level=None, not_applicable=True)
        )

    def note(self, competency_id: str, text: str) -> None:
        """Keep the evidence note of one competency; AnswersError where it is too long."""
        if len(text) > EVIDENCE_LIMIT:
            raise AnswersError(f"A note has at most {EVIDENCE_LIMIT:,} characters: shorten it.")
        clean = text.replace("\r\n", "\n").replace("\0", "")
        clean = clean.encode("utf-8", "replace").decode("utf-8")
        self._answer(competency_id, replace(self._of(competency_id), evidence=clean))

    def clear(self, competency_id: str) -> None:
        """Take an answer back to unrated, its note included; `undo` brings it back."""
        before = self._of(competency_id)
        self._answer(competency_id, Answer())
        if not before.empty:
            self._undo.append((competency_id, before))

    def confirm(self, competency_id: str) -> None:
        """Say that an answer carried over from an older model still holds."""
        self._answer(competency_id, self._of(competency_id))

    def undo(self) -> str | None:
        """Bring the last cleared answer back; the competency's id, or None."""
        if not self._undo:
            return None
        competency_id, answer = self._undo[-1]
        self._answer(competency_id, answer)
        self._undo.pop()
        return competency_id

    def choose_roles(self, held: str, wanted: str) -> None:
        """Compare with another pair of roles; AnswersError where the model has no such role."""
        if not (self.model.has_role(held) and self.model.has_role(wanted)):
            raise AnswersError("Choose two roles from the lists.")
        self.change(lambda present: replace(present, roles=(held, wanted)))

    def replace_by(self, assessment: Assessment) -> None:
        """Put a loaded assessment in the place of the present answers, under the present code."""
        present = self.assessment
        loaded = replace(assessment, id=present.id, revision=present.revision)
        try:
            self.change(lambda _present: loaded)
        finally:
            if self.assessment is not present:  # a stale write has changed nothing
                self._open()

    def _open(self) -> None:
        """Other answers take the place of the present ones."""
        self._undo.clear()
        self.opened += 1

    def _of(self, competency_id: str) -> Answer:
        if not self.model.has_competency(competency_id):
            raise AnswersError("That question isn't in this assessment: load the page again.")
        return self.assessment.answer(competency_id)

    def _answer(self, competency_id: str, answer: Answer) -> None:
        self._of(competency_id)
        self.change(lambda present: present.with_answer(competency_id, answer))

    def change(self, how: Callable[[Assessment], Assessment]) -> None:
        """Store what `how` makes of the present assessment, then show it.

        A stale write changes nothing; another failure to store keeps the change on the page.
        """
        from assess.answers_json import assessment_to_json

        changed = how(self.assessment)
        problem: StoreError | None = None
        kept = False
        if self._store and self.code:
            try:
                revision = self._store.save(
                    self.code, assessment_to_json(changed), expected=self.assessment.revision
                )
                changed, kept = replace(changed, revision=revision), True
            except StaleWriteError:
                raise
            except StoreError as error:
                problem = error
        self.kept = kept
        self.assessment = changed
        if problem:
            raise problem
