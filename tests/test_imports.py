"""Data flows one way: which part may import which, and who alone may open a store or settings."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from assess.loader import load_model
from assess.settings import package_model

SOURCE = Path(__file__).parents[1] / "src" / "assess"

DOMAIN = (
    "errors",
    "suggest",
    "model",
    "guide",
    "plan_request",
    "answers",
    "situation",
    "scoring",
    "gaps",
    "history",
    "planning",
    "views",
    "review",
    "cohort",
)
"""Each may import what stands before it; `suggest` only compares words."""

DOMAIN_LIBRARIES = {"pandas", "numpy", "highspy"}

OUTER = {
    "loader": ("loader", "model_file"),
    "answers_json": (
        "answers_json",
        "answers_read",
        "answers_history",
        "answers_plans",
        "answers_migrate",
        "json_values",
        "formats",
        "session_json",
    ),
    "store": ("store",),
    "charts": ("charts",),
    "report": ("report",),
    "demo": ("demo",),
    "files": ("files",),
}
"""Part → its modules. A part imports the domain and itself, and no other part."""

ALLOWED = {
    ("loader", "settings"): "a model is looked for where the settings say",
    ("loader", "files"): "a pipe or a device is refused in one place",
    ("store", "files"): "a backup too is no pipe and no device",
    ("store", "settings"): "assess's own data directory is closed to others",
    ("report", "answers_json"): "an exported page holds the answers file, so that it loads again",
    ("report", "session_json"): "and a session's page holds the session file",
}

LIBRARIES = {
    "yaml": "model_file",
    "pydantic": "model_file",
    "pydantic_core": "model_file",
    "sqlite3": "store",
    "sqlalchemy": "store",
    "alembic": "store",
    "psycopg": "store",
    "plotly": "charts",
    "jinja2": "report",
    "markupsafe": "report",
    "icalendar": "report",
    "platformdirs": "settings",
    "jupyterhub": "hub",
    "voila": "serving",
    "tornado": "serving",
    "jupyter_server": "serving",
    "anywidget": "ui",
    "ipywidgets": "ui",
    "traitlets": "ui",
    "jupyter_core": "ui",
}
"""Library → the one package that imports it."""

ALSO = {
    ("formats", "pydantic"): "files are checked by the same kind of types as models",
    ("formats", "pydantic_core"): "and say in the same way what is wrong",
    ("hub", "tornado"): "its service is a web server too",
    ("serving", "traitlets"): "Voilà is configured by it",
    ("coaching", "ipywidgets"): "what the notebook calls shows charts one below the other",
}

OPEN_A_STORE = {
    "ui/kernel/parent",
    "ui/app",
    "ui/coach_app",
    "ui/keeper",
    "hub/service",
    "hub/client",
    "hub/board",
}
"""Besides commands/: where a page keeps answers, a hub what people share; what forks them."""

READ_SETTINGS = {
    "loader",
    "ui/app",
    "ui/coach_app",
    "ui/bundle",
    "ui/keeper",
    "hub/home",
    "hub/service",
    "serving/server",
    "serving/config",
    "store/sqlite",
    "cli",
}
"""Besides commands/: the loader's default path; where the page finds plotly's script."""


@dataclass(frozen=True)
class Import:
    """One import statement: the importing file and the dotted name that it takes."""

    file: str
    name: str
    for_types_only: bool

    @property
    def importer(self) -> str:
        """The importing part: the first name below `assess`."""
        return self.file.split("/")[0]

    @property
    def ours(self) -> str | None:
        """The imported part of ours, or None for a library."""
        head, _, rest = self.name.partition(".")
        return rest.split(".")[0] if head == "assess" and rest else None

    @property
    def library(self) -> str | None:
        """The imported library, the standard one included; None for a part of ours."""
        head = self.name.split(".")[0]
        return None if head == "assess" else head


def _imports(path: Path) -> Iterator[Import]:
    file = path.relative_to(SOURCE).with_suffix("").as_posix()
    tree = ast.parse(path.read_text(encoding="utf-8"))
    types_only = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
        for inner in ast.walk(node)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}: imports are absolute"
            # `from assess import settings` takes a module, `from assess.model import Area` a name
            names = (
                [f"assess.{alias.name}" for alias in node.names]
                if node.module == "assess"
                else [f"{node.module}.{alias.name}" for alias in node.names]
            )
        else:
            continue
        yield from (Import(file, name, id(node) in types_only) for name in names)


FILES = sorted(SOURCE.rglob("*.py"))
IMPORTS = [found for path in FILES for found in _imports(path)]


def parts_of(importer: str) -> tuple[str, ...]:
    return next((modules for modules in OUTER.values() if importer in modules), (importer,))


def test_there_is_something_to_look_at() -> None:
    assert len(IMPORTS) > 100
    assert {found.importer for found in IMPORTS} >= {*DOMAIN[1:], "store", "ui", "commands", "cli"}


def test_the_domain_imports_only_what_stands_before_it() -> None:
    for found in IMPORTS:
        if found.importer in DOMAIN and found.ours:
            allowed = DOMAIN[: DOMAIN.index(found.importer) + 1]
            assert found.ours in allowed, f"{found.file} imports {found.name}"


def test_the_domain_imports_the_standard_library_pandas_and_the_solver() -> None:
    for found in IMPORTS:
        if found.importer in DOMAIN and found.library:
            known = sys.stdlib_module_names - {"sqlite3"} | DOMAIN_LIBRARIES
            assert found.library in known, f"{found.file} imports {found.name}"


def test_the_outer_parts_import_the_domain_and_neither_the_page_nor_each_other() -> None:
    for found in IMPORTS:
        mine = parts_of(found.importer)
        if mine not in OUTER.values() or found.ours is None:
            continue
        (name,) = (key for key, modules in OUTER.items() if modules == mine)
        known = found.ours in DOMAIN or found.ours in mine or (name, found.ours) in ALLOWED
        assert known, f"{found.file} imports {found.name}"


def test_nothing_imports_the_page_but_the_page_and_the_notebooks_helper() -> None:
    importers = {found.importer for found in IMPORTS if found.ours == "ui"}
    assert importers <= {"ui", "coaching"}


def test_nothing_imports_the_command_line() -> None:
    importers = {found.file for found in IMPORTS if found.ours in ("cli", "commands")}
    assert all(file.startswith("commands/") for file in importers)


def test_each_library_is_known_to_one_part_only() -> None:
    for found in IMPORTS:
        home = LIBRARIES.get(found.library or "")
        if home and home != found.importer:
            known = (found.importer, found.library) in ALSO
            assert known, f"{found.file} imports {found.name}"


def test_every_exception_to_the_rules_is_still_needed() -> None:
    ours = {(found.importer, found.ours) for found in IMPORTS}
    assert ours >= ALLOWED.keys()
    assert {(found.importer, found.library) for found in IMPORTS} >= ALSO.keys()


def test_only_the_composition_roots_build_a_store() -> None:
    for found in IMPORTS:
        if found.ours == "store" and found.importer != "store" and not found.for_types_only:
            root = found.file in OPEN_A_STORE or found.importer in ("commands", "cli")
            assert root, f"{found.file} imports {found.name}"


def test_settings_are_read_in_few_places_and_the_environment_in_one() -> None:
    for found in IMPORTS:
        if found.ours == "settings":
            root = found.file in READ_SETTINGS or found.importer == "commands"
            assert root, f"{found.file} imports {found.name}"
    reads = re.compile(r"(?:environ\.get|getenv)\(([^)]*)\)|environ\[([^]]*)\](?!\s*=[^=])")
    for path in FILES:
        for match in reads.finditer(path.read_text(encoding="utf-8")):
            key = match[1] or match[2] or ""
            ours = "ASSESS" in key or "VARIABLE" in key
            assert not ours or path.name == "settings.py", f"{path} reads {key}"


def _literals(path: Path) -> Iterator[str]:
    """The string literals of a file, docstrings left out."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    prose = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in prose:
            yield node.value


def test_no_code_names_an_id_of_the_shipped_model() -> None:
    model = load_model(package_model())
    ids = {
        item.id
        for group in (model.areas, model.competencies, model.roles, model.activities)
        for item in group
    }
    # an id of one plain word, like `pricing`, counts as one only where it is the whole text
    found: list[str] = []
    for path in FILES:
        for text in _literals(path):
            words = set(re.findall(r"[a-z0-9]+(?:-[a-z0-9]+)+", text)) | {text}
            found += [f"{path.name}: {word}" for word in words & ids]
    files = [
        path for kind in ("js", "css", "html", "svg", "j2") for path in SOURCE.rglob(f"*.{kind}")
    ]
    assert len(files) > 10
    for path in files:
        names = set(re.findall(r"[a-z0-9]+(?:-[a-z0-9]+)+", path.read_text(encoding="utf-8")))
        found += [f"{path.name}: {word}" for word in names & ids]
    assert found == []


@pytest.mark.parametrize(
    ("module", "heavy"),
    [
        ("assess.ui.session", "pandas plotly highspy numpy yaml jinja2 ipywidgets voila"),
        ("assess.charts", "pandas plotly highspy numpy ipywidgets"),
        ("assess.planning", "pandas plotly highspy numpy"),
        ("assess.session_json", "pandas highspy numpy yaml pydantic"),
        ("assess.formats.plan", "pandas highspy numpy yaml pydantic"),
        ("assess.cli", "pandas plotly highspy numpy yaml pydantic jinja2 ipywidgets voila"),
        ("assess.store", "pandas plotly highspy numpy yaml pydantic sqlalchemy alembic"),
        ("assess.ui.app", "pandas plotly highspy numpy voila sqlalchemy alembic psycopg"),
    ],
)
def test_what_the_first_question_needs_waits_for_no_heavy_library(module: str, heavy: str) -> None:
    check = f"import sys, {module}; print([n for n in {heavy.split()} if n in sys.modules])"
    ran = subprocess.run([sys.executable, "-c", check], capture_output=True, text=True, check=True)
    assert ran.stdout == "[]\n"
