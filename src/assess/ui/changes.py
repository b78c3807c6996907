"""One change, as a browser keeps it until it is stored, and what applying it does.

It is about an answer, a setting, a role, or how far an activity got, and carries what that was
when the person changed it (`seen`): where something else is stored by now, another tab or computer
was there in between, and nothing is overwritten unasked.
Applying a change a second time changes nothing, so a browser may send it as often as it likes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from assess.answers import EVIDENCE_LIMIT, Answer, Assessment
from assess.errors import AnswersError, AssessError
from assess.model import CompetencyModel
from assess.ui.change_kinds import Value, value_of
from assess.ui.texts_visit import NO_ANSWER, NO_NOTE, NOT_APPLICABLE

MOST = 500
"""Changes taken from one message: more than a person has questions."""

SEEN = 50
"""Values that one change may take the place of."""

ANSWER = "answer"
NA = "na"
_LEVEL = re.compile(r"-?[0-9]{1,4}", re.ASCII)
_LARGEST = 2**53


@dataclass(frozen=True, slots=True)
class Change:
    """What one person changed: about a competency (the kind is "answer"), or one whole `value`.

    `kind` and `key` of a value: see `change_kinds`. `rating`: a level as text, "na", "" (no
    rating), or None (untouched); `note`: the new text or None. `…_seen`: stamps of the values that
    the change may take the place of; None: of any.
    `confirm`: an answer carried over from an older model still holds.
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


@dataclass(frozen=True, slots=True)
class Conflict:
    """A change that was not applied: `mine` was wanted, `kept` is stored, both in words.

    `field` is "rating", "note" or "value"; `stamp` is the stamp of what is kept. `title` names
    what it is about.
    """

    number: int
    key: str
    field: str
    mine: str
    kept: str
    stamp: Any
    title: str
    kind: str = ANSWER


def changes_from(message: Mapping[str, Any]) -> tuple[Change, ...]:
    """The changes in a browser's message; what isn't one is left out."""
    sent = message.get("changes")
    read = [_change(item) for item in sent[:MOST]] if isinstance(sent, list) else []
    return tuple(change for change in read if change is not None)


def _change(item: object) -> Change | None:
    if not isinstance(item, dict):
        return None
    number, key, kind = item.get("n"), item.get("id"), item.get("kind", ANSWER)
    if type(number) is not int or not 0 <= number < _LARGEST:
        return None
    if not isinstance(key, str) or not isinstance(kind, str):
        return None
    if kind != ANSWER:
        seen = item.get("value_seen")
        return Change(
            number,
            key,
            kind=kind,
            value=item.get("value"),
            value_seen=tuple(seen[-SEEN:]) if isinstance(seen, list) else (),
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
    )


def _seen(value: object) -> tuple[str, ...]:
    stamps = value[:MOST] if isinstance(value, list) else []
    return tuple(stamp for stamp in stamps if isinstance(stamp, str))


def rating_of(answer: Answer) -> str:
    """The rating of an answer as a change writes it; it is its own stamp."""
    if answer.not_applicable:
        return NA
    return "" if answer.level is None else str(answer.level)


def note_stamp(text: str) -> str:
    """A short mark of a note: its bytes and their FNV-1a hash, as the page's script makes it."""
    data = text.encode("utf-8", "replace")
    mark = 0x811C9DC5
    for byte in data:
        mark = (mark ^ byte) * 0x01000193 & 0xFFFFFFFF
    return f"{len(data)}.{mark:x}"


def clean_note(text: str) -> str:
    """A note as it is kept; AnswersError where it is too long."""
    if len(text) > EVIDENCE_LIMIT:
        raise AnswersError(f"A note has at most {EVIDENCE_LIMIT:,} characters: shorten it.")
    clean = text.replace("\r\n", "\n").replace("\0", "")
    return clean.encode("utf-8", "replace").decode("utf-8")


def known(model: CompetencyModel, competency_id: str) -> None:
    """AnswersError (a sentence) where the model has no such competency."""
    if not model.has_competency(competency_id):
        raise AnswersError("That question isn't in this assessment. Reload the page.")


def rated(model: CompetencyModel, answer: Answer, rating: str) -> Answer:
    """An answer with another rating, its note kept; AnswersError for a level off the scale."""
    if rating == NA:
        return replace(answer, level=None, not_applicable=True)
    if rating == "":
        return replace(answer, level=None, not_applicable=False)
    if not _LEVEL.fullmatch(rating) or not model.on_scale(int(rating)):
        raise AnswersError("That level isn't on the scale. Choose one of the descriptions.")
    return replace(answer, level=int(rating), not_applicable=False)


def apply(
    model: CompetencyModel, assessment: Assessment, change: Change
) -> tuple[Assessment, tuple[Conflict, ...]]:
    """The assessment with a change, and what of it was not applied because of another one.

    The same record comes back where the change says what is there already. AssessError (a
    sentence) for an unknown competency, a level off the scale, a note that is too long, a value
    that isn't one.
    """
    if change.kind != ANSWER:
        return _with_value(value_of(model, change.kind, change.key), assessment, change)
    known(model, change.key)
    before = answer = assessment.answer(change.key)
    title = model.competency(change.key).title
    conflicts: list[Conflict] = []

    def refused(field: str, mine: str, kept: str, stamp: str) -> None:
        conflicts.append(Conflict(change.number, change.key, field, mine, kept, stamp, title))

    if change.rating is not None:
        wanted, present = rated(model, answer, change.rating), rating_of(answer)
        if present == rating_of(wanted) or _free(present, change.rating_seen):
            answer = wanted
        else:
            refused("rating", _word(model, wanted), _word(model, answer), present)
    if change.note is not None:
        text, mark = clean_note(change.note), note_stamp(answer.evidence)
        if answer.evidence == text or _free(mark, change.note_seen):
            answer = replace(answer, evidence=text)
        else:
            refused("note", text or NO_NOTE, answer.evidence or NO_NOTE, mark)
    asked = change.key in assessment.confirm
    if answer == before and not (asked and change.confirm):
        return assessment, tuple(conflicts)
    return assessment.with_answer(change.key, answer), tuple(conflicts)


def _with_value(
    value: Value, assessment: Assessment, change: Change
) -> tuple[Assessment, tuple[Conflict, ...]]:
    wanted, present = value.read(change.value), value.present(assessment)
    if wanted == present:
        return assessment, ()
    if change.value_seen is None or present is None or _was_seen(value, present, change.value_seen):
        after = value.put(assessment, wanted)
        return (assessment if after == assessment else after), ()
    mine, kept, stamp = value.say(wanted), value.say(present), value.write(present)
    found = (change.number, change.key, "value", mine, kept, stamp, value.title, change.kind)
    return assessment, (Conflict(*found),)


def _was_seen(value: Value, present: Any, seen: Iterable[Any]) -> bool:
    for sent in seen:
        try:
            if value.read(sent) == present:
                return True
        except AssessError:
            continue  # nothing that could be stored
    return False


def apply_all(
    model: CompetencyModel, assessment: Assessment, changes: Iterable[Change]
) -> tuple[Assessment, tuple[Conflict, ...], tuple[str, ...]]:
    """Several changes in turn: the assessment, the conflicts, and a sentence per refused change."""
    conflicts: list[Conflict] = []
    refused: list[str] = []
    for change in changes:
        try:
            assessment, found = apply(model, assessment, change)
        except AssessError as error:
            refused.append(str(error))
        else:
            conflicts += found
    return assessment, tuple(conflicts), tuple(dict.fromkeys(refused))


def _free(present: str, seen: tuple[str, ...] | None) -> bool:
    return seen is None or present in seen


def _word(model: CompetencyModel, answer: Answer) -> str:
    if answer.not_applicable:
        return NOT_APPLICABLE
    labels = {level.level: level.label for level in model.scale}
    return NO_ANSWER if answer.level is None else labels[answer.level]
