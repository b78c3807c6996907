"""What the workshop notebook calls: handed-over files or a group's releases → a picture.

Both ways the same rule decides what is shown (`assess.cohort.release`): every count is 0 or at
least k.
"""

from __future__ import annotations

import random
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assess.answers import Answer, Assessment
from assess.answers_json import read_assessment
from assess.cohort import (
    LEAST,
    Change,
    Pair,
    PersonLevels,
    Picture,
    changes,
    levels_of,
    pairs,
    picture,
    release,
)
from assess.errors import AnswersError, CohortError
from assess.files import read_text, write_text
from assess.loader import load_model
from assess.model import CompetencyModel
from assess.report import cohort as pieces
from assess.report import fragments

if TYPE_CHECKING:
    import pandas as pd

ENDINGS = (".json", ".html", ".htm")
CONSENT = "consent.txt"
"""In a folder: one file name a line, of people who said yes to being named to each other."""


@dataclass(frozen=True)
class Group:
    """A group's picture with its model; draws itself in a notebook."""

    model: CompetencyModel
    picture: Picture
    title: str = ""
    before: Picture | None = None
    pairs: tuple[Pair, ...] = ()
    skipped: tuple[str, ...] = field(default=())

    @property
    def changes(self) -> tuple[Change, ...]:
        """What changed since the release before, where there was one."""
        return changes(self.before, self.picture) if self.before else ()

    def to_frame(self) -> pd.DataFrame:
        """One row a competency; the columns of `Picture.to_frame`."""
        return self.picture.to_frame()

    def figure(self) -> Any:
        """The heat map as a plotly Figure."""
        from assess.charts import heat_map

        return heat_map(self.model, self.picture).to_figure()

    def html(self) -> str:
        """The picture as one HTML document."""
        return pieces.group_html(
            self.model,
            self.picture,
            title=self.title,
            change=self.changes,
            before=self.before.day if self.before else None,
            paired=self.pairs,
        )

    def export(self, file: str | Path) -> Path:
        """Write .html or .csv; the file's path. CohortError for another ending."""
        path = Path(file)
        ending = path.suffix.lower()
        if ending not in (".html", ".csv"):
            raise CohortError(f"{path}: its name must end with .html or .csv.")
        html = ending == ".html"
        write_text(path, self.html() if html else pieces.group_csv(self.model, self.picture))
        return path

    def _repr_html_(self) -> str:
        notes = "".join(f"<li>{escape(text)}</li>" for text in self.skipped)
        left = f"<details><summary>Files left out</summary><ul>{notes}</ul></details>"
        parts = pieces.heat_table(self.model, self.picture)
        parts += "<h3>Gaps that most share</h3>" + pieces.shared_gaps(self.model, self.picture)
        if self.before and self.changes:
            parts += "<h3>Since the last release</h3>" + pieces.changes_table(
                self.model, self.changes, self.before.day, self.picture.day
            )
        if self.pairs:
            named = pieces.pairs_table(self.model, self.pairs)
            parts += f"<h3>Who could teach whom</h3>{named}"
        style = f"<style>{fragments.css()}{pieces.css()}</style>"
        return f"{style}<div class='as-cell'>{parts}{left if notes else ''}</div>"

    def __repr__(self) -> str:
        return f"<Group: {self.picture.people} people>"


def from_people(
    model: CompetencyModel,
    people: Sequence[PersonLevels],
    *,
    role: str | None = None,
    k: int = LEAST,
    title: str = "",
    day: date | None = None,
) -> Group:
    """The picture of these people's levels. CohortError where they are fewer than k."""
    made = release(model, role or model.role_pair[1], people, k=k)
    return Group(model, picture(model, made, day or _today()), title)


def from_folder(
    folder: str | Path,
    *,
    role: str | None = None,
    k: int = LEAST,
    model: str | Path | None = None,
    title: str = "",
) -> Group:
    """The picture of the files that people handed over (.json and .html in one folder).

    A file that can't be read is left out and named in `skipped`. People whose file names stand in
    the folder's `consent.txt` may be named to each other. CohortError where fewer than k are left.
    """
    loaded = load_model(model)
    place = Path(folder)
    if not place.is_dir():
        raise CohortError(f"{place}: there is no such folder. Check its name.")
    people, skipped = read_folder(loaded, place)
    wanted = role or loaded.role_pair[1]
    group = from_people(
        loaded,
        [levels_of(person) for person in people.values()],
        role=wanted,
        k=k,
        title=title or place.name,
    )
    yes = consented(place, people)
    named = {person.person or name.rsplit(".", 1)[0]: person for name, person in people.items()}
    said = {people[name].person or name.rsplit(".", 1)[0] for name in yes}
    paired = pairs(loaded, named, wanted, said) if len(named) == len(people) else ()
    return Group(loaded, group.picture, group.title, pairs=paired, skipped=skipped)


def read_folder(
    model: CompetencyModel, folder: Path
) -> tuple[dict[str, Assessment], tuple[str, ...]]:
    """File name → assessment, and a sentence for each file that was left out.

    Of two files with one assessment id the one answered last counts: a person is counted once.
    """
    people: dict[str, Assessment] = {}
    skipped = []
    by_id: dict[str, str] = {}
    for path in sorted(folder.iterdir()):
        if path.suffix.lower() not in ENDINGS or not path.is_file():
            continue
        try:
            person = read_assessment(read_text(path), model)
        except AnswersError as error:
            skipped.append(f"{path.name}: {error}")
            continue
        people[path.name] = person
        other = by_id.get(person.id) if person.id else None
        if other is not None:
            names = sorted((other, path.name), key=lambda name: people[name].updated or "")
            skipped.append(f"{names[0]}: an older file of the same person as {names[1]}.")
            del people[names[0]]
        if person.id:
            by_id[person.id] = path.name if path.name in people else str(other)
    return people, tuple(skipped)


def consented(folder: Path, people: Collection[str]) -> set[str]:
    """File names in the folder's consent.txt that are there."""
    file = folder / CONSENT
    lines = read_text(file).splitlines() if file.exists() else []
    return {line.strip() for line in lines} & set(people)


def from_releases(
    model: CompetencyModel, released: Sequence[tuple[date, Mapping[str, Any]]], *, title: str = ""
) -> Group:
    """The newest of a group's releases, beside the one before it. CohortError where none is."""
    if not released:
        raise CohortError("This group has no results yet. Run `assess group release`.")
    pictures = [picture(model, document, day) for day, document in released]
    return Group(model, pictures[-1], title, before=pictures[-2] if len(pictures) > 1 else None)


def made_up_people(
    model: CompetencyModel, number: int = 40, *, seed: int = 1
) -> list[dict[str, Any]]:
    """Levels of people who don't exist, near the first role's targets; the same for one seed."""
    chance = random.Random(seed)  # noqa: S311 - nothing secret
    usual = model.role(model.role_pair[0]).targets
    people: list[dict[str, Any]] = []
    for _ in range(number):
        person: dict[str, Any] = {}
        for item in model.competencies:
            draw = chance.random()
            if draw < 0.15:
                if draw < 0.08:
                    person[item.id] = "na"
                continue
            level = usual.get(item.id, model.lowest) + chance.choice((-1, 0, 0, 0, 1, 1))
            person[item.id] = min(max(level, model.lowest), model.highest)
        people.append(person)
    return people


def made_up(number: int = 40, *, model: str | Path | None = None) -> Group:
    """A made-up group, to try the rest with."""
    loaded = load_model(model)
    return from_people(loaded, made_up_people(loaded, number), title="A made-up group")


def as_assessment(model: CompetencyModel, person: PersonLevels) -> Assessment:
    """Levels as an assessment without notes, for files and benchmarks."""
    answers = {
        key: Answer(not_applicable=True) if level == "na" else Answer(int(level))
        for key, level in person.items()
    }
    return Assessment(model.id, model.version, answers)


def _today() -> date:
    return datetime.now(UTC).astimezone().date()
