"""The Python blocks of the documentation run, block after block of one page as one program."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

TOP = Path(__file__).parents[1]
BLOCK = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)
PAGES = [TOP / "README.md", TOP / "CONTRIBUTING.md", *sorted((TOP / "docs").rglob("*.md"))]
WITH_EXAMPLES = [page for page in PAGES if BLOCK.search(page.read_text(encoding="utf-8"))]


@pytest.mark.parametrize("page", WITH_EXAMPLES, ids=lambda page: page.relative_to(TOP).as_posix())
def test_the_examples_of_a_page_run(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = page.read_text(encoding="utf-8")
    monkeypatch.chdir(tmp_path)  # an example that writes a file writes it nowhere else
    names: dict[str, object] = {"__name__": "example"}
    for found in BLOCK.finditer(text):
        # an error names the line of the page
        before = "\n" * (text[: found.start()].count("\n") + 1)
        exec(compile(before + found[1], str(page), "exec"), names)


def test_scoring_and_planning_have_examples() -> None:
    pages = {page.name for page in WITH_EXAMPLES}
    assert {"scoring.md", "planning.md"} <= pages
