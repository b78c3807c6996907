"""Write the reference in docs/python.md from the docstrings of what is public."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import assess
from assess import calibration, charts, coaching, workshop
from assess.domain.answers import Assessment
from assess.domain.model import CompetencyModel
from assess.domain.review.differences import Comparison
from assess.domain.scoring import Gaps, Scores
from assess.planning import Plan
from assess.planning.explain.again import PlanChange

PAGE = Path(__file__).resolve().parents[1] / "docs" / "python.md"
BEGIN = "<!-- from here on: python scripts/write_python_page.py -->\n"

RECORDS = (CompetencyModel, Assessment, Scores, Gaps, Plan, Comparison, PlanChange)
"""What functions return and that isn't a name of a public module itself."""


def names(module: ModuleType) -> list[str]:
    """Return the public names of a module that are functions or classes of ours."""
    found = [name for name in dir(module) if callable(getattr(module, name))]
    return [name for name in found if getattr(module, name).__module__.startswith("assess.")]


def reference() -> str:
    """Return the reference: modules with their functions, then records with their methods."""
    parts = ["## Reference\n"]
    modules = {"coaching": coaching, "workshop": workshop, "calibration": calibration}
    for title, module in {**modules, "charts": charts, "assess": assess}.items():
        doc = (inspect.getdoc(module) or "").splitlines()[0]
        parts.append(f"### Module `{title}`\n\n{doc}\n")
        for name in names(module):
            parts.append(_entry(f"{title}.{name}", getattr(module, name)))
    parts.append("### Other records\n\nThese come back from functions; none is made by hand.\n")
    parts += [_entry(record.__name__, record) for record in RECORDS]
    return "\n".join(parts)


def _entry(title: str, item: object) -> str:
    lines = [f"#### `{title}`\n"]
    if not inspect.isclass(item):
        lines.append(f"```text\n{_call(title, item)}\n```\n")
    lines.append(_markdown(inspect.getdoc(item) or ""))
    if inspect.isclass(item):
        lines += list(_members(item))
    return "\n".join(lines)


def _members(item: type) -> Iterator[str]:
    """Lines about the public methods and properties of a record that are written down."""
    found = []
    for name, value in vars(item).items():
        if name.startswith("_") or not (inspect.isfunction(value) or isinstance(value, property)):
            continue
        doc = _markdown(inspect.getdoc(value) or "").strip().replace("\n\n", " ").replace("\n", " ")
        call = name if isinstance(value, property) else _call(name, value).replace("self, ", "")
        found.append(f"- `{call.replace('(self)', '()')}`: {doc}")
    if found:
        yield "\n".join(found) + "\n"


def _call(title: str, item: object) -> str:
    """A function as it is called, with defaults and without types."""
    signature = inspect.signature(item)  # type: ignore[arg-type]
    bare = [one.replace(annotation=one.empty) for one in signature.parameters.values()]
    text = f"{title}{signature.replace(parameters=bare, return_annotation=signature.empty)}"
    if len(text) <= 90:
        return text
    return text.replace("(", "(\n    ", 1).replace(", ", ",\n    ").removesuffix(")") + ",\n)"


def _markdown(doc: str) -> str:
    """A docstring whose sections (Args, Returns, Raises) become headed lists."""
    doc = doc.replace("<NA>", "`<NA>`")
    parts = re.split(r"^(Args|Returns|Raises):\n", doc, flags=re.MULTILINE)
    text = parts[0].rstrip() + "\n"
    for head, body in zip(parts[1::2], parts[2::2], strict=True):
        section, *after = re.split(r"\n(?=\S)", body.rstrip(), maxsplit=1)
        items = re.split(r"^    (?=\S)", section, flags=re.MULTILINE)[1:]
        said = [" ".join(item.split()) for item in items]
        if head == "Returns":
            text += f"\nReturns: {' '.join(said)}\n"
        else:
            listed = [re.sub(r"^([\w, *]+):", r"- `\1`:", item) for item in said]
            text += f"\n{head}:\n\n" + "\n".join(listed) + "\n"
        text += f"\n{after[0]}\n" if after else ""
    return text


def written(page: str) -> str:
    """Return the page with today's reference after `BEGIN`."""
    return page.split(BEGIN)[0] + BEGIN + "\n" + reference()


if __name__ == "__main__":
    PAGE.write_text(written(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
