"""Every exception that assess raises on purpose.

::

    AssessError                 one clear sentence for a person; the command line exits with 1
    ├── ModelError              the model file is wrong: `.problems` lists every mistake, located
    ├── AnswersError            an assessment file is broken, foreign or of another model
    ├── PlanError               no plan can be computed from this input
    │   └── PlanCheckError     a plan broke a rule of the planning problem (never shown)
    ├── ReviewError             a coaching session doesn't allow this step
    ├── CohortError             a group's picture can't be made, or would say too much
    ├── StoreError              the answers could not be read or kept
    │   ├── StaleWriteError          somebody else saved in between; nothing was overwritten
    │   │   └── ClashError              both changed the same thing; the stored one was kept
    │   ├── ErasedError              the answers were erased elsewhere in the meantime
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


class ModelError(AssessError):
    """The model file is refused; all its mistakes are in `problems`, in file order."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class AnswersError(AssessError):
    """An assessment file is broken, foreign, too large, or belongs to another model."""


class PlanError(AssessError):
    """No plan can be computed: no hours, an end before the start, an unknown role, …"""


class PlanCheckError(PlanError):
    """A computed plan broke a rule of the planning problem; it must never be shown."""


class ReviewError(AssessError):
    """A step that a coaching session doesn't allow: a fourth goal, agreeing before the reveal, …"""


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


class MissingError(StoreError):
    """What was stored is gone, emptied or older than it was, though nobody erased it."""


class ServeError(AssessError):
    """The page cannot be served: the port is taken, the host isn't allowed."""
