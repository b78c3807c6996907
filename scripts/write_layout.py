"""Write the map of the code into CONTRIBUTING.md: each folder with its docstring's first line."""

from __future__ import annotations

import ast
from pathlib import Path

TOP = Path(__file__).resolve().parents[1]
SOURCE = TOP / "src" / "assess"
PAGE = TOP / "CONTRIBUTING.md"
NOT_PYTHON = {
    "app/coach/decide": "The scripts of the coach's decisions: goals, promises, the plan's cards.",
    "app/coach/meet": "The script that shows both ratings side by side, and what is agreed.",
    "app/plan/body": "The scripts that draw the plan: this week, quarters, cards, check-ins.",
    "app/elements": "What scripts of several features use: elements, fields, keys, what is typed.",
    "report/templates": "The report's pages and pictures, as Jinja templates.",
}
BEGIN, END = "src/assess/\n", "```\n"


def layout() -> str:
    """Return one line for each module at the top and for each folder below it."""
    modules = [path for path in SOURCE.glob("*.py") if path.name != "__init__.py"]
    packages = [path.parent for path in SOURCE.rglob("__init__.py") if path.parent != SOURCE]
    entries = [
        *((path.name, path) for path in modules),
        *((f"{path.relative_to(SOURCE).as_posix()}/", path / "__init__.py") for path in packages),
    ]
    lines = {name: _first_line(path) for name, path in entries}
    lines |= {f"{name}/": line for name, line in NOT_PYTHON.items() if (SOURCE / name).is_dir()}
    return "".join(f"  {name:<28}{line}\n" for name, line in sorted(lines.items()))


def _first_line(path: Path) -> str:
    text = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    return text.splitlines()[0] if text else ""


def written(page: str) -> str:
    """Return the page with today's map between `BEGIN` and `END`."""
    before, rest = page.split(BEGIN, 1)
    return before + BEGIN + layout() + END + rest.split(END, 1)[1]


if __name__ == "__main__":
    PAGE.write_text(written(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
