"""What a newer model file changes for a person who has answered the older one.

The fate of an answer is told as `assess.formats.answers` decides it when a file is opened.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from fractions import Fraction
from typing import Any, Literal

from assess.domain.model import CompetencyModel
from assess.domain.model_parts import BuildsOn, Competency
from assess.formats.answers import parts, renamings
from assess.text import short

Place = tuple[str, ...]

_PLANNED = ("weight", "needs", "builds_on")
"""What of a competency decides about plans."""

_PROFILE = ("profile", "profile_of")

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

    place: Place
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
        said = ("old_version", "new_version", "refused", "answers", "mentions")
        changed = any(getattr(self, item.name) for item in fields(self) if item.name not in said)
        moved = any(item.fate != "kept" for item in self.answers)
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
    return _Comparison(old, new).made()


class _Comparison:
    """Two models; `names`: old competency id → today's; `before`: competencies by today's id."""

    def __init__(self, old: CompetencyModel, new: CompetencyModel) -> None:
        self.old, self.new = old, new
        self.names = renamings(new)
        self.before = {self.name(item.id): item for item in old.competencies}

    def name(self, key: str) -> str:
        return self.names.get(key, key)

    def made(self) -> ModelDiff:
        old, new = self.old, self.new
        refused = _refused(old, new)
        both = [item for item in new.competencies if item.id in self.before]
        return ModelDiff(
            old_version=old.version,
            new_version=new.version,
            refused=refused,
            answers=tuple(self._answers(refused)),
            questions=tuple(item.id for item in new.competencies if item.id not in self.before),
            mentions=_mentions(old, new),
            scale=_changes(_scale(old), _scale(new)),
            titles=tuple(
                Change((item.id,), was, item.title)
                for item in both
                if (was := self.before[item.id].title) != item.title
            ),
            anchors=tuple(self._anchors()),
            targets=_changes(self._targets(old), self._targets(new)),
            activities=self._records(_by_id(old.activities), _by_id(new.activities)),
            competencies=tuple(
                change
                for item in both
                for change in self._fields((item.id,), self.before[item.id], item, _PLANNED)
            ),
            profiles=tuple(
                change
                for role in new.roles
                if old.has_role(role.id)
                for change in self._fields((role.id,), old.role(role.id), role, _PROFILE)
            ),
            people=self._records(_by_id(old.people), _by_id(new.people)),
            situation=self._records(_situation(old), _situation(new)),
            pace=self._records({(): old.pace}, {(): new.pace}),
        )

    def _answers(self, refused: str) -> Iterator[Carried]:
        goes: dict[str, str | None] = {
            item.id: item.id if self.new.has_competency(item.id) else self.names.get(item.id)
            for item in self.old.competencies
        }
        merged = [target for target in goes.values() if target is not None]
        older = parts(self.old.version)[0] < parts(self.new.version)[0]
        for key, target in goes.items():
            if refused:
                yield Carried(key, None, "lost", refused)
            elif target is None:
                because = "the new model neither has this id nor names it in 'renamed'"
                yield Carried(key, None, "lost", because)
            elif merged.count(target) > 1:
                others = [other for other, into in goes.items() if into == target and other != key]
                because = f"merged with {' and '.join(others)}: the lowest level counts"
                yield Carried(key, target, "confirm", because)
            elif older:
                because = "a meaning changed: the version's first number rose"
                yield Carried(key, target, "confirm", because)
            elif target != key:
                yield Carried(key, target, "renamed", f"it is now called '{target}'")
            else:
                yield Carried(key, target, "kept")

    def _anchors(self) -> Iterator[Change]:
        """Anchors of competencies that both have; a merged one is compared with its old self."""
        before = self.before | {item.id: item for item in self.old.competencies}
        for item in self.new.competencies:
            if item.id in before:
                yield from _changes(_anchors(before[item.id], item.id), _anchors(item, item.id))

    def _targets(self, model: CompetencyModel) -> dict[Place, Any]:
        """The levels of roles that both have; of merged competencies the highest."""
        found: dict[Place, Any] = {}
        for role in model.roles:
            if self.old.has_role(role.id) and self.new.has_role(role.id):
                for key, level in role.targets.items():
                    place = (role.id, self.name(key))
                    found[place] = max(level, found.get(place, level))
        return found

    def _records(self, old: Mapping[Place, Any], new: Mapping[Place, Any]) -> tuple[Change, ...]:
        """What differs field by field; a whole record that one of them lacks has the field ""."""
        found: list[Change] = []
        for place in dict.fromkeys([*new, *old]):
            if place in old and place in new:
                named = [item.name for item in fields(new[place])]
                named = [name for name in named if name not in ("id", "answers")]
                found += self._fields(place, old[place], new[place], named)
            else:
                found.append(Change((*place, ""), _title(old.get(place)), _title(new.get(place))))
        return tuple(found)

    def _fields(self, place: Place, old: Any, new: Any, named: Iterable[str]) -> list[Change]:
        return [
            Change((*place, name), was, now)
            for name in named
            if (was := _plain(getattr(old, name), self.names))
            != (now := _plain(getattr(new, name), {}))
        ]


def _refused(old: CompetencyModel, new: CompetencyModel) -> str:
    if old.id != new.id:
        return f"the old model's id is '{short(old.id)}', the new one's '{short(new.id)}'"
    if parts(old.version) > parts(new.version):
        return f"the old version, {old.version}, is higher than the new one, {new.version}"
    return ""


def _mentions(old: CompetencyModel, new: CompetencyModel) -> tuple[tuple[str, str], ...]:
    levels = [("level", str(item.level)) for item in old.scale if not new.on_scale(item.level)]
    roles = [("role", item.id) for item in old.roles if not new.has_role(item.id)]
    activities = [item.id for item in old.activities if not new.has_activity(item.id)]
    return (*levels, *roles, *(("activity", key) for key in activities))


def _changes(old: Mapping[Place, Any], new: Mapping[Place, Any]) -> tuple[Change, ...]:
    """What differs between two tables; the new one's order, then what is gone."""
    return tuple(
        Change(place, old.get(place), new.get(place))
        for place in dict.fromkeys([*new, *old])
        if old.get(place) != new.get(place)
    )


def _scale(model: CompetencyModel) -> dict[Place, Any]:
    return {
        (str(item.level),): f"{item.label}: {item.meaning}" if item.meaning else item.label
        for item in model.scale
    }


def _anchors(competency: Competency, key: str) -> dict[Place, Any]:
    return {(key, str(level)): text for level, text in competency.anchors.items()}


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
