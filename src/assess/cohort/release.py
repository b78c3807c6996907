"""What may be said of a group: every count 0 or at least k, levels merged where they must be.

The promise, and no more than it: in one release every count is 0 or at least k, what is put
together because it is small included; where nearly all agree only "most" is said; a further release
is made only when at least k people joined, changed or left.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from assess.cohort.counting import NOT_APPLICABLE, UNRATED, PersonLevels, counts
from assess.errors import CohortError
from assess.model import CompetencyModel

LEAST = 5
"""The smallest k; a group may ask for more, never for fewer."""

BELOW, AT, ABOVE = "below", "at", "above"
STATES = (NOT_APPLICABLE, UNRATED)
NO_LEVEL = "no_level"
SCHEMA_VERSION = 1


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

    `changed`: how many people joined, changed or left since the last of `earlier`. The role stays
    that of the first release: two roles' targets would tell levels apart. CohortError (a sentence)
    where there are too few people or changes, or another role is asked for.
    """
    check_k(k)
    if not model.has_role(role_id):
        raise CohortError(f"This model has no role '{role_id}'.")
    if len(people) < k:
        raise CohortError(
            f"Fewer than {k} people have added their levels, so there is nothing to show yet."
        )
    if earlier:
        if earlier[-1].get("role") != role_id:
            raise CohortError("A group keeps the role of its first results. Make a new group.")
        if earlier[-1].get("model", {}).get("id") != model.id:
            raise CohortError("This group belongs to another model.")
        if changed is None or changed < k:
            raise CohortError(
                f"Fewer than {k} people joined, changed or left since the last release: wait for "
                "more. Otherwise the difference would give away what a few of them said."
            )
    table = counts(model, people)
    targets = model.role(role_id).targets
    return {
        "schema_version": SCHEMA_VERSION,
        "kind": "group",
        "model": {"id": model.id, "version": model.version},
        "role": role_id,
        "k": k,
        "people": len(people),
        "competencies": {
            str(key): _said(
                {column: int(value) for column, value in row.items()},
                targets.get(str(key)),
                k,
            )
            for key, row in zip(table.index, table.to_dict("records"), strict=True)
        },
    }


Cells = Mapping[str, int]


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


def _said(cells: Mapping[Any, int], target: int | None, k: int) -> dict[str, Any]:
    """One competency, the finest of five ways that is safe; {} where none is.

    {"by": "levels" | "target", "counts": {cell: people}} with, where small cells had to be put
    together, "rest": {"of": [cells], "people": n}; or {"by": …, "most": cell}.
    """
    total = sum(cells.values())
    by_level = {str(key): count for key, count in cells.items()}
    ways: list[tuple[str, Cells]] = [("levels", by_level), ("levels", _one_state(by_level))]
    if target is not None:
        by_target = _beside(cells, target)
        ways += [("target", by_target), ("target", _one_state(by_target))]
    for by, found in ways:
        most = max(found, key=lambda key: found[key])
        if found[most] >= k and total - found[most] < k and 2 * found[most] > total:
            # all, or all but a few: a number would say what the few said
            return {"by": by, "most": most}
        if all(count == 0 or count >= k for count in found.values()):
            return {"by": by, "counts": dict(found)}
    by, found = ways[0] if target is None else ways[2]
    shown, rest = _with_rest(found, k)
    if not any(shown.values()):
        return {}
    people = sum(found[cell] for cell in rest)
    return {"by": by, "counts": shown, "rest": {"of": rest, "people": people}}


def _beside(cells: Mapping[Any, int], target: int) -> dict[str, int]:
    found = {BELOW: 0, AT: 0, ABOVE: 0}
    for key, count in cells.items():
        if key not in STATES:
            found[BELOW if key < target else AT if key == target else ABOVE] += count
    return {**found, **{state: cells[state] for state in STATES}}


def _one_state(cells: Cells) -> dict[str, int]:
    """Not applicable and unrated as one cell: people without a level, for whichever reason."""
    found = {key: count for key, count in cells.items() if key not in STATES}
    return {**found, NO_LEVEL: sum(cells[state] for state in STATES)}


def _with_rest(cells: Cells, k: int) -> tuple[dict[str, int], list[str]]:
    """Cells that may be shown, and those put together until they are k people or more."""
    rest = [cell for cell, count in cells.items() if 0 < count < k]
    # what is 0 stays shown; the smallest of the others joins until the rest is large enough
    others = sorted((count, cell) for cell, count in cells.items() if count >= k)
    while sum(cells[cell] for cell in rest) < k and others:
        rest.append(others.pop(0)[1])
    return {cell: count for cell, count in cells.items() if cell not in rest}, rest
