"""Data flows one way: which room may import which, who alone opens a store, how large files are."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from assess.formats.model_yaml.loader import load_model
from assess.settings import package_model

SOURCE = Path(__file__).parents[1] / "src" / "assess"

BELOW = {
    "errors": "",
    "settings": "errors typed",
    "bundles": "",
    "files": "errors",
    "clock": "",
    "text": "",
    "typed": "errors",
    "rate_limit": "",
    "plugins": "errors",
    "domain": "clock errors text",
    "planning": "errors clock typed text domain",
    "domain/review": "errors text domain planning",
    "domain/cohort": "errors domain",
    "views": "clock domain planning",
    "formats": "errors settings files clock text domain domain/review planning",
    "store": "errors settings files clock text",
    "charts": "errors clock domain domain/cohort planning plugins",
    "report": "errors clock domain domain/review domain/cohort planning views formats",
    "hub": "errors settings rate_limit domain domain/cohort formats store",
    "app": (
        "errors settings files clock text typed rate_limit domain domain/review domain/cohort "
        "planning views formats store charts report hub bundles"
    ),
    "server": "errors settings files rate_limit bundles",
    "server/kernels/forked": "errors app",
    "notebooks": (
        "errors files clock text domain domain/review domain/cohort planning views formats charts "
        "report plugins"
    ),
    "cli": (
        "__init__ errors settings files clock typed domain domain/cohort planning views formats "
        "store report hub app server notebooks"
    ),
    "__init__": "errors domain planning views formats report charts notebooks",
}
"""Room → the rooms that it may import, besides itself."""

SOLVER_AND_TABLES = {"pandas", "numpy", "highspy"}
"""What the domain and the planner import besides the standard library."""

LIBRARIES = {
    "yaml": "formats",
    "pydantic": "formats",
    "pydantic_core": "formats",
    "sqlite3": "store",
    "sqlalchemy": "store",
    "alembic": "store",
    "plotly": "charts",
    "jinja2": "report",
    "markupsafe": "report",
    "icalendar": "report",
    "platformdirs": "settings",
    "jupyterhub": "hub",
    "tornado": "server hub",
    "segno": "server",
    "voila": "server",
    "jupyter_server": "server",
    "traitlets": "server server/kernels/forked app",
    "anywidget": "app",
    "ipywidgets": "app server/kernels/forked",
    "jupyter_core": "app",
}
"""Library → the rooms that may import it."""

STORE_BUILDERS = ("app/shell/", "cli/", "hub/service")


def room_of(file: str) -> str:
    """The innermost room of `BELOW` in which a file lies."""
    path = file.split("/")
    for end in range(len(path), 0, -1):
        place = "/".join(path[:end])
        if place in BELOW:
            return place
    return "__init__"


@dataclass(frozen=True)
class Import:
    """One import statement: the importing file and the dotted name that it takes."""

    file: str
    name: str
    for_types_only: bool

    @property
    def importer(self) -> str:
        """The importing room."""
        return room_of(self.file)

    @property
    def ours(self) -> str | None:
        """The imported room of ours, or None for a library."""
        head, _, rest = self.name.partition(".")
        if head != "assess":
            return None
        return room_of(rest.replace(".", "/"))

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
        if isinstance(node, ast.If)
        and ast.unparse(node.test).removeprefix("_typing.") == "TYPE_CHECKING"
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


def test_there_is_something_to_look_at() -> None:
    assert len(IMPORTS) > 100
    assert {found.importer for found in IMPORTS} == BELOW.keys()


def test_each_room_imports_only_the_rooms_below_it() -> None:
    for found in IMPORTS:
        if found.ours:
            allowed = (found.importer, *BELOW[found.importer].split())
            assert found.ours in allowed, f"{found.file} imports {found.name}"


def test_the_rooms_have_an_order() -> None:
    before: dict[str, set[str]] = {room: set(below.split()) for room, below in BELOW.items()}
    while before:
        free = [room for room, below in before.items() if not below & before.keys()]
        assert free, f"a circle among {sorted(before)}"
        for room in free:
            del before[room]


def test_every_arrow_between_rooms_is_used() -> None:
    used = {(found.importer, found.ours) for found in IMPORTS}
    allowed = {(room, other) for room, below in BELOW.items() for other in below.split()}
    assert allowed - used == set()


def test_the_domain_imports_the_standard_library_pandas_and_the_solver() -> None:
    for found in IMPORTS:
        if found.file.startswith(("domain/", "planning/")) and found.library:
            known = sys.stdlib_module_names - {"sqlite3"} | SOLVER_AND_TABLES
            assert found.library in known, f"{found.file} imports {found.name}"


def test_each_library_is_known_to_few_rooms() -> None:
    for found in IMPORTS:
        rooms = LIBRARIES.get(found.library or "")
        if rooms:
            assert found.importer in rooms.split(), f"{found.file} imports {found.name}"
    used = {(found.library, found.importer) for found in IMPORTS}
    for library, rooms in LIBRARIES.items():
        for room in rooms.split():
            assert (library, room) in used, f"{room} needn't import {library}"


def test_only_the_shell_the_command_line_and_the_hubs_service_build_a_store() -> None:
    builders = [found.file for found in IMPORTS if found.name == "assess.store.open_store"]
    assert builders
    for file in builders:
        assert file.startswith(STORE_BUILDERS), f"{file} opens a store"


def test_the_environment_is_read_in_one_place() -> None:
    reads = re.compile(r"(?:environ\.get|getenv)\(([^)]*)\)|environ\[([^]]*)\](?!\s*=[^=])")
    for path in FILES:
        for match in reads.finditer(path.read_text(encoding="utf-8")):
            key = match[1] or match[2] or ""
            ours = "ASSESS" in key or "VARIABLE" in key
            assert not ours or path.name == "settings.py", f"{path} reads {key}"


def test_the_clock_is_read_in_one_place() -> None:
    asks = re.compile(
        r"\b(date\.today|datetime\.now|utcnow|time\.time|localtime|gmtime)\(|astimezone\(\)"
    )
    found = [path.name for path in FILES if asks.search(path.read_text(encoding="utf-8"))]
    assert found == ["clock.py"]


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


MOST_LINES, MOST_FILES = 400, 12


def test_no_file_is_long_and_no_folder_full() -> None:
    written = re.compile(r"\.(py|js|css|html|svg|j2)$")
    made = set(SOURCE.rglob("*.min.js"))
    files = [path for path in SOURCE.rglob("*") if written.search(path.name) and path not in made]
    lines = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in files}
    assert len(lines) > len(FILES) > 200
    assert [f"{path}: {count}" for path, count in lines.items() if count > MOST_LINES] == []
    folders = Counter(path.parent for path in files)
    assert [f"{path}: {count}" for path, count in folders.items() if count > MOST_FILES] == []


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
        ("assess.app.state.visitor", "pandas plotly highspy numpy yaml jinja2 ipywidgets voila"),
        ("assess.charts", "pandas plotly highspy numpy ipywidgets"),
        ("assess.planning", "pandas plotly highspy numpy"),
        ("assess.formats.meeting", "pandas highspy numpy yaml pydantic"),
        ("assess.formats.plan", "pandas highspy numpy yaml pydantic"),
        ("assess.cli.main", "pandas plotly highspy numpy yaml pydantic jinja2 ipywidgets voila"),
        ("assess.store", "pandas plotly highspy numpy yaml pydantic sqlalchemy alembic"),
        ("assess.app.shell.root", "pandas plotly highspy numpy voila sqlalchemy alembic psycopg"),
    ],
)
def test_what_the_first_question_needs_waits_for_no_heavy_library(module: str, heavy: str) -> None:
    check = f"import sys, {module}; print([n for n in {heavy.split()} if n in sys.modules])"
    ran = subprocess.run([sys.executable, "-c", check], capture_output=True, text=True, check=True)
    assert ran.stdout == "[]\n"
