"""What a browser says is a record where it fits one, and nothing where it doesn't."""

from __future__ import annotations

from itertools import product
from types import ModuleType
from typing import Any, Literal, get_args, get_origin

import pytest

from assess.app.messages import coach, feedback, files, forms, plan, read, records, shape, visit

MODULES: tuple[ModuleType, ...] = (visit, forms, files, plan, coach, feedback)
WIDGETS = {
    name: value
    for module in MODULES
    for name, value in vars(module).items()
    if name.startswith("From")
}
RECORDS = [(widget, record) for widget, kinds in WIDGETS.items() for record in records(kinds)]
VALUES: dict[Any, Any] = {str: "x", int: 1, bool: True, Any: None}
JUNK: list[Any] = [None, True, 0, 1.5, "", b"x", [], {}, [None], float("nan")]


def example(hint: Any) -> Any:
    if hint in VALUES:
        return VALUES[hint]
    if get_origin(hint) is Literal:
        return get_args(hint)[0]
    if get_origin(hint) is list:
        return [example(get_args(hint)[0])]
    return example(get_args(hint)[0]) if get_args(hint) and get_origin(hint) is not dict else {}


@pytest.mark.parametrize(("widget", "record"), RECORDS)
def test_what_fits_a_record_is_one(widget: str, record: type[Any]) -> None:
    hints, _required = shape(record)
    for kind in get_args(hints["kind"]):
        message = {key: example(hint) for key, hint in hints.items()} | {"kind": kind}
        assert read(message, WIDGETS[widget]) == record(**message)
        assert read({**message, "more": 1}, WIDGETS[widget]) == record(**message)


@pytest.mark.parametrize(("widget", "record"), RECORDS)
def test_a_field_that_is_missing_or_of_another_kind_makes_it_none(
    widget: str, record: type[Any]
) -> None:
    hints, required = shape(record)
    whole = {key: example(hint) for key, hint in hints.items()}
    for name in required:
        rest = {key: value for key, value in whole.items() if key != name}
        assert read(rest, WIDGETS[widget]) is None
    for key, junk in product(hints, JUNK):
        got = read({**whole, key: junk}, WIDGETS[widget])
        if got is None or hints[key] is Any:
            continue
        assert type(getattr(got, key)) is type(junk)
        wanted = get_args(hints[key]) or (hints[key],)
        assert type(junk) in {type(example(hint)) for hint in (hints[key], *wanted)} | {type(None)}


@pytest.mark.parametrize("widget", WIDGETS)
def test_what_is_no_message_at_all_is_none(widget: str) -> None:
    for junk in [*JUNK, {"kind": None}, {"kind": ["ping"]}, {"kind": {}}, {"Kind": "ping"}]:
        assert read(junk, WIDGETS[widget]) is None


@pytest.mark.parametrize("widget", WIDGETS)
def test_a_kind_belongs_to_one_record_of_a_widget(widget: str) -> None:
    kinds = [
        kind for record in records(WIDGETS[widget]) for kind in get_args(shape(record)[0]["kind"])
    ]
    assert sorted(kinds) == sorted(set(kinds))
