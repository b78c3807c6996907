"""A notebook's code cells as a kernel of ours runs them: one after the other, no prompt."""

from __future__ import annotations

import ast
import json
from pathlib import Path
from types import CodeType
from typing import Any


class Notebook:
    """Compiled code cells; what the last one ends with is what the page shows."""

    def __init__(self, path: Path) -> None:
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        self._cells: list[tuple[CodeType, CodeType | None]] = []
        for number, cell in enumerate(cells):
            if cell["cell_type"] == "code":
                self._cells.append(_compiled("".join(cell["source"]), f"{path.name}[{number}]"))

    def run(self, namespace: dict[str, Any]) -> Any:
        """The value of the last expression; raises what a cell raises."""
        value = None
        for statements, last in self._cells:
            exec(statements, namespace)  # noqa: S102 - our own notebook
            value = eval(last, namespace) if last else None  # noqa: S307
        return value


def _compiled(source: str, name: str) -> tuple[CodeType, CodeType | None]:
    tree = ast.parse(source, name)
    last = None
    if tree.body and isinstance(tree.body[-1], ast.Expr):
        last = compile(ast.Expression(tree.body.pop().value), name, "eval")  # type: ignore[attr-defined]
    return compile(tree, name, "exec"), last
