"""docs/python.md is made from the docstrings, and says of each function what a caller must know."""

from __future__ import annotations

import inspect
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from scripts.write_python_page import PAGE, names, written

import assess
from assess import calibration, charts, coaching, workshop

MODULES = [assess, calibration, charts, coaching, workshop]
FUNCTIONS = [
    getattr(module, name)
    for module in MODULES
    for name in names(module)
    if inspect.isfunction(getattr(module, name))
]
TEXT = PAGE.read_text(encoding="utf-8")


def test_the_reference_is_that_of_the_docstrings() -> None:
    assert written(TEXT) == TEXT, "run: python scripts/write_python_page.py"


def test_every_public_name_is_in_it() -> None:
    assert len(FUNCTIONS) > 20
    for module in MODULES:
        title = module.__name__.rsplit(".", 1)[-1]
        for name in names(module):
            assert f"#### `{title}.{name}`" in TEXT


@pytest.mark.parametrize("function", FUNCTIONS, ids=lambda one: one.__qualname__)
def test_a_function_says_what_each_argument_is_and_what_it_raises(function: object) -> None:
    doc = inspect.getdoc(function) or ""
    assert re.match(r"[A-Z][a-z]+ ", doc)
    listed = {
        name.strip()
        for line in re.findall(r"^    ([a-z_, ]+):", doc, re.MULTILINE)
        for name in line.split(",")
    }
    assert listed <= set(inspect.signature(function).parameters) | _wishes(function)  # type: ignore[arg-type]


def _wishes(function: object) -> set[str]:
    from assess.notebooks.coaching.steps import Wishes

    return set(Wishes.__annotations__) if function is coaching.plan else set()


def test_every_wish_of_a_plan_is_explained() -> None:
    doc = inspect.getdoc(coaching.plan) or ""
    assert [wish for wish in _wishes(coaching.plan) if not re.search(rf"\b{wish}\b", doc)] == []


def test_dir_and_tab_show_what_is_public_and_nothing_else() -> None:
    assert dir(assess) == sorted(assess.__all__)
    assert all(hasattr(assess, name) for name in assess.__all__)
    for module in (calibration, coaching, workshop):
        assert dir(module) == sorted(module.__all__)
    assert {"radar", "timeline", "gap_dots"} <= set(dir(charts)) < {*charts.__all__}
    with pytest.raises(AttributeError, match="has no attribute 'lode_model'"):
        getattr(assess, "lode_model")  # noqa: B009
    with pytest.raises(AttributeError, match="has no attribute 'raddar'"):
        getattr(charts, "raddar")  # noqa: B009


TAB = """
from IPython.core.completer import provisionalcompleter
from IPython.core.interactiveshell import InteractiveShell

shell = InteractiveShell.instance()
shell.run_cell("import assess")
for jedi in (True, False):
    shell.Completer.use_jedi = jedi
    with provisionalcompleter():
        print({one.text.strip(".") for one in shell.Completer.completions("assess.", 7)}
              == set(assess.__all__) - {"__version__"})
"""


def test_a_notebook_s_tab_key_completes_the_public_names() -> None:
    code = TAB.replace("for jedi", "import assess\nfor jedi")
    home = {**os.environ, "IPYTHONDIR": os.devnull}
    ran = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=home
    )
    assert ran.stdout.split()[-2:] == ["True", "True"]


def _block(language: str, after: str) -> str:
    """The first code block of a language after some words of the page."""
    found = re.search(rf"^```{language}\n(.*?)^```$", TEXT.split(after)[1], re.M | re.S)
    assert found
    return found[1]


INSTALL = ("--no-deps", "--no-build-isolation", "--no-index", "--quiet")
USE = """
from assess import AssessError, charts, coaching
made = coaching.plan(coaching.bring(), hours_per_week=4)
print(coaching.export(made, "plan.tsv").read_text().count("\\n") == len(made.plan.activities))
print("first_letters" in dir(charts), charts.first_letters("radar"))
for name in ("plan.bad", "plan.worse"):
    try:
        coaching.export(made, name)
    except AssessError as error:
        print(error)
"""


def test_the_page_s_example_of_an_export_works_where_it_is_installed(tmp_path: Path) -> None:
    """A package as the page writes it, and a chart and two broken writers beside it."""
    package, place = tmp_path / "package", tmp_path / "site"
    package.mkdir()
    code = _block("python", "With this file `counted.py`")
    code += "def first_letters(word):\n    return word[:3]\n"
    code += "def broken(planned):\n    return 1 / 0\n"
    code += "def number(planned):\n    return 7\n"
    (package / "counted.py").write_text(code, encoding="utf-8")
    points = _block("toml", "and these lines in its `pyproject.toml`")
    (package / "pyproject.toml").write_text(
        '[build-system]\nrequires = ["hatchling"]\nbuild-backend = "hatchling.build"\n'
        '[project]\nname = "counted"\nversion = "1"\n'
        '[tool.hatch.build.targets.wheel]\ninclude = ["counted.py"]\n'
        f'{points}bad = "counted:broken"\nworse = "counted:number"\n'
        '[project.entry-points."assess.charts"]\nfirst_letters = "counted:first_letters"\n',
        encoding="utf-8",
    )
    pip = [sys.executable, "-m", "pip", "install", *INSTALL, "--target", str(place), str(package)]
    subprocess.run(pip, check=True, capture_output=True)
    ran = subprocess.run(
        [sys.executable, "-c", USE],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(place)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert ran.stdout.splitlines() == [
        "True",
        "True rad",
        "plan.bad: its writer failed (division by zero).",
        "plan.worse: its writer must return the file's text, not a int.",
    ]
