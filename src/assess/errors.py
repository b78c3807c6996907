"""Every exception that is raised on purpose; its message is a sentence for a person.

::

    AssessError                 one clear sentence for a person; the command line exits with 1
    ├── CallError               a call from Python names or gives something that can't be used
    │   └── UnknownIdError         an id that the model doesn't have (a KeyError, too)
    ├── ModelError              the model file is wrong: `.problems` lists every mistake, located
    ├── AnswersError            an assessment file is broken, foreign or of another model
    ├── TypedError              what somebody typed is no number or no day, or could be two
    ├── PlanError               no plan can be computed from this input
    │   └── PlanCheckError     a plan broke a rule of the planning problem (never shown)
    ├── ReviewError             a coaching meeting doesn't allow this step
    ├── CohortError             a group's picture can't be made, or would say too much
    ├── StoreError              the answers could not be read or kept
    │   ├── StaleWriteError          somebody else saved in between; nothing was overwritten
    │   │   └── ClashError              both changed the same thing; the stored one was kept
    │   ├── ErasedError              the answers were erased elsewhere in the meantime
    │   ├── NewerModelError          they were last kept with a newer model than this one
    │   └── MissingError             the file that they were kept in has disappeared
    └── ServeError              the page cannot be served (port in use, host not allowed)
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


class AssessError(Exception):
    """Base of all: `str(error)` is a sentence that can be shown to a person."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One located mistake in a model file.

    `line` and `column` count from 1; line 0: the file as a whole (absent, a directory, too large).
    `severity` is "error" (refused) or "warning" (said).
    """

    file: str
    line: int
    column: int
    message: str
    severity: str = "error"

    def __str__(self) -> str:
        place = f":{self.line}:{self.column}" if self.line else ""
        return f"{self.file}{place}: {self.message}"


class CallError(AssessError):
    """A call from Python that can't be answered: a wrong type, an unknown name, a wrong ending."""


class UnknownIdError(CallError, KeyError):
    """The model has no role, competency, activity or person with this id."""

    __str__ = Exception.__str__  # a KeyError would put its sentence in quotes


class ModelError(AssessError):
    """The model file is refused; all its mistakes are in `problems`, in file order."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class TypedError(AssessError):
    """What somebody typed is no number, no day, or could be read in two ways."""


class AnswersError(AssessError):
    """An assessment file is broken, foreign, too large, or belongs to another model."""


class PlanError(AssessError):
    """No plan can be computed: no hours, an end before the start, an unknown role, …"""


class PlanCheckError(PlanError):
    """A computed plan broke a rule of the planning problem; it must never be shown."""


class ReviewError(AssessError):
    """A step that a coaching meeting doesn't allow: a fourth goal, agreeing before the reveal, …"""


class CohortError(AssessError):
    """A group's picture can't be made: too few people, too few changes, a wrong k, …"""


class StoreError(AssessError):
    """The answers could not be read or kept (unwritable directory, newer schema, …)."""


class StaleWriteError(StoreError):
    """A write was based on an older revision than the stored one; nothing was overwritten."""


class ClashError(StaleWriteError):
    """Both changed the same thing: the stored one was kept, everything else is merged."""


class ErasedError(StoreError):
    """The answers were erased in another tab or on another computer; they aren't made anew."""


class NewerModelError(StoreError):
    """The answers were last kept by a page with a newer model; nothing was overwritten."""


class MissingError(StoreError):
    """What was stored is gone, emptied or older than it was, though nobody erased it."""


class ServeError(AssessError):
    """The page cannot be served: the port is taken, the host isn't allowed."""
