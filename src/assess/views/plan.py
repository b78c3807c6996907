"""What a plan says, already worded: page, report, Markdown, calendar and console render this.

Texts are plain (no markup) and speak to "you"; ids are only there for buttons and links.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class OtherWay:
    """Another activity that leads to the same step: what swapping would cost."""

    id: str
    title: str
    hours: str
    people: str
    barrier: str
    """Why it can't be chosen ("needs sales, who can't be asked"); "" where it can."""


@dataclass(frozen=True, slots=True)
class ActivityView:
    """One activity: when, what to tick off, with whom, what to keep as proof."""

    id: str
    title: str
    kind: str
    hours: str
    estimate: str
    """The author's hours, for everybody."""
    when: str = ""
    first_day: date | None = None
    last_day: date | None = None
    state: str = "planned"
    """"planned", "in_progress", "done" or "dropped"."""
    leads_to: tuple[str, ...] = ()
    """"Proficient in customer discovery, once somebody confirms it", one a step."""
    steps: tuple[str, ...] = ()
    evidence: str = ""
    pitfalls: str = ""
    measure: str = ""
    measure_today: str = ""
    measure_wanted: str = ""
    asks: tuple[str, ...] = ()
    resources: tuple[tuple[str, str], ...] = ()
    """(title with author, year and what to read of it, web address or "")."""
    reading: str = ""
    """Whether its time is within the hours: "It counts within the 6 hours."."""
    others: tuple[OtherWay, ...] = ()
    note: str = ""
    """What must be known about its place: "Prepares “…”.", "Goes on in the next quarter."."""


@dataclass(frozen=True, slots=True)
class AskView:
    """Somebody to ask for their time or their yes, with a draft to copy."""

    person: str
    name: str
    by: str
    """"in the week of 7 December"."""
    week: int
    day: date
    draft: str
    for_what: tuple[str, ...]
    """Titles of the activities that it is for."""
    people: tuple[str, ...] = ()
    """Ids of all that they are in the model."""
    asked: date | None = None
    """The day of this quarter on which they were asked."""


@dataclass(frozen=True, slots=True)
class SubjectView:
    """One subject of a quarter, and why it is there.

    `reason`: "Customer discovery: you're at 2, the role needs 4; you named it, and pricing waits
    for it."
    """

    competency: str
    title: str
    level: int
    goal: int
    target: int | None
    reason: str
    now: str
    """"You now (Helping)"."""
    anchor_now: str
    next: str
    """"Next step (Running)"."""
    anchor_next: str
    activities: tuple[ActivityView, ...]
    weight_why: str = ""
    """Why the wanted role rests on it, in the model's words."""
    shared: tuple[str, ...] = ()
    """Titles of activities that lead on here too and stand with another subject."""


@dataclass(frozen=True, slots=True)
class QuarterView:
    """A quarter that is planned in weeks."""

    number: int
    title: str
    """"This quarter", "Next quarter"."""
    dates: str
    """"30 November 2026 to 28 February 2027"."""
    subjects: tuple[SubjectView, ...] = ()
    also: tuple[str, ...] = ()
    """Steps gained besides: "Communication: Proficient, by the way"."""
    preparing: tuple[ActivityView, ...] = ()
    """Activities that only prepare others, or that end in the next quarter."""
    asks: tuple[AskView, ...] = ()
    in_all: str = ""
    """What is needed from those who are asked for several things; when to ask for the showing."""
    review: str = ""
    """The showing: before whom, when, what to say and to bring."""
    review_day: date | None = None
    """The first day of the week for it; None where there is nothing to show."""
    free: str = ""
    """"Of your 39 hours, 30 are planned; about 9 stay free."."""
    weeks: tuple[WeekView, ...] = ()
    likely: str = ""
    """How many hours it likely takes and until when; "" before hours are logged."""


@dataclass(frozen=True, slots=True)
class WeekView:
    """One week: `hours` a week in words, and what is to do."""

    number: int
    dates: str
    day: date
    hours: str
    entries: tuple[tuple[str, str], ...]
    """(title of an activity, hours in words)."""
    note: str = ""
    """"Week off", "Look back and show a result", "Ask …"; or ""."""
    work: tuple[WorkView, ...] = ()
    """The same entries with their steps."""


@dataclass(frozen=True, slots=True)
class WorkView:
    """What a week holds of one activity: `hours`, and the texts of the `steps` due in it."""

    id: str
    title: str
    hours: float
    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OutlookView:
    """A quarter of the outlook: a line a subject."""

    title: str
    dates: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NotPlannedView:
    """Competencies in which nothing is planned, and why.

    `title`: "Pricing; Business case".
    """

    title: str
    why: str


@dataclass(frozen=True, slots=True)
class WishView:
    """One line of "How do we know?": the wish in words, its value, the most there could be."""

    wish: str
    value: str
    bound: str


@dataclass(frozen=True, slots=True)
class PlanView:
    """Everything that a plan says.

    `summary`: what it is, in one or two sentences. `based_on`: the wishes it was made from.
    `begin`: what to do first, on the plan's first day; "" where nothing is planned at once.
    `notes`: what the reader must know (nothing said about the situation, time ran out).
    `progress`: what is finished of this quarter, and in how many skills the role asks for more.
    """

    title: str
    summary: str
    based_on: str
    begin: str = ""
    notes: tuple[str, ...] = ()
    progress: tuple[str, ...] = ()
    done: tuple[ActivityView, ...] = ()
    quarters: tuple[QuarterView, ...] = ()
    outlook: tuple[OutlookView, ...] = ()
    not_planned: tuple[NotPlannedView, ...] = ()
    checked: str = ""
    wishes: tuple[WishView, ...] = ()
    message: str = ""
