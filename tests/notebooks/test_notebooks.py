"""Notebooks are launchers: they import, build and show, and keep nothing of a run."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

NOTEBOOKS = sorted((Path(__file__).parents[2] / "notebooks").glob("*.ipynb"))


def test_there_are_notebooks() -> None:
    """The tests below must not pass by finding nothing."""
    assert {path.name for path in NOTEBOOKS} >= {"assessment.ipynb", "coaching.ipynb"}


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name)
def test_a_notebook_keeps_no_output_and_defines_nothing(path: Path) -> None:
    """Outputs would carry answers into the repository; logic belongs in the package."""
    cells = [
        cell
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]
        if cell["cell_type"] == "code"
    ]
    assert cells
    for cell in cells:
        assert cell["outputs"] == []
        assert cell["execution_count"] is None
    lines = [
        line
        for cell in cells
        for line in "".join(cell["source"]).splitlines()
        if line.strip() and not line.lstrip().startswith("#")
    ]
    assert len(lines) <= 14
    assert not [line for line in lines if line.lstrip().startswith(("def ", "class "))]


def test_the_notebooks_run_from_their_first_cells_to_their_last() -> None:
    """By nbval, in a process of its own: the plugin costs every start two seconds."""
    nbval = ("--nbval-lax", "--nbval-cell-timeout=120", "-o", "addopts=")
    run = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *nbval, *NOTEBOOKS]
    ran = subprocess.run(run, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout
    passed = re.search(r"(\d+) passed", ran.stdout)
    assert passed
    assert int(passed[1]) >= len(NOTEBOOKS)
