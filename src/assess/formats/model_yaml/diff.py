"""What a newer model file changes for a person who has answered the older one.

The fate of an answer is told as `assess.formats.answers` decides it when a file is opened.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from fractions import Fraction
from types import MappingProxyType
from typing import Any, Literal

from assess.domain.model import CompetencyModel
from assess.domain.model_parts import BuildsOn
from assess.formats.answers import parts, renamings
from assess.text import short

Place = tuple[str, ...]

_PLANNED = ("weight", "needs", "builds_on")
"""What of a competency decides about plans."""

_NO_NAMES: Mapping[str, str] = MappingProxyType({})

Fate = Literal["kept", "renamed", "confirm", "lost"]


@dataclass(frozen=True, slots=True)
class Carried:
    """What becomes of the answer to one old competency.

    `kept`: as it was; `renamed`: as it was, under the id `new`; `confirm`: carried to `new`, and
    the person is asked for a yes; `lost`: `new` is None. `because` is empty for `kept`.
    """

    old: str
    new: str | None
    fate: Fate
    because: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """One value that differs; `place` names it, None stands for "not there"."""

    place: tuple[str, ...]
    old: Any
    new: Any


@dataclass(frozen=True, slots=True)
class ModelDiff:
    """Everything that differs; each tuple in file order.

    `refused`: why no answers file of the old model opens with the new one at all, or "".
    `mentions`: (section, id) that the new model lacks; a file that names one doesn't open.
    `anchors`: place (competency id, level). `targets`: place (role id, competency id); an id of the
    old model appears under today's name. `activities`: place (activity id, field); a whole
    activity has the field "" and its title as the value. `competencies`, `profiles` (place: role
    id, field) and `people` are told in the same way; `situation`: place (question id, field) or
    (question id, answer id, field); `pace`: place (field).
    """

    old_version: str
    new_version: str
    refused: str
    answers: tuple[Carried, ...]
    questions: tuple[str, ...]
    mentions: tuple[tuple[str, str], ...]
    scale: tuple[Change, ...]
    titles: tuple[Change, ...]
    anchors: tuple[Change, ...]
    targets: tuple[Change, ...]
    activities: tuple[Change, ...]
    competencies: tuple[Change, ...]
    profiles: tuple[Change, ...]
    people: tuple[Change, ...]
    situation: tuple[Change, ...]
    pace: tuple[Change, ...]

    def of(self, fate: Fate) -> tuple[Carried, ...]:
        """The answers with one fate."""
        return tuple(item for item in self.answers if item.fate == fate)

    @property
    def advice(self) -> str:
        """What the author should do about the version, or ""."""
        if self.refused:
            return ""
        changed = self.scale or self.titles or self.anchors or self.targets or self.activities
        changed = changed or self.competencies or self.profiles
        changed = changed or self.people or self.situation or self.pace
        moved = self.questions or any(item.fate != "kept" for item in self.answers)
        if self.old_version == self.new_version and (changed or moved):
            return "The version is the same; raise it, so that people's files can tell the two."
        same_major = parts(self.old_version)[0] == parts(self.new_version)[0]
        if same_major and (self.anchors or self.scale):
            return (
                "Answers to changed anchors carry over unasked; if a meaning changed, raise the "
                "first number of the version."
            )
        return ""


def compare(old: CompetencyModel, new: CompetencyModel) -> ModelDiff:
    """Compare two models. Nothing is raised for models that the loader has accepted."""
    refused = _refused(old, new)
    names = renamings(new)
    return ModelDiff(
        old_version=old.version,
        new_version=new.version,
        refused=refused,
        answers=_answers(old, new, names, refused),
        questions=_questions(old, new, names),
        mentions=_mentions(old, new),
        scale=_scale(old, new),
        titles=_titles(old, new, names),
        anchors=_anchors(old, new, names),
        targets=_targets(old, new, names),
        activities=_records(_by_id(old.activities), _by_id(new.activities), names),
        competencies=_competencies(old, new, names),
        profiles=_profiles(old, new, names),
        people=_records(_by_id(old.people), _by_id(new.people)),
        situation=_records(_situation(old), _situation(new)),
        pace=_records({(): old.pace}, {(): new.pace}),
    )


def _refused(old: CompetencyModel, new: CompetencyModel) -> str:
    if old.id != new.id:
        return f"the old model's id is '{short(old.id)}', the new one's '{short(new.id)}'"
    if parts(old.version) > parts(new.version):
        return f"the old version, {old.version}, is higher than the new one, {new.version}"
    return ""


def _answers(
    old: CompetencyModel, new: CompetencyModel, names: dict[str, str], refused: str
) -> tuple[Carried, ...]:
    goes: dict[str, str | None] = {
        item.id: item.id if new.has_competency(item.id) else names.get(item.id)
        for item in old.competencies
    }
    merged = [target for target in goes.values() if target is not None]
    older = parts(old.version)[0] < parts(new.version)[0]
    found: list[Carried] = []
    for key, target in goes.items():
        if refused:
            found.append(Carried(key, None, "lost", refused))
        elif target is None:
            because = "the new model neither has this id nor names it in 'renamed'"
            found.append(Carried(key, None, "lost", because))
        elif merged.count(target) > 1:
            others = [other for other, into in goes.items() if into == target and other != key]
            because = f"merged with {' and '.join(others)}: the lowest level counts"
            found.append(Carried(key, target, "confirm", because))
        elif older:
            because = "a meaning changed: the version's first number rose"
            found.append(Carried(key, target, "confirm", because))
        elif target != key:
            found.append(Carried(key, target, "renamed", f"it is now called '{target}'"))
        else:
            found.append(Carried(key, target, "kept"))
    return tuple(found)


def _questions(
    old: CompetencyModel, new: CompetencyModel, names: dict[str, str]
) -> tuple[str, ...]:
    asked = {names.get(item.id, item.id) for item in old.competencies}
    return tuple(item.id for item in new.competencies if item.id not in asked)


def _mentions(old: CompetencyModel, new: CompetencyModel) -> tuple[tuple[str, str], ...]:
    levels = [str(item.level) for item in old.scale if not new.on_scale(item.level)]
    roles = [item.id for item in old.roles if not new.has_role(item.id)]
    activities = [item.id for item in old.activities if not new.has_activity(item.id)]
    sections = (("level", levels), ("role", roles), ("activity", activities))
    return tuple((section, key) for section, ids in sections for key in ids)


def _changes(old: Mapping[Any, Any], new: Mapping[Any, Any]) -> tuple[Change, ...]:
    """What differs between two tables; the new one's order, then what is gone."""
    places = dict.fromkeys([*new, *old])
    return tuple(
        Change(place, old.get(place), new.get(place))
        for place in places
        if old.get(place) != new.get(place)
    )


def _scale(old: CompetencyModel, new: CompetencyModel) -> tuple[Change, ...]:
    def table(model: CompetencyModel) -> dict[tuple[str, ...], Any]:
        return {
            (str(item.level),): f"{item.label}: {item.meaning}" if item.meaning else item.label
            for item in model.scale
        }

    return _changes(table(old), table(new))


def _titles(
    old: CompetencyModel, new: CompetencyModel, names: dict[str, str]
) -> tuple[Change, ...]:
    before = {names.get(item.id, item.id): item.title for item in old.competencies}
    return tuple(
        Change((item.id,), before[item.id], item.title)
        for item in new.competencies
        if item.id in before and before[item.id] != item.title
    )


def _anchors(
    old: CompetencyModel, new: CompetencyModel, names: dict[str, str]
) -> tuple[Change, ...]:
    """Anchors of competencies that both have; a merged one is compared with its own old self."""
    found: list[Change] = []
    by_old = {names.get(item.id, item.id): item for item in old.competencies}
    by_old |= {item.id: item for item in old.competencies}
    for item in new.competencies:
        if item.id in by_old:
            texts = by_old[item.id].anchors, item.anchors
            before, now = ({(item.id, str(n)): text for n, text in t.items()} for t in texts)
            found += _changes(before, now)
    return tuple(found)


def _targets(
    old: CompetencyModel, new: CompetencyModel, names: dict[str, str]
) -> tuple[Change, ...]:
    def table(model: CompetencyModel) -> dict[tuple[str, ...], Any]:
        found: dict[tuple[str, ...], Any] = {}
        for role in model.roles:
            if old.has_role(role.id) and new.has_role(role.id):
                for key, level in role.targets.items():
                    place = (role.id, names.get(key, key))
                    found[place] = max(level, found.get(place, level))
        return found

    return _changes(table(old), table(new))


def _competencies(
    old: CompetencyModel, new: CompetencyModel, names: Mapping[str, str]
) -> tuple[Change, ...]:
    """Weights, needs and what builds on what, of competencies that both have."""
    before = {names.get(item.id, item.id): item for item in old.competencies}
    return tuple(
        change
        for item in new.competencies
        if item.id in before
        for change in _fields((item.id,), before[item.id], item, _PLANNED, names)
    )


def _records(
    old: Mapping[Place, Any], new: Mapping[Place, Any], names: Mapping[str, str] = _NO_NAMES
) -> tuple[Change, ...]:
    """What differs field by field; a whole record that one of them lacks has the field ""."""
    found: list[Change] = []
    for place in dict.fromkeys([*new, *old]):
        if place in old and place in new:
            record = new[place]
            named = [item.name for item in fields(record) if item.name not in ("id", "answers")]
            found += _fields(place, old[place], record, named, names)
        else:
            found.append(Change((*place, ""), _title(old.get(place)), _title(new.get(place))))
    return tuple(found)


def _fields(
    place: Place, old: Any, new: Any, named: Iterable[str], names: Mapping[str, str]
) -> list[Change]:
    return [
        Change((*place, name), was, now)
        for name in named
        if (was := _plain(getattr(old, name), names)) != (now := _plain(getattr(new, name), {}))
    ]


def _title(record: Any) -> str | None:
    found = (getattr(record, name, None) for name in ("title", "question", "label"))
    return next((title for title in found if title is not None), None)


def _by_id(records: Iterable[Any]) -> dict[Place, Any]:
    return {(item.id,): item for item in records}


def _situation(model: CompetencyModel) -> dict[Place, Any]:
    """Questions by id, answers by their question's id and their own."""
    found: dict[Place, Any] = {}
    for question in model.situation:
        found[(question.id,)] = question
        found |= {(question.id, answer.id): answer for answer in question.answers}
    return found


def _profiles(
    old: CompetencyModel, new: CompetencyModel, names: Mapping[str, str]
) -> tuple[Change, ...]:
    return tuple(
        change
        for role in new.roles
        if old.has_role(role.id)
        for change in _fields((role.id,), old.role(role.id), role, ("profile", "profile_of"), names)
    )


def _plain(value: Any, names: Mapping[str, str]) -> Any:
    """A field's value as JSON has it, competencies under today's ids."""
    if isinstance(value, tuple):
        return [_plain(item, names) for item in value]
    if isinstance(value, Mapping):
        return {names.get(key, key): _plain(item, names) for key, item in value.items()}
    if isinstance(value, BuildsOn):
        other = names.get(value.competency, value.competency)
        return f"{other} {value.level} before {value.from_level}"
    return str(value) if isinstance(value, Fraction) else value
