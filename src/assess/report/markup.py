"""The one Jinja environment of the reports: everything is escaped unless it is our own markup."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from assess.report import words

if TYPE_CHECKING:
    from jinja2 import Environment

TEMPLATES = Path(__file__).parent / "templates"


@cache
def environment() -> Environment:
    """The environment, built once; jinja2 is imported here to keep it out of a page's start."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals["words"] = words
    made.filters.update(
        day=words.day, short_day=words.short_day, hours=words.hours, joined=words.joined
    )
    return made


def render(template: str, **values: object) -> str:
    """One template as HTML; every value is escaped unless it is `markupsafe.Markup`."""
    return environment().get_template(template).render(**values)


def stylesheet(*names: str) -> str:
    """Our own style sheets (file names in templates/), joined in this order, without comments.

    Indentation goes too: a report is mailed around, and this is a tenth of a style sheet.
    """
    text = "\n".join((TEMPLATES / name).read_text(encoding="utf-8") for name in names)
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    return re.sub(r"\s*\n\s*", "\n", re.sub(r"\s*([{};,])\s+", r"\1", text)).strip()
