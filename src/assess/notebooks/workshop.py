"""What the workshop notebook calls: handed-over files or a group's releases → a picture.

Both ways the same rule decides what is shown (`assess.domain.cohort.release`).
"""

from __future__ import annotations

import random
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unicodedata import normalize

from assess.clock import today
from assess.domain.answers import Answer, Assessment
from assess.domain.cohort.findings import Pair, pairs
from assess.domain.cohort.picture import Change, Picture, changes, picture
from assess.domain.cohort.release import LEAST, PersonLevels, levels_of, release
from assess.domain.history import last_complete
from assess.domain.model import CompetencyModel
from assess.errors import AnswersError, CohortError
from assess.files import read_text, write_text
from assess.formats.answers import read_assessment
from assess.notebooks.coaching.person import page
from assess.notebooks.given import file_of, model_of
from assess.report import cohort as pieces
from assess.report.markup import stylesheet
from assess.text import short

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Group", "from_folder", "from_people", "from_releases", "made_up", "made_up_people"]


def __dir__() -> list[str]:
    return __all__


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
    skipped: tuple[str, ...] = ()

    @property
    def changes(self) -> tuple[Change, ...]:
        """What changed since the release before, where there was one."""
        return changes(self.before, self.picture) if self.before else ()

    def to_frame(self) -> pd.DataFrame:
        """Return one row a competency.

        Columns: competency (id), middle, target, held_target (levels), below, reached,
        not_applicable, unrated and level_… for each level that is counted alone (people), apart
        (bool) and most (text, older releases). <NA> where it isn't said.
        """
        return self.picture.to_frame()

    def figure(self, template: Any = None) -> Any:
        """Return the heat map as a plotly Figure; `template`: such as "plotly_dark"."""
        from assess.charts import heat_map

        return heat_map(self.model, self.picture).to_figure(template)

    def html(self, *, back: str = "") -> str:
        """Return the picture as one HTML document; `back`: the address of the page before it."""
        return pieces.group_html(
            self.model,
            self.picture,
            title=self.title,
            change=self.changes,
            before=self.before.day if self.before else None,
            paired=self.pairs,
            back=back,
        )

    def export(self, file: str | Path, *, semicolons: bool = False) -> Path:
        """Write a file that ends with .html or .csv and return its path; CohortError for others.

        `semicolons`: a .csv with semicolons, for spreadsheets that write decimal commas.
        """
        path = Path(file)
        ending = path.suffix.lower()
        if ending not in (".html", ".csv"):
            raise CohortError(f"{path}: its name must end with .html or .csv.")
        html = ending == ".html"
        table = "" if html else pieces.group_csv(self.model, self.picture, semicolons=semicolons)
        write_text(path, self.html() if html else table)
        return path

    def _repr_html_(self) -> str:
        notes = "".join(f"<li>{escape(text)}</li>" for text in self.skipped)
        left = f"<details><summary>What was left out</summary><ul>{notes}</ul></details>"
        before = self.before.day if self.before else None
        found = pieces.parts(
            self.model, self.picture, self.changes, before, self.pairs, "Since the last release"
        )
        parts = "".join(f"<h3>{heading}</h3>{part}" for _key, heading, part in found)
        return page(f"{parts}{left if notes else ''}", stylesheet("cohort/cohort.css"))

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
    """Make the picture of these people's levels.

    Args:
        people: for each one competency id → level or "na".
        role: id of the role to compare with (default: the role wanted of the model).
        k: the fewest people of whom anything is said (5 or more).
        title: what the picture is called.
        day: the day that stands on it (default: today).

    Raises:
        CohortError: they are fewer than k, or the model has no such role.
    """
    made = release(model, role or model.role_pair[1], people, k=k)
    return Group(model, picture(model, made, day or today()), title)


def from_folder(
    folder: str | Path,
    *,
    role: str | None = None,
    k: int = LEAST,
    model: CompetencyModel | str | Path | None = None,
    title: str = "",
) -> Group:
    """Make the picture of the files that people handed over (.json and .html in one folder).

    A file that can't be read is left out and named in `skipped`. People whose file names stand in
    the folder's `consent.txt` may be named to each other.

    Args:
        folder: the folder's name.
        role: id of the role to compare with (default: the role wanted of the model).
        k: the fewest people of whom anything is said (5 or more).
        model: the model, or its file's name (default: the one that the settings name).
        title: what the picture is called (default: the folder's name).

    Raises:
        CohortError: there is no such folder or role, or fewer than k people are left.
    """
    loaded = model_of(model)
    place = file_of(folder, "from_folder")
    if not place.is_dir():
        raise CohortError(f"{place}: there is no such folder. Check its name.")
    people, skipped = read_folder(loaded, place)
    wanted = role or loaded.role_pair[1]
    levels = [levels_of(person) for person in people.values()]
    try:
        group = from_people(loaded, levels, role=wanted, k=k, title=title or place.name)
    except CohortError as error:
        if not skipped:
            raise
        files = "1 file was" if len(skipped) == 1 else f"{len(skipped)} files were"
        raise CohortError(f"{error} {files} left out, the first one: {skipped[0]}") from None
    yes, unknown = consented(place, people)
    named = {person.person or name.rsplit(".", 1)[0]: person for name, person in people.items()}
    said = {people[name].person or name.rsplit(".", 1)[0] for name in yes}
    paired = pairs(loaded, named, wanted, said) if len(named) == len(people) else ()
    if yes and len(named) < len(people):
        unknown += ("Two files give the same name for a person, so nobody is named to others.",)
    return Group(loaded, group.picture, group.title, pairs=paired, skipped=(*skipped, *unknown))


def read_folder(
    model: CompetencyModel, folder: Path
) -> tuple[dict[str, Assessment], tuple[str, ...]]:
    """File name → assessment, and a sentence for each file that was left out.

    A person is counted once: of files with one assessment id the one answered last counts, and a
    file without an id is the one that says the same, where there is one.
    """
    people: dict[str, Assessment] = {}
    skipped = []
    for path in sorted(folder.iterdir()):
        if path.suffix.lower() not in ENDINGS or not path.is_file():
            continue
        try:
            people[path.name] = last_complete(read_assessment(read_text(path), model))
        except AnswersError as error:
            skipped.append(f"{path.name}: {error}")
    files: dict[str | None, list[str]] = {}
    written = {one.content_id: one.id for one in people.values() if one.id != one.content_id}
    for name, one in people.items():
        files.setdefault(written.get(one.id or "", one.id), []).append(name)
    for names in files.values():
        *older, newest = sorted(names, key=lambda name: people[name].updated or "")
        for name in older:
            same = people[name].content_id == people[newest].content_id
            what = "the same answers" if same else "an older file of the same person"
            skipped.append(f"{name}: {what} as {newest}.")
            del people[name]
    return people, tuple(skipped)


def consented(folder: Path, people: Collection[str]) -> tuple[set[str], tuple[str, ...]]:
    """File names in the folder's consent.txt that are there, and a sentence for each other one."""
    file = folder / CONSENT
    lines = read_text(file).splitlines() if file.exists() else []
    known = {normalize("NFC", name): name for name in people}
    names = dict.fromkeys(normalize("NFC", line.strip()) for line in lines if line.strip())
    wrong = tuple(
        f"{CONSENT}: no file that is counted is called “{short(name)}”. Check the name."
        for name in names
        if name not in known
    )
    return {known[name] for name in names if name in known}, wrong


def from_releases(
    model: CompetencyModel,
    released: Sequence[tuple[date, Mapping[str, Any]]],
    *,
    title: str = "",
    role: str | None = None,
) -> Group:
    """Draw the newest of a group's releases (day and data), beside the one before it.

    `role`: compare with this role instead of the one that was released with. CohortError where
    there is no release.
    """
    if not released:
        raise CohortError("This group has no results yet. Run `assess group release`.")
    pictures = [picture(model, document, day, role_id=role) for day, document in released]
    return Group(model, pictures[-1], title, before=pictures[-2] if len(pictures) > 1 else None)


def made_up_people(
    model: CompetencyModel, number: int = 40, *, seed: int = 1
) -> list[dict[str, Any]]:
    """Make up levels of people, near the first role's targets; the same for one seed.

    Each is competency id → level or "na", as `from_people` takes them.
    """
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


def made_up(number: int = 40, *, model: CompetencyModel | str | Path | None = None) -> Group:
    """Make up a group, to try the rest with. CohortError for fewer than 5 people."""
    loaded = model_of(model)
    if isinstance(number, bool) or not isinstance(number, int):
        raise CohortError("made_up needs a whole number of people, such as made_up(40).")
    return from_people(loaded, made_up_people(loaded, number), title="A made-up group")


def as_assessment(model: CompetencyModel, person: PersonLevels) -> Assessment:
    """Levels as an assessment without notes, for files and benchmarks."""
    answers = {
        key: Answer(not_applicable=True) if level == "na" else Answer(int(level))
        for key, level in person.items()
    }
    return Assessment(model.id, model.version, answers)
