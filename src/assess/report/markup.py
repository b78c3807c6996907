"""The one Jinja environment of the reports: everything is escaped unless it is our own markup."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from assess.planning.wording import listed
from assess.report import words

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

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
    made.filters.update(day=words.day, short_day=words.short_day, hours=words.hours, joined=listed)
    return made


def render(template: str, **values: object) -> str:
    """One template as HTML; every value is escaped unless it is `markupsafe.Markup`."""
    return environment().get_template(template).render(**values)


def ours(html: str) -> Markup:
    """Our own markup, which a template shows as it is: what isn't ours in it is escaped already."""
    from markupsafe import Markup

    return Markup(html)  # noqa: S704


CSP = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; "
    "base-uri 'none'; form-action 'none'"
)


def document(template: str, styles: Sequence[str], **values: object) -> str:
    """A whole HTML document without script or request; `styles` come after those of every page."""
    style = ours(stylesheet("tokens.css", "page.css", *styles))
    return render(template, csp=CSP, style=style, **values)


PARTS = ":is(.as-app,.as-guide,.as-cell)"
"""What we show within a page: the app, the guide, and what a notebook's cell returns."""


def colours_within() -> str:
    """The colours of `tokens.css` for parts of a page that may be somebody else's.

    The page's own colour scheme stays what it is, and native controls get the one of our colours:
    that of JupyterLab's or Voilà's theme where the page around is theirs, else the system's.
    """
    tokens = stylesheet("tokens.css")
    light, dark, _forced = re.findall(r":root\{(.*?)\}", tokens, re.DOTALL)
    scheme = "color-scheme:light dark;"
    themes = (
        f'body[data-jp-theme-light="true"]:not([data-as-own]) {PARTS}'
        f"{{{light.replace(scheme, 'color-scheme:light;')}}}"
        f'body[data-jp-theme-light="false"] {PARTS}'
        f"{{color-scheme:dark;--as-on:var(--as-paper);{dark}}}"
    )
    own = f"{tokens.replace(scheme, '')}{PARTS}{{{scheme}}}"
    return f"{own}@media screen and (forced-colors: none){{{themes}}}"


@cache
def colours() -> dict[str, str]:
    """The light colours by name, for a drawing that stands alone: `--as-ink` → #rrggbb."""
    light = re.findall(r":root\{(.*?)\}", stylesheet("tokens.css"), re.DOTALL)[0]
    return dict(re.findall(r"(--as-\w+):\s*(#\w+)", light))


def stylesheet(*names: str) -> str:
    """Our own style sheets (file names in templates/), joined in this order, without comments.

    Spaces that mean nothing go too: a report is mailed around, and they are a tenth of a sheet.
    """
    text = "\n".join((TEMPLATES / name).read_text(encoding="utf-8") for name in names)
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    text = re.sub(r"\s*\n\s*", "\n", re.sub(r"\s*([{};,:>])\s+", r"\1", text))
    return text.replace(";}", "}").strip()
