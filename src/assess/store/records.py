"""What the store hands out: frozen records, none of them with a code or a hash of one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

Purpose = Literal["continue", "coach"]
Levels = Mapping[str, int | Literal["na"]]
"""Competency id → level or "na" (not applicable); a competency that is unrated is absent."""


@dataclass(frozen=True, slots=True)
class Stored:
    """One stored assessment. `document` is its JSON form, `updated` UTC (`…Z`)."""

    id: str
    revision: int
    updated: str
    document: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Share:
    """A secret that a person gave away. All moments UTC (`…Z`), None: that hasn't happened.

    `continue`: one use, on another computer. `coach`: any number of readings up to `expires`.
    """

    id: str
    purpose: Purpose
    created: str
    expires: str
    used: str | None
    revoked: str | None


@dataclass(frozen=True, slots=True)
class Access:
    """One use of a share: who said they were, what they did ("read" or "continue"), and when."""

    at: str
    who: str
    what: str
    share: str


@dataclass(frozen=True, slots=True)
class Group:
    """A workshop's group: `members` have added their levels; nothing is shown of fewer than `k`.

    `open`: its members see each other's levels; then there are no releases. `role`: the role that
    it is compared with, None for the model's role to reach.
    """

    id: str
    title: str
    model_id: str
    k: int
    created: str
    members: int
    open: bool = False
    role: str | None = None


@dataclass(frozen=True, slots=True)
class NewGroup:
    """A group to be made: people join by `join_code`, `owner_code` releases and reads.

    Whether it is open is decided here for good: its members said yes to one of the two.
    """

    title: str
    model_id: str
    k: int
    join_code: str
    owner_code: str
    open: bool = False
    role: str | None = None


Subjects = Sequence[Sequence[str]]
"""Competency ids that somebody's plan has in focus: one list for each quarter."""


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody in an open group, as the others in it see them; `own`: whoever is looking."""

    name: str
    levels: Levels
    subjects: Subjects
    own: bool


@dataclass(frozen=True, slots=True)
class Contribution:
    """One person's levels in a group, as the function that computes a release sees them.

    `changed`: joined, changed or left since the last release. Who left since then is there too,
    with no levels and `withdrawn` set, so that those who changed can be counted.
    """

    levels: Levels
    changed: bool
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class Release:
    """What was computed of a group on one day; `number` counts from 1."""

    number: int
    created: str
    document: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class FeedbackReply:
    """What somebody said about the skills that they were asked about; `body`: see formats.feedback.

    `by_file`: it came as a file, so only whoever asked can take it out.
    """

    id: str
    body: Mapping[str, Any]
    created: str
    updated: str
    by_file: bool


@dataclass(frozen=True, slots=True)
class FeedbackRequest:
    """Some skills that a person asks others about, as whoever asked sees it.

    `name`: what the others call them. `expires`: the code's end, None where there is no code;
    `ended`: when it was cancelled. For those who are asked, `replies` is empty.
    """

    id: str
    model_id: str
    model_version: str
    name: str
    skills: tuple[str, ...]
    created: str
    expires: str | None
    ended: str | None
    replies: tuple[FeedbackReply, ...] = ()
