"""A browser can send any message and set any synced trait: nothing of it raises or sticks."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from itertools import product
from typing import Any

import pytest
from traitlets import TraitError

from assess.app.state.changes import note_stamp
from assess.store import Store
from tests.builders.page import Visitor, widgets
from tests.builders.visits import CODE, OTHER, rate_all, stored

NUMBERS: list[Any] = [-1, 0, 99, 10**30, 10**5000, 1.5, float("nan"), float("inf")]
THINGS: list[Any] = [None, True, False, [], [1, [2]], {}, {"a": {"b": []}}, [None], b"bytes"]
TEXTS: list[Any] = ["", "unknown", "x" * 3000, "\0", "\ud800", "__proto__", "<script>", "%s{0}"]
JUNK = [*NUMBERS, *THINGS, *TEXTS]
NO_MESSAGES = [*JUNK, {"kind": {"kind": "rate"}}, {"kind": ["rate"]}, {"Kind": "rate"}]


@pytest.fixture
def rated(visitor: Visitor) -> Visitor:
    rate_all(visitor.app.session, 2)
    visitor.note("baking", "Ran the oven")
    return visitor


def unmoved(visitor: Visitor, store: Store, handler: str, contents: Any) -> set[str]:
    """Send everything; assert that nothing changed; the kinds of what the page sent back."""
    before, kept = visitor.app.session.assessment, stored(store)
    answered = set()
    for content in contents:
        sent = visitor.says_anything(handler, content)
        assert visitor.app.session.assessment == before, content
        answered |= {message["kind"] for message in sent}
        for message in sent:
            if message["kind"] == "notice":
                assert message["text"].endswith((".", "!"))
                assert "Traceback" not in message["text"]
    assert stored(store) == kept
    assert visitor.app.session.code == CODE
    return answered


@pytest.mark.parametrize("handler", ["visit", "form", "roles", "plan", "news", "body", "transfer"])
def test_what_is_no_message_changes_nothing(rated: Visitor, store: Store, handler: str) -> None:
    unmoved(rated, store, handler, NO_MESSAGES)
    unmoved(rated, store, handler, [{"kind": junk} for junk in JUNK])


def changes(*parts: dict[str, Any]) -> list[dict[str, Any]]:
    """A message for each part: a change of a question that is there."""
    return [{"kind": "changes", "changes": [{"n": 1, "id": "baking", **part}]} for part in parts]


def test_wrong_ratings_change_nothing(rated: Visitor, store: Store) -> None:
    parts = [{"rating": junk, "rating_seen": seen} for junk, seen in product(JUNK, (["2"], 5, []))]
    unmoved(rated, store, "visit", changes(*(p for p in parts if p["rating"] != "")))


def test_what_a_change_claims_to_have_seen_is_compared_only(rated: Visitor, store: Store) -> None:
    parts = [{"rating": "3", "rating_seen": junk} for junk in JUNK]
    parts += [{"note": "Mine", "note_seen": [junk]} for junk in JUNK]
    assert "kept" in unmoved(rated, store, "visit", changes(*parts))


def test_wrong_questions_change_nothing(rated: Visitor, store: Store) -> None:
    messages = [
        {"kind": "changes", "changes": [{"n": number, "id": key, "rating": "1"}]}
        for number, key in product((1, *JUNK), JUNK)
    ]
    messages += [{"kind": "changes", "changes": junk} for junk in JUNK]
    unmoved(rated, store, "visit", messages)


def test_wrong_notes_change_nothing(rated: Visitor, store: Store) -> None:
    notes = [*NUMBERS, *THINGS, "x" * 2001, "x" * 10**6]
    seen = [note_stamp("Ran the oven")]
    unmoved(rated, store, "visit", changes(*({"note": note, "note_seen": seen} for note in notes)))


def values(kind: Any, keys: Iterable[Any], wrong: Iterable[Any]) -> list[Any]:
    """A message for each wrong value of each key, as a page would send it."""
    return [
        {"kind": "changes", "changes": [{"n": 1, "kind": kind, "id": key, "value": value}]}
        for key, value in product(keys, wrong)
    ]


def test_wrong_settings_change_nothing(rated: Visitor, store: Store) -> None:
    good = {"start": "2026-11-30", "end": "2027-01-24"}
    messages = values("setting", ["hours"], [junk for junk in JUNK if junk not in (1, 1.5, 5)])
    messages += values("setting", ["dates"], JUNK)
    messages += values("setting", ["dates"], [{**good, key: j} for key in good for j in JUNK])
    messages += values("setting", ["focus"], [{junk: "2"} for junk in TEXTS if junk])
    messages += values("setting", ["off"], [[junk] for junk in JUNK])
    messages += values("setting", ["reserve", "lead"], [junk for junk in JUNK if junk != ""])
    messages += values("setting", ["people"], [{junk: "Ann"} for junk in TEXTS if junk])
    messages += values("setting", JUNK, ["4"])
    messages += values(
        "setting", ["hours_per_week", "pinned", "excluded", "id", "__class__"], ["4"]
    )
    messages += [
        m for kind in ("", "answers", "person", *JUNK) for m in values(kind, ["hours"], JUNK)
    ]
    unmoved(rated, store, "visit", messages)


def test_wrong_progress_changes_nothing(rated: Visitor, store: Store) -> None:
    whole: dict[str, Any] = {"state": "done", "date": "2026-12-04", "evidence": "", "hours_left": 1}
    wrong: list[Any] = [junk for junk in JUNK if junk is not None]
    wrong += [{**whole, "state": junk} for junk in JUNK]
    wrong += [{"state": "done", "date": junk} for junk in JUNK if junk is not None]
    wrong += [{"state": "done", "evidence": "x" * 2001}, whole]
    begun = {"state": "in_progress"}
    wrong += [{**begun, "hours_left": junk} for junk in JUNK if junk not in (None, 1, 1.5, 5, 99)]
    messages = values("progress", ["ask-sales"], wrong) + values("progress", JUNK, [begun])
    unmoved(rated, store, "visit", messages)


def test_wrong_roles_change_nothing(rated: Visitor, store: Store) -> None:
    unmoved(rated, store, "roles", [{"kind": "submit", "values": junk} for junk in JUNK])
    messages = values("role", ("held", "wanted"), JUNK)
    messages += values("role", [key for key in JUNK if key != "held"], ["baker"])
    unmoved(rated, store, "visit", messages)
    assert rated.app.session.roles == ("apprentice", "baker")


def test_wrong_plans_change_nothing(rated: Visitor, store: Store) -> None:
    dates = {"start": "2026-11-30", "end": "2027-01-24"}
    good = {"hours": "4", "dates": dates}
    wrong = [junk for junk in JUNK if junk not in (99, 1.5)]
    values: list[Any] = list(JUNK)
    for key in ("hours", "dates", "reserve", "lead"):
        values += [{**good, key: junk} for junk in wrong if junk not in (None, "")]
    values += [{**good, "dates": {**dates, key: junk}} for key in dates for junk in wrong]
    values += [{**good, "hours": 99}]
    values += [{**good, "focus": {junk: "2"}} for junk in TEXTS if junk]
    values += [{**good, "off": [junk]} for junk in JUNK]
    messages = [{"kind": "submit", "values": item} for item in values]
    messages += [{"kind": kind, "id": junk} for kind, junk in product(("unpin", "let"), JUNK)]
    assert unmoved(rated, store, "plan", messages) == {"done", "parts"}
    assert rated.app.plans.plan is None
    rated.says("plan", kind="submit", values=good)
    assert rated.app.plans.plan is not None


def test_wrong_wishes_change_nothing(rated: Visitor, store: Store) -> None:
    good = {"hours": "4", "dates": {"start": "2026-11-30", "end": "2027-01-24"}}
    rated.says("plan", kind="submit", values=good)
    kinds = ("pin", "unpin", "leave", "let", "swap", "compare", "version")
    messages: list[Any] = [{"kind": kind, "id": junk} for kind, junk in product(kinds, JUNK)]
    messages += [
        {"kind": kind, "version": junk} for kind, junk in product(("compare", "version"), JUNK)
    ]
    messages += [{"kind": "swap", "id": "ask-sales", "other": junk} for junk in JUNK]
    messages += [{"kind": "undo", "id": junk} for junk in JUNK]
    assert unmoved(rated, store, "body", messages) == {"done"}


def test_wrong_answers_to_a_proposed_level_change_nothing(rated: Visitor, store: Store) -> None:
    good = {"hours": "4", "dates": {"start": "2026-11-30", "end": "2027-01-24"}}
    rated.says("plan", kind="submit", values=good)
    rated.mark("price-list", state="done")
    yes = {"kind": "confirm", "activity": "price-list", "competency": "pricing", "level": 3}
    messages: list[Any] = []
    for change in ("activity", "competency", "level"):
        messages += [{**yes, change: junk} for junk in JUNK]
        messages += [{**yes, "kind": "not_yet", change: junk} for junk in JUNK if change != "level"]
    found = unmoved(rated, store, "body", messages)
    assert found <= {"done", "answers", "parts"}
    assert rated.app.session.assessment.level("pricing") == 2
    rated.says_anything("body", yes)
    assert rated.app.session.assessment.level("pricing") == 3


def test_wrong_codes_change_nothing(rated: Visitor, store: Store) -> None:
    messages: list[Any] = [
        {"kind": kind, "code": junk} for kind, junk in product(("resume", "forget"), JUNK)
    ]
    messages += [{"kind": "fresh", "code": junk} for junk in (*NUMBERS, *THINGS)]
    messages += [{"kind": kind, "code": OTHER} for kind in ("resume", "forget")]
    assert unmoved(rated, store, "visit", messages) == {"notice", "saved", "forgotten"}


def test_a_wrong_hello_takes_nothing_out_of_the_store(rated: Visitor, store: Store) -> None:
    kept = stored(store)
    for codes, rest in product(JUNK, (None, [], {}, 5, "\ud800", CODE)):
        rated.says("visit", kind="hello", codes=codes, here=rest, fresh=rest)
        assert stored(store) == kept
    rated.says("visit", kind="hello", codes=[*JUNK, CODE], left={"x": 1}, fresh="\ud800")
    assert rated.app.session.assessment.level("baking") is None
    assert stored(store) == kept


def test_wrong_files_change_nothing(rated: Visitor, store: Store) -> None:
    texts = [
        "",
        "{}",
        "[]",
        "null",
        "5",
        "[" * 100_000,
        '{"a":' * 1000,
        "<" * 10_000,
        "\ud800",
        '{"schema_version": 1, "model": {"id": "other"}, "answers": {}}',
        '{"schema_version": 1, "model": {"id": "bakery"}, "answers": {"x": {"level": 1}}}',
        '{"schema_version": 1, "model": {"id": "bakery"}, "answers": {"baking": {"level": 9}}}',
        '{"schema_version": 1, "model": {"id": "bakery"}, "answers": {"baking": {"level": true}}}',
        '<template id="assess-data">{}</template>',
        "1" * 10_000,
        "x" * 2_000_000,
    ]
    messages: list[Any] = [{"kind": "import", "text": text} for text in texts]
    assert unmoved(rated, store, "transfer", messages) == {"problem"}
    messages = [{"kind": "import", "text": junk} for junk in (*NUMBERS, *THINGS)]
    messages += [{"kind": "replace", "text": junk} for junk in JUNK]
    assert unmoved(rated, store, "transfer", messages) == set()


def test_a_file_that_is_not_offered_is_refused(rated: Visitor, store: Store) -> None:
    good: dict[str, Any] = {
        **{"kind": "take", "format": "html", "audience": "me"},
        **{"chosen": {}, "reader": ""},
    }
    junk = [{**good, name: value} for name in good for value in (None, 1, []) if name != "kind"]
    junk.append({key: good[key] for key in ("kind", "format", "audience")})
    assert unmoved(rated, store, "transfer", junk) == set()
    for wrong in ({"format": "../x"}, {"audience": "all"}, {"format": "session"}):
        assert unmoved(rated, store, "transfer", [{**good, **wrong}]) == {"failed"}
    file = rated.takes("html", "share", {"baking": [0]})
    assert "Ran the oven" not in file["text"]


def test_synced_traits_are_never_believed(rated: Visitor, store: Store) -> None:
    before, kept = rated.app.session.assessment, stored(store)
    hostile: list[Any] = [{"baking": {"level": 3}}, {}, [], [{}], "x", 5, None, [{"id": "evil"}]]
    for widget in widgets(rated.app.root):
        own = [name for name in widget.keys if not name.startswith("_")]
        for name, value in product(own, hostile):
            if name in ("layout", "children", "style", "tabbable", "tooltip"):
                continue  # ipywidgets' own
            with suppress(TraitError):
                widget.set_state({name: value})
    assert rated.app.session.assessment == before
    assert stored(store) == kept
    rated.rate("shaping", 3)
    assert stored(store)["answers"]["shaping"]["level"] == 3
    assert rated.app.rate.form.answers["baking"] == {"evidence": "Ran the oven", "level": 2}


def test_an_unknown_step_is_the_first_one_even_after_the_steps_were_overwritten(
    rated: Visitor,
) -> None:
    steps = rated.app.steps
    for value in ([], [5], [{"id": "evil"}]):
        steps.set_state({"steps": value})
        steps.set_state({"step": "plan"})
        assert steps.step == "plan"
        steps.set_state({"step": "evil"})
        assert steps.step == "rate"
