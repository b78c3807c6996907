"""A release as people read it: who is below, at or above the target, spread, what changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from assess.cohort.counting import NOT_APPLICABLE, UNRATED
from assess.cohort.release import ABOVE, AT, BELOW, NO_LEVEL
from assess.errors import CohortError
from assess.model import CompetencyModel

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class Line:
    """One competency of a group. All numbers are people, None where they must not be said.

    `levels`: level → people. `below`, `at`, `above`: beside the role's target. `no_level`: people
    without a level, where the two reasons for it mustn't be told apart. `rest`: people in the cells
    `rest_of`, which are too small to be told apart. `most`: a level ("3"), "below", "at", "above",
    "not_applicable", "unrated" or "no_level" that nearly all share.
    """

    competency_id: str
    target: int | None
    levels: Mapping[int, int] | None = None
    below: int | None = None
    at: int | None = None
    above: int | None = None
    not_applicable: int | None = None
    unrated: int | None = None
    no_level: int | None = None
    rest: int | None = None
    rest_of: tuple[str, ...] = ()
    most: str | None = None
    by: str = ""

    @property
    def said(self) -> bool:
        """Whether anything may be said at all."""
        return self.by != ""

    @property
    def rated(self) -> int | None:
        """People who gave a level: the coverage's first number."""
        if self.by == "levels" and self.rest is None and self.levels is not None:
            return sum(self.levels.values())
        if self.below is None or self.at is None or self.above is None:
            return None
        return self.below + self.at + self.above

    @property
    def spread(self) -> tuple[int, int] | None:
        """The lowest and the highest level that somebody has; None where levels aren't said."""
        held = [level for level, count in (self.levels or {}).items() if count]
        if self.rest is not None:
            return None
        return (min(held), max(held)) if held else None


@dataclass(frozen=True, slots=True)
class Picture:
    """A group on a day: `people` have added their levels; lines in the order of the forms."""

    role_id: str
    k: int
    people: int
    day: date
    lines: tuple[Line, ...]

    @property
    def shared_gaps(self) -> tuple[Line, ...]:
        """Competencies with people below the target, most people first; "most below" leads."""
        found = [line for line in self.lines if line.below or line.most == BELOW]
        return tuple(sorted(found, key=lambda line: -(line.below or self.people)))

    def to_frame(self) -> pd.DataFrame:
        """One row a competency.

        Columns: competency (id), target (level), below, at, above, not_applicable, unrated,
        no_level, rest and level_… for each level of the scale (people), most (text). <NA> where it
        isn't said.
        """
        import pandas as pd

        scale = sorted({level for line in self.lines for level in line.levels or ()})
        frame = pd.DataFrame(
            [
                {
                    "competency": line.competency_id,
                    "target": line.target,
                    "below": line.below,
                    "at": line.at,
                    "above": line.above,
                    "not_applicable": line.not_applicable,
                    "unrated": line.unrated,
                    "no_level": line.no_level,
                    "rest": line.rest,
                    **{f"level_{n}": (line.levels or {}).get(n) for n in scale},
                    "most": line.most,
                }
                for line in self.lines
            ]
        )
        numbers = [name for name in frame.columns if name not in ("competency", "most")]
        return frame.astype(dict.fromkeys(numbers, "Int64"))


def picture(model: CompetencyModel, released: Mapping[str, Any], day: date) -> Picture:
    """A release of this model, made on `day`. CohortError where it is another model's."""
    if released.get("kind") != "group" or released.get("model", {}).get("id") != model.id:
        raise CohortError("This release belongs to another model.")
    role = str(released["role"])
    if not model.has_role(role):
        raise CohortError(f"This model has no role '{role}': the release is of another version.")
    targets = model.role(role).targets
    said = released["competencies"]
    lines = tuple(
        _line(item.id, targets.get(item.id), said.get(item.id, {})) for item in model.by_area
    )
    return Picture(role, int(released["k"]), int(released["people"]), day, lines)


def _line(key: str, target: int | None, said: Mapping[str, Any]) -> Line:
    by = str(said.get("by", ""))
    if "most" in said:
        return Line(key, target, most=_most(str(said["most"]), target), by=by)
    found = said.get("counts")
    if found is None:
        return Line(key, target)
    rest = said.get("rest", {})
    states = {name: found.get(name) for name in (NOT_APPLICABLE, UNRATED, NO_LEVEL)}
    line = Line(
        key, target, **states, rest=rest.get("people"), rest_of=tuple(rest.get("of", ())), by=by
    )
    if by == "target":
        return replace(line, **{name: found.get(name) for name in (BELOW, AT, ABOVE)})
    levels = {int(level): n for level, n in found.items() if level not in states}
    line = replace(line, levels=levels)
    if target is None or rest:
        return line
    return replace(
        line,
        below=sum(n for level, n in levels.items() if level < target),
        at=levels.get(target, 0),
        above=sum(n for level, n in levels.items() if level > target),
    )


def _most(word: str, target: int | None) -> str:
    """A level that nearly all share, beside the target where there is one."""
    if target is None or not word.lstrip("-").isdigit():
        return word
    level = int(word)
    return BELOW if level < target else AT if level == target else ABOVE


@dataclass(frozen=True, slots=True)
class Change:
    """People below the target of one competency, of all people, at two releases."""

    competency_id: str
    below_before: int
    people_before: int
    below_now: int
    people_now: int

    @property
    def points(self) -> int:
        """The change of the share below, in whole percentage points."""
        return round(
            100 * self.below_now / self.people_now - 100 * self.below_before / self.people_before
        )


def changes(before: Picture, now: Picture) -> tuple[Change, ...]:
    """Where both releases say how many are below the target; the largest fall first."""
    old = {line.competency_id: line.below for line in before.lines}
    found = [
        Change(line.competency_id, was, before.people, line.below, now.people)
        for line in now.lines
        if line.below is not None and (was := old.get(line.competency_id)) is not None
    ]
    return tuple(sorted(found, key=lambda change: change.points))
