"""What may be said of a group: the middle of each skill, and counts of at least k people.

The promise, and no more than it: whoever reads a release, and knows how releases are made, can't
work out that the people in any cells (levels, not applicable, unrated) of a skill are between 1
and k - 1. A further release is made only when at least k people joined, changed or left.

Why that holds: cells are counted apart only where they hold k people or more and leave k or more
with the middle. All the other cells may be empty, with everybody of theirs at the middle, and the
same would be said. So a set of cells either has one with k people or more, or may be empty, or has
the middle, where k or more may be.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import accumulate
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from assess.domain.answers import Assessment
from assess.domain.model import CompetencyModel
from assess.errors import CohortError

if TYPE_CHECKING:
    import pandas as pd


PersonLevels = Mapping[str, "int | Literal['na']"]
"""What one person adds to a group: competency id → level or "na"; what is unrated is absent."""

NOT_APPLICABLE = "not_applicable"
UNRATED = "unrated"


def levels_of(assessment: Assessment) -> dict[str, int | Literal["na"]]:
    """The levels of one person and nothing else: no note, no name, no date."""
    found: dict[str, int | Literal["na"]] = {}
    for key, answer in assessment.answers.items():
        if answer.not_applicable:
            found[key] = "na"
        elif answer.level is not None:
            found[key] = answer.level
    return found


def counts(model: CompetencyModel, people: Sequence[PersonLevels]) -> pd.DataFrame:
    """How many people have which level; never to be shown as it is (see `release`).

    One row a competency (index: id, in the order of forms); columns: each level of the scale as
    int, then "not_applicable", "unrated" (counts of people). Levels off the scale and competencies
    that the model hasn't are passed over; every row adds up to the number of people.
    """
    import pandas as pd

    levels = [item.level for item in model.scale]
    rows: dict[str, dict[int | str, int]] = {}
    for item in model.by_area:
        found = Counter(person.get(item.id) for person in people)
        row: dict[int | str, int] = {level: found[level] for level in levels}
        row[NOT_APPLICABLE] = found["na"]
        row[UNRATED] = len(people) - sum(row.values())
        rows[item.id] = row
    return pd.DataFrame.from_dict(rows, orient="index", columns=[*levels, NOT_APPLICABLE, UNRATED])


LEAST = 5
"""The smallest k; a group may ask for more, never for fewer."""

STATES = (NOT_APPLICABLE, UNRATED)
SCHEMA_VERSION = 2


def check_k(k: int) -> int:
    """k itself. CohortError where it is below `LEAST`."""
    if k < LEAST:
        raise CohortError(
            f"A group can't show results for fewer than {LEAST} people. Choose {LEAST} or more."
        )
    return k


def release(
    model: CompetencyModel,
    role_id: str,
    people: Sequence[PersonLevels],
    *,
    k: int = LEAST,
    changed: int | None = None,
    earlier: Sequence[Mapping[str, Any]] = (),
) -> dict[str, Any]:
    """The next release of a group as JSON-ready data; only what may be shown is in it.

    `role_id`: the role that the group is compared with; nothing that is said depends on it.
    `changed`: how many people joined, changed or left since the last of `earlier`. CohortError (a
    sentence) where there are too few people or changes, or no such role.
    """
    check_k(k)
    if not model.has_role(role_id):
        raise CohortError(f"This model has no role '{role_id}'.")
    if len(people) < k:
        raise CohortError(
            f"Fewer than {k} people have added their levels, so there is nothing to show yet."
        )
    if earlier:
        if earlier[-1].get("model", {}).get("id") != model.id:
            raise CohortError("This group belongs to another model.")
        if changed is None or changed < k:
            raise CohortError(
                f"Fewer than {k} people joined, changed or left since the last results. Wait for "
                "more, or the difference would give away what a few of them said."
            )
    table = counts(model, people).to_dict("index")
    return {
        "schema_version": SCHEMA_VERSION,
        "kind": "group",
        "model": {"id": model.id, "version": model.version},
        "role": role_id,
        "k": k,
        "people": len(people),
        "competencies": {
            str(key): said({column: int(value) for column, value in row.items()}, k)
            for key, row in table.items()
        },
    }


def releasing(
    model: CompetencyModel, role_id: str | None, k: int
) -> Callable[[Any, Any], Mapping[str, Any]]:
    """What a store calls to compute a group's next release, from its contributions and releases.

    `role_id` None: the role of the release before, else the model's role to reach. CohortError (a
    sentence), when called, where no release may be made.
    """

    def compute(people: Any, earlier: Any) -> Mapping[str, Any]:
        before = [item.document for item in earlier]
        kept = before[-1]["role"] if before else model.role_pair[1]
        return release(
            model,
            kept if role_id is None else role_id,
            [person.levels for person in people if not person.withdrawn],
            k=k,
            changed=sum(person.changed for person in people),
            earlier=before,
        )

    return compute


Cell = int | str
Part = TypeVar("Part")
"""A level, "not_applicable" or "unrated"."""


def said(cells: Mapping[Cell, int], k: int) -> dict[str, Any]:
    """What may be said of one skill, from the people in each cell; {} where fewer than k rated it.

    {"middle": level, "blocks": [{"of": [cells], "people": n}, …]}: every cell is in one block, each
    block has k people or more, and the last one holds the middle. Or {"middle": level, "apart":
    True} where at least a quarter of a small group are below the middle and a quarter above it.
    """
    levels = sorted(cell for cell in cells if isinstance(cell, int))
    people, rated = sum(cells.values()), sum(cells[level] for level in levels)
    if rated < k:
        return {}
    so_many = accumulate(cells[level] for level in levels)
    middle = next(level for level, many in zip(levels, so_many, strict=True) if 2 * many >= rated)
    # nearest to the middle first: what can't be counted apart within a side is put there
    sides: list[list[Cell]] = [
        [level for level in reversed(levels) if level < middle],
        [level for level in levels if level > middle],
        [UNRATED, NOT_APPLICABLE],
    ]
    size = {number: sum(cells[cell] for cell in side) for number, side in enumerate(sides)}
    # whether this may be said at all depends on the number of people alone
    if 2 * k + 2 <= people < 4 * k and min(size[0], size[1]) >= people // 4:
        return {"middle": middle, "apart": True}
    apart = _apart(size, size, people, k)
    blocks = []
    for number in apart:
        near, *others = sides[number]
        alone = _apart(others, cells, size[number], k)
        blocks += [[cell] for cell in alone]
        blocks.append([near, *(cell for cell in others if cell not in alone)])
    known = {cell for block in blocks for cell in block}
    blocks.append([middle, *(cell for cell in cells if cell != middle and cell not in known)])
    return {
        "middle": middle,
        "blocks": [
            {"of": [str(cell) for cell in block], "people": sum(cells[cell] for cell in block)}
            for block in blocks
        ],
    }


def _apart(parts: Iterable[Part], size: Mapping[Part, int], whole: int, k: int) -> list[Part]:
    """The parts of a whole that can be counted apart, the largest first; at least k are left."""
    found: list[Part] = []
    for part in sorted(parts, key=lambda part: -size[part]):
        if size[part] >= k and whole - size[part] >= k:
            found.append(part)
            whole -= size[part]
    return found
