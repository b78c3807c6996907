"""A release as people read it: the middle beside two roles' targets, counts, what changed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from assess.domain.cohort.release import NOT_APPLICABLE, STATES, UNRATED
from assess.domain.model import CompetencyModel
from assess.errors import CohortError

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class Block:
    """People counted together: those in any of the cells `of` (levels, states)."""

    of: tuple[str, ...]
    people: int


@dataclass(frozen=True, slots=True)
class Line:
    """One competency of a group. All numbers are people, None where they aren't said.

    `target`, `held_target`: what the wanted and the held role ask for. `middle`: half or more of
    those who rated are at this level or lower, half or more at it or higher. `blocks`: every cell
    in one of them, or none at all. `apart`: at least a quarter of the group are below the middle
    and a quarter above it. `most`: what nearly all share, in releases of an older form only.
    """

    competency_id: str
    target: int | None
    held_target: int | None = None
    middle: int | None = None
    blocks: tuple[Block, ...] = ()
    apart: bool = False
    most: str | None = None

    @property
    def said(self) -> bool:
        """Whether anything is said at all."""
        return self.middle is not None or bool(self.blocks) or self.most is not None

    @property
    def numbered(self) -> bool:
        """Whether a number is said that isn't the whole group."""
        return len([block for block in self.blocks if block.people]) > 1

    def people(self, cells: Iterable[str]) -> int | None:
        """How many people are in these cells, where the blocks say so."""
        wanted = set(cells)
        within = [block for block in self.blocks if set(block.of) <= wanted]
        if not within or {cell for block in within for cell in block.of} != wanted:
            return None
        return sum(block.people for block in within)

    @property
    def gap(self) -> int:
        """Levels from the middle to the wanted role's target; 0 where there is none."""
        return _gap(self.target, self.middle)

    @property
    def held_gap(self) -> int:
        """Levels from the middle to the held role's target; 0 where there is none."""
        return _gap(self.held_target, self.middle)

    @property
    def below(self) -> int | None:
        """People below the wanted role's target."""
        return None if self.target is None else self.people(self._levels(top=self.target - 1))

    @property
    def reached(self) -> int | None:
        """People at the wanted role's target or above it."""
        return None if self.target is None else self.people(self._levels(least=self.target))

    @property
    def rated(self) -> int | None:
        """People who gave a level."""
        return self.people(self._levels())

    @property
    def not_applicable(self) -> int | None:
        """People who said that it doesn't apply."""
        return self.people([NOT_APPLICABLE])

    @property
    def unrated(self) -> int | None:
        """People who haven't rated it."""
        return self.people([UNRATED])

    @property
    def no_level(self) -> int | None:
        """People without a level, for whichever reason."""
        return self.people(STATES)

    def _levels(self, least: int | None = None, top: int | None = None) -> list[str]:
        cells = [cell for block in self.blocks for cell in block.of if cell not in STATES]
        return [
            cell
            for cell in cells
            if (least is None or int(cell) >= least) and (top is None or int(cell) <= top)
        ]


def _gap(target: int | None, middle: int | None) -> int:
    return 0 if target is None or middle is None else max(0, target - middle)


@dataclass(frozen=True, slots=True)
class Picture:
    """A group on a day: `people` have added their levels; lines in the order of the forms."""

    role_id: str
    held_id: str
    k: int
    people: int
    day: date
    lines: tuple[Line, ...]

    @property
    def shared_gaps(self) -> tuple[Line, ...]:
        """Competencies whose middle is below the wanted role's target.

        What the held role asks for already comes first, then the largest gap, then where fewest
        people are known to have reached the target; then the order of the forms.
        """
        found = [line for line in self.lines if line.gap]
        return tuple(sorted(found, key=lambda line: (-line.held_gap, -line.gap, line.reached or 0)))

    @property
    def strengths(self) -> tuple[Line, ...]:
        """Competencies whose middle is at the wanted role's target or above, most above first."""
        found = [
            (line.target - line.middle, line)
            for line in self.lines
            if line.target is not None and line.middle is not None and line.middle >= line.target
        ]
        return tuple(line for _gap, line in sorted(found, key=lambda pair: pair[0]))

    @property
    def differing(self) -> tuple[Line, ...]:
        """Competencies with many people on each side of the middle, most first.

        In a small group a quarter on each side, in a larger one a sixth, as far as it is said.
        """
        sides = [
            (len(self.lines) if line.apart else self._sides(line), line) for line in self.lines
        ]
        found = [(many, line) for many, line in sides if line.apart or 6 * many >= self.people]
        return tuple(line for _many, line in sorted(found, key=lambda pair: -pair[0]))

    def _sides(self, line: Line) -> int:
        """People known to be below the middle, or above it: the smaller number."""
        if line.middle is None:
            return 0
        levels = [[int(cell) for cell in block.of if cell not in STATES] for block in line.blocks]
        counted = list(zip(levels, line.blocks, strict=True))
        lower = sum(block.people for of, block in counted if of and max(of) < line.middle)
        higher = sum(block.people for of, block in counted if of and min(of) > line.middle)
        return min(lower, higher)

    @property
    def hardly_rated(self) -> tuple[Line, ...]:
        """Competencies that fewer than k people gave a level."""
        return tuple(line for line in self.lines if line.middle is None and line.most in NO_LEVELS)

    def to_frame(self) -> pd.DataFrame:
        """One row a competency.

        Columns: competency (id), middle, target, held_target (levels), below, reached,
        not_applicable, unrated and level_… for each level that is counted alone (people), apart
        (bool), most (text, older releases). <NA> where it isn't said.
        """
        import pandas as pd

        alone = {block.of[0] for line in self.lines for block in line.blocks if len(block.of) == 1}
        scale = sorted(int(cell) for cell in alone if cell not in STATES)
        counts = ("middle", "target", "held_target", "below", "reached", *STATES)
        frame = pd.DataFrame(
            {
                "competency": line.competency_id,
                **{name: getattr(line, name) for name in counts},
                **{f"level_{level}": line.people([str(level)]) for level in scale},
                "apart": line.apart,
                "most": line.most,
            }
            for line in self.lines
        )
        numbers = frame.columns.drop(["competency", "apart", "most"])
        return frame.astype(dict.fromkeys(numbers, "Int64"))


NO_LEVEL = "no_level"
NO_LEVELS: Collection[str | None] = (None, *STATES, NO_LEVEL)
BELOW, AT, ABOVE = "below", "at", "above"


def picture(
    model: CompetencyModel, released: Mapping[str, Any], day: date, *, role_id: str | None = None
) -> Picture:
    """A release of this model, made on `day`, beside a role's targets (default: the release's).

    CohortError where it is another model's, or names a role that the model hasn't.
    """
    if released.get("kind") != "group" or released.get("model", {}).get("id") != model.id:
        raise CohortError("This release belongs to another model.")
    counted_by = str(released["role"])
    role = role_id or counted_by
    for name in (counted_by, role):
        if not model.has_role(name):
            raise CohortError(
                f"This model has no role '{name}': the release is of another version."
            )
    older = int(released.get("schema_version", 1)) < 2
    by_target = model.role(counted_by).targets
    held = model.role_pair[0] if role != model.role_pair[0] else model.role_pair[1]
    targets, held_targets = model.role(role).targets, model.role(held).targets
    said = released["competencies"]
    scale = [item.level for item in model.scale]
    lines = []
    for item in model.by_area:
        found = said.get(item.id, {})
        line = Line(item.id, targets.get(item.id), held_targets.get(item.id))
        goal = by_target.get(item.id, scale[0])
        lines.append(_older_line(line, found, scale, goal) if older else _line(line, found))
    return Picture(role, held, int(released["k"]), int(released["people"]), day, tuple(lines))


def _line(line: Line, said: Mapping[str, Any]) -> Line:
    middle = said.get("middle")
    return replace(
        line,
        middle=None if middle is None else int(middle),
        blocks=tuple(
            Block(tuple(item["of"]), int(item["people"])) for item in said.get("blocks", ())
        ),
        apart=bool(said.get("apart")),
    )


def _older_line(line: Line, said: Mapping[str, Any], scale: list[int], goal: int) -> Line:
    """A line of the first form: counts by level or beside a target (`goal`), or "most"."""
    if "most" in said:
        word = str(said["most"])
        return replace(line, middle=int(word) if word.lstrip("-").isdigit() else None, most=word)
    parts = {
        BELOW: [str(level) for level in scale if level < goal],
        AT: [str(goal)],
        ABOVE: [str(level) for level in scale if level > goal],
        NO_LEVEL: list(STATES),
    }
    rest = said.get("rest", {})
    counted = [([cell], n) for cell, n in said.get("counts", {}).items()]
    counted += [(rest["of"], rest["people"])] if rest else []
    blocks = tuple(
        Block(tuple(part for cell in cells for part in parts.get(cell, [cell])), int(n))
        for cells, n in counted
    )
    return replace(line, blocks=tuple(block for block in blocks if block.of))


@dataclass(frozen=True, slots=True)
class Change:
    """The middle of one competency at two releases; people below the target where both say so."""

    competency_id: str
    before: Line
    now: Line
    people_before: int
    people_now: int

    @property
    def steps(self) -> int:
        """Levels that the middle went up; 0 where one of the two isn't said."""
        was, now = self.before.middle, self.now.middle
        return 0 if was is None or now is None else now - was

    @property
    def points(self) -> int | None:
        """The change of the share below, in whole percentage points, where both are said."""
        was, now = self.before.below, self.now.below
        if was is None or now is None:
            return None
        return round(100 * now / self.people_now - 100 * was / self.people_before)


def changes(before: Picture, now: Picture) -> tuple[Change, ...]:
    """Where two releases can be compared; the largest rise of the middle first."""
    old = {line.competency_id: line for line in before.lines}
    found = []
    for line in now.lines:
        was = old.get(line.competency_id)
        if was is None:
            continue
        change = Change(line.competency_id, was, line, before.people, now.people)
        if change.points is not None or None not in (was.middle, line.middle):
            found.append(change)
    return tuple(sorted(found, key=lambda item: (-item.steps, item.points or 0)))
