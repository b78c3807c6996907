"""Write how many ways lead up each step in each situation into docs/coverage.md."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path

from assess.domain.model import CompetencyModel
from assess.domain.model_parts import Activity
from assess.domain.situation import facts_there, within_reach
from assess.formats.model_yaml.loader import load_model
from assess.settings import package_model

PAGE = Path(__file__).resolve().parents[1] / "docs" / "coverage.md"
HEADING = "## Ways up each step\n"
# column → what is answered, and who is within reach (None: whoever the answers give)
SITUATIONS: Mapping[str, tuple[Mapping[str, str], Collection[str] | None]] = {
    "full": ({}, None),
    "no product manager": ({"direction": "myself"}, None),
    "own team only": ({}, ()),
    "internal": ({"users": "colleagues"}, None),
    "public": ({"users": "law"}, None),
}


def doable(model: CompetencyModel, facts: Collection[str], reach: Collection[str]) -> set[str]:
    """Ids of the activities that can be done by these facts, people within reach and stand-ins."""

    def can(activity: Activity) -> bool:
        return (
            set(facts).issuperset(activity.needs)
            and all(key in reach or model.person(key).stand_in for key in activity.agree_with)
            and all(can(model.activity(key)) for key in activity.requires)
        )

    return {activity.id for activity in model.activities if can(activity)}


def steps(model: CompetencyModel) -> list[tuple[str, int, bool]]:
    """The steps from the held role to either profile of the wanted one; True: the first asks."""
    held, wanted = (model.role(key) for key in model.role_pair)
    profiles = [role for role in model.roles if wanted.id in (role.id, role.profile_of)]
    return [
        (item.id, level, level <= wanted.targets.get(item.id, model.lowest))
        for item in model.competencies
        for level in range(
            held.targets.get(item.id, model.lowest) + 1,
            max(role.targets.get(item.id, model.lowest) for role in profiles) + 1,
        )
    ]


def counts(model: CompetencyModel) -> dict[tuple[str, int], list[int | None]]:
    """Step → the number of ways in each situation; None where the competency doesn't apply."""
    found: dict[tuple[str, int], list[int | None]] = {(key, n): [] for key, n, _ in steps(model)}
    for answers, explicit in SITUATIONS.values():
        facts = facts_there(model, answers)
        there = doable(model, facts, within_reach(model, answers, explicit))
        for (key, level), row in found.items():
            ways = [item.id for item in model.activities if item.teaches.get(key) == level]
            applies = facts.issuperset(model.competency(key).needs)
            row.append(len(there.intersection(ways)) if applies else None)
    return found


def table(model: CompetencyModel) -> str:
    """The table as Markdown."""
    lines = [
        f"| step | {' | '.join(SITUATIONS)} |",
        f"|---|{'---|' * len(SITUATIONS)}",
    ]
    found = counts(model)
    for key, level, ready in steps(model):
        name = f"{model.competency(key).title} {level}{'' if ready else ' (established)'}"
        cells = ["–" if number is None else str(number) for number in found[key, level]]
        lines.append(f"| {name} | {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def with_table(page: str, model: CompetencyModel) -> str:
    """The page with its table made anew; everything round it stays."""
    before, heading, after = page.partition(HEADING)
    if not heading:
        raise SystemExit(f"{PAGE}: there is no heading '{HEADING.strip()}'; write it back.")
    start = after.index("\n| ") + 1
    end = after.index("\n\n", start) + 1
    return before + heading + after[:start] + table(model) + after[end:]


if __name__ == "__main__":
    written = PAGE.read_text(encoding="utf-8")
    PAGE.write_text(with_table(written, load_model(package_model())), encoding="utf-8")
