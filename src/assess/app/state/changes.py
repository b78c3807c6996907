"""One change, as a browser keeps it until it is stored, and what applying it does.

It is about an answer, its evidence, a setting, a role, or how far an activity got, and carries
what that was when the person changed it (`seen`): where something else is stored by now, another
tab or computer was there in between, and nothing is overwritten unasked.
Applying a change a second time changes nothing, so a browser may send it as often as it likes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from assess.app.messages.visit import ClashOf
from assess.app.state.change_kinds import EVIDENCE, Value, known, value_of
from assess.app.state.texts import (
    NO_ANSWER,
    NO_NOTE,
    NOT_APPLICABLE,
    OTHER_QUESTIONS,
    ROUGH_LEVEL,
)
from assess.domain.answers import EVIDENCE_LIMIT, Answer, Assessment
from assess.domain.model import CompetencyModel
from assess.domain.rating import TOO_MUCH, too_much
from assess.errors import AnswersError, AssessError
from assess.formats.answers import is_older, parts, renamings
from assess.text import kept

MOST = 500
"""Changes taken from one message: more than a person has questions."""

SEEN = 50
"""Values that one change may take the place of."""

ANSWER = "answer"
NA = "na"
ROUGH = "~"
"""Behind the level of a rating that was given in the quick pass."""
_LEVEL = re.compile(r"(-?[0-9]{1,4})(~?)", re.ASCII)
_LARGEST = 2**53

R = TypeVar("R")
"""What changes are made to: an assessment, a coaching meeting."""


@dataclass(frozen=True, slots=True)
class Change:
    """What one person changed: about a competency (the kind is "answer"), or one whole `value`.

    `kind` and `key` of a value: see `change_kinds`. `rating`: a level as text ("3~" where it is
    rough), "na", "" (no rating), or None (untouched); `note`: the new text or None. `…_seen`:
    stamps of the values that the change may take the place of; None: of any.
    `confirm`: an answer carried over from an older model still holds.
    `questions`: the model and version that the person read, as `questions_of` writes it; "": these.
    """

    number: int
    key: str
    rating: str | None = None
    note: str | None = None
    confirm: bool = False
    rating_seen: tuple[str, ...] | None = None
    note_seen: tuple[str, ...] | None = None
    kind: str = ANSWER
    value: Any = None
    value_seen: tuple[Any, ...] | None = None
    questions: str = ""


def changes_from(sent: Sequence[Mapping[str, Any]]) -> tuple[Change, ...]:
    """The changes that a browser sent; what isn't one is left out."""
    read = [_change(item) for item in sent[:MOST]]
    return tuple(change for change in read if change is not None)


def _change(item: Mapping[str, Any]) -> Change | None:
    number, key, kind = item.get("n"), item.get("id"), item.get("kind", ANSWER)
    questions = item.get("questions", "")
    if type(number) is not int or not 0 <= number < _LARGEST:
        return None
    if not isinstance(key, str) or not isinstance(kind, str) or not isinstance(questions, str):
        return None
    if kind != ANSWER:
        seen = item.get("value_seen")
        return Change(
            number,
            key,
            kind=kind,
            value=item.get("value"),
            value_seen=tuple(seen[-SEEN:]) if isinstance(seen, list) else (),
            questions=questions,
        )
    rating, note = item.get("rating"), item.get("note")
    return Change(
        number,
        key,
        rating=rating if isinstance(rating, str) else None,
        note=note if isinstance(note, str) else None,
        confirm=item.get("confirm") is True,
        rating_seen=_seen(item.get("rating_seen")),
        note_seen=_seen(item.get("note_seen")),
        questions=questions,
    )


def _seen(value: object) -> tuple[str, ...]:
    stamps = value[:MOST] if isinstance(value, list) else []
    return tuple(stamp for stamp in stamps if isinstance(stamp, str))


def rating_of(answer: Answer) -> str:
    """The rating of an answer as a change writes it; it is its own stamp."""
    if answer.not_applicable:
        return NA
    return "" if answer.level is None else f"{answer.level}{ROUGH if answer.quick else ''}"


def note_stamp(text: str) -> str:
    """A short mark of a note: its bytes and their FNV-1a hash, as the page's script makes it."""
    data = text.encode("utf-8", "replace")
    mark = 0x811C9DC5
    for byte in data:
        mark = (mark ^ byte) * 0x01000193 & 0xFFFFFFFF
    return f"{len(data)}.{mark:x}"


def questions_of(model: CompetencyModel) -> str:
    """What a page says of the questions that it shows: the model's id and version."""
    return f"{model.id} {model.version}"


def clean_note(text: str) -> str:
    """A note as it is kept; AnswersError where it is too long."""
    if len(text) > EVIDENCE_LIMIT:
        raise AnswersError(f"A note has at most {EVIDENCE_LIMIT:,} characters: shorten it.")
    return kept(text)


def noted(answer: Answer, text: str) -> Answer:
    """An answer with another note; AnswersError where its evidence is too much then."""
    after = answer.with_note(text)
    if too_much(after.log):
        raise AnswersError(TOO_MUCH)
    return after


def rated(model: CompetencyModel, answer: Answer, rating: str) -> Answer:
    """An answer with another rating, its note kept; AnswersError for a level off the scale.

    A rough rating of the level that was confirmed already leaves it confirmed.
    """
    if rating in (NA, ""):
        return replace(answer, level=None, not_applicable=rating == NA, quick=False)
    found = _LEVEL.fullmatch(rating)
    if not found or not model.on_scale(level := int(found[1])):
        raise AnswersError("That level isn't on the scale. Choose one of the descriptions.")
    rough = bool(found[2]) and (answer.level != level or answer.quick)
    return replace(answer, level=level, not_applicable=False, quick=rough)


def apply(
    model: CompetencyModel, assessment: Assessment, change: Change
) -> tuple[Assessment, tuple[ClashOf, ...]]:
    """The assessment with a change, and what of it was not applied because of another one.

    The same record comes back where the change says what is there already. AssessError (a
    sentence) for an unknown competency, a level off the scale, a note that is too long, a value
    that isn't one.
    A change that waited in the browser while the model became another one is carried over like
    answers in a file: under today's id, and to be confirmed where the major version is older.
    """
    change, older = of_today(model, change, (ANSWER, EVIDENCE))
    after, conflicts = _apply(model, assessment, change)
    if older and after is not assessment and change.key in after.answers:
        after = replace(after, confirm=(*after.confirm, change.key))
    return after, conflicts


def of_today(
    model: CompetencyModel, change: Change, of_competencies: Collection[str]
) -> tuple[Change, bool]:
    """The change under today's id, and whether it is about questions of an older major version.

    `of_competencies`: the kinds of changes whose key is a competency. AnswersError where it was
    said about another model.
    """
    if change.questions in ("", questions_of(model)):
        return change, False
    model_id, _, version = change.questions.rpartition(" ")
    if model_id != model.id or not parts(version):
        raise AnswersError(OTHER_QUESTIONS)
    older = is_older(version, model)
    if change.kind in of_competencies:
        key = renamings(model).get(change.key, change.key)
        change = replace(change, key=key, confirm=change.confirm and not older)
    return change, older


def _apply(
    model: CompetencyModel, assessment: Assessment, change: Change
) -> tuple[Assessment, tuple[ClashOf, ...]]:
    if change.kind != ANSWER:
        return with_value(value_of(model, change.kind, change.key), assessment, change)
    known(model, change.key)
    before = answer = assessment.answer(change.key)
    title = model.competency(change.key).title
    conflicts: list[ClashOf] = []

    def refused(field: str, mine: str, kept: str, stamp: str) -> None:
        conflicts.append(_clash(change, field, mine, kept, stamp, title))

    if change.rating is not None:
        wanted, present = rated(model, answer, change.rating), rating_of(answer)
        # whoever confirms the level that another tab gave in the quick pass contradicts nobody
        same = answer.level == wanted.level is not None or present == rating_of(wanted)
        if same or _free(present, change.rating_seen):
            answer = wanted
        else:
            refused("rating", _word(model, wanted), _word(model, answer), present)
    if change.note is not None:
        text, mark = clean_note(change.note), note_stamp(answer.evidence)
        if answer.evidence == text or _free(mark, change.note_seen):
            answer = noted(answer, text)
        else:
            refused("note", text or NO_NOTE, answer.evidence or NO_NOTE, mark)
    asked = change.key in assessment.confirm
    if answer == before and not (asked and change.confirm):
        return assessment, tuple(conflicts)
    return assessment.with_answer(change.key, answer), tuple(conflicts)


def with_value(value: Value[R], record: R, change: Change) -> tuple[R, tuple[ClashOf, ...]]:
    """The record with another value, and the conflict where something else is stored by now.

    The same record comes back where nothing changes. AssessError where it isn't such a value.
    """
    wanted, present = value.read(change.value), value.present(record)
    if wanted == present:
        return record, ()
    seen = None if change.value_seen is None else _read(value, change.value_seen)
    if seen is None or present is None or present in seen:
        after = value.put(record, wanted)
        return (record if after == record else after), ()
    if value.join and (both := value.join(seen, wanted, present)) is not None:
        return (record if both == present else value.put(record, both)), ()
    mine, kept, stamp = value.say(wanted), value.say(present), value.write(present)
    return record, (_clash(change, "value", mine, kept, stamp, value.title),)


def _clash(change: Change, field: str, mine: str, kept: str, stamp: Any, title: str) -> ClashOf:
    return ClashOf(
        n=change.number,
        id=change.key,
        field=field,
        mine=mine,
        kept=kept,
        stamp=stamp,
        title=title,
        kind=change.kind,
    )


def _read(value: Value[R], seen: Iterable[Any]) -> list[Any]:
    found = []
    for sent in seen:
        try:
            found.append(value.read(sent))
        except AssessError:
            continue  # nothing that could be stored
    return found


def apply_all(
    model: CompetencyModel,
    record: R,
    changes: Iterable[Change],
    apply_one: Callable[[CompetencyModel, R, Change], tuple[R, tuple[ClashOf, ...]]],
) -> tuple[R, tuple[ClashOf, ...], tuple[str, ...]]:
    """Several changes in turn: the record, the conflicts, and a sentence per refused change.

    `apply_one`: what one change does, such as `apply` to an assessment.
    """
    conflicts: list[ClashOf] = []
    refused: list[str] = []
    for change in changes:
        try:
            record, found = apply_one(model, record, change)
        except AssessError as error:
            refused.append(str(error))
        else:
            conflicts += found
    return record, tuple(conflicts), tuple(dict.fromkeys(refused))


def _free(present: str, seen: tuple[str, ...] | None) -> bool:
    return seen is None or present in seen


def _word(model: CompetencyModel, answer: Answer) -> str:
    if answer.not_applicable:
        return NOT_APPLICABLE
    if answer.level is None:
        return NO_ANSWER
    label = model.label(answer.level)
    return ROUGH_LEVEL.format(level=label) if answer.quick else label
