"""Write what the page's scripts share with Python: the messages' declaration, and the limits."""

from __future__ import annotations

import json
import re
import sys
from dataclasses import MISSING, fields, is_dataclass
from pathlib import Path
from types import ModuleType, NoneType, UnionType
from typing import Any, Literal, NotRequired, Union, get_args, get_origin, get_type_hints

from assess import typed
from assess.app.messages import coach, feedback, files, forms, plan, records, visit
from assess.app.plan.form.settings import LINE_LIMIT
from assess.app.shared.texts import CALENDAR, TOO_LONG, TOO_MANY
from assess.domain.answers import EVIDENCE_LIMIT, MOST_PLANS
from assess.domain.progress import (
    MEASURE_LIMIT,
    MOST_HOURS,
    MOST_HOURS_SPENT,
    ROUTINE_LIMIT,
    WORDS_LIMIT,
)
from assess.domain.review.feedback import REPLIER_LIMIT, SAW_LIMIT
from assess.domain.review.meeting import TEXT_LIMIT

PLACE = Path(__file__).resolve().parents[1] / "src/assess/app/messages/messages.d.ts"
LIMITS_PLACE = PLACE.parents[1] / "elements/limits.js"
LIMITS = {
    "EVIDENCE_LIMIT": EVIDENCE_LIMIT,
    "MEASURE_LIMIT": MEASURE_LIMIT,
    "TEXT_LIMIT": TEXT_LIMIT,
    "WORDS_LIMIT": WORDS_LIMIT,
    "ROUTINE_LIMIT": ROUTINE_LIMIT,
    "LINE_LIMIT": LINE_LIMIT,
    "SAW_LIMIT": SAW_LIMIT,
    "REPLIER_LIMIT": REPLIER_LIMIT,
    "MOST_PLANS": MOST_PLANS,
    "TOO_LONG": TOO_LONG,
    "TOO_MANY": TOO_MANY,
    "CALENDAR": CALENDAR,
    "MOST_HOURS_SPENT": MOST_HOURS_SPENT,
    "HOURS_A_WEEK": MOST_HOURS,
    "TYPED": {
        name: getattr(typed, name.upper())
        for name in ("no_number", "two_numbers", "no_day", "two_days", "no_year", "no_such_day")
    },
}
MODULES: tuple[ModuleType, ...] = (visit, forms, files, plan, coach, feedback)
NAMES = {str: "string", int: "number", bool: "boolean", NoneType: "null", Any: "any"}


def limits() -> str:
    """Return the limits of what is typed and kept, and what is said of them, for the scripts."""
    lines = [
        f"export const {name} = {json.dumps(value, ensure_ascii=False)};"
        for name, value in LIMITS.items()
    ]
    return "\n".join(["// Made by scripts/write_messages.py of assess.", *lines, ""])


def declaration() -> str:
    """Return an interface for each record, and the messages of each widget in each direction."""
    unions = {
        name: value
        for module in MODULES
        for name, value in vars(module).items()
        if re.fullmatch("(From|To)[A-Z][A-Za-z]+", name)
    }
    own: dict[str, type[Any]] = {}
    for module in MODULES:
        for name, value in vars(module).items():
            if isinstance(value, type) and name == value.__name__ != "Any":
                assert own.setdefault(name, value) is value, f"two records are called {name}"
    lines = ["// Made by scripts/write_messages.py of assess.app.messages.", ""]
    for name, record in own.items():
        doc = (record.__doc__ or "").strip().split("\n")[0]
        of = "<K>" if getattr(record, "__parameters__", ()) else ""
        lines += [f"/** {doc} */", f"export interface {name}{of} {{", *_fields(record), "}", ""]
    widgets = sorted({name.removeprefix("From").removeprefix("To") for name in unions})
    for start, title in (("From", "sends"), ("To", "is told")):
        lines += [f"/** What each widget {title}. */", f"export interface {start}Page {{"]
        for widget in widgets:
            of = unions.get(f"{start}{widget}")
            names = [_type(record) for record in records(of)] if of is not None else ["never"]
            lines.append(f"  {widget}: {' | '.join(names)};")
        lines += ["}", ""]
    return "\n".join(lines)


def _fields(record: type[Any]) -> list[str]:
    hints = get_type_hints(record, include_extras=True)
    optional = {name for name, hint in hints.items() if get_origin(hint) is NotRequired}
    if is_dataclass(record):
        optional |= {field.name for field in fields(record) if field.default is not MISSING}
    elif not record.__total__:
        optional |= hints.keys() - {"id"}
    return [f"  {key}{'?' * (key in optional)}: {_type(hint)};" for key, hint in hints.items()]


def _type(hint: Any) -> str:
    origin, inside = get_origin(hint), get_args(hint)
    if origin is NotRequired:
        return _type(inside[0])
    if origin is Literal:
        return " | ".join(f'"{value}"' for value in inside)
    if origin in (Union, UnionType):
        return " | ".join(map(_type, inside))
    if origin is list:
        return f"Array<{_type(inside[0])}>"
    if origin is dict:
        return f"Record<string, {_type(inside[1])}>"
    if origin is not None:  # a common form, of these kinds
        return f"{origin.__name__}<{_type(inside[0])}>"
    return NAMES.get(hint) or str(hint.__name__)


if __name__ == "__main__":
    PLACE.write_text(declaration(), encoding="utf-8")
    LIMITS_PLACE.write_text(limits(), encoding="utf-8")
    print(f"{PLACE.name}, {LIMITS_PLACE.name} written", file=sys.stderr)
