"""What the documentation promises is there, and nothing in it is somebody's machine."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
from pydantic import BaseModel

from assess.cli import main as cli
from assess.formats.model_yaml import schema

TOP = Path(__file__).parents[1]
PAGES = [*sorted(TOP.glob("*.md")), *sorted((TOP / "docs").rglob("*.md"))]
NAMES = [page.relative_to(TOP).as_posix() for page in PAGES]
NOT_OURS = {"__pycache__", "build", "dist", "node_modules"}
HIDDEN_BUT_OURS = {".ci", ".github", ".gitignore"}


def _read(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def _code(page: Path) -> str:
    """The code in a page: blocks and `spans`."""
    blocks = re.findall(r"^```.*?\n(.*?)^```$", _read(page), re.MULTILINE | re.DOTALL)
    return "\n".join([*blocks, *re.findall(r"`([^`\n]+)`", _read(page))])


def _commands() -> set[str]:
    """The names of all commands, as the parser knows them."""
    for action in cli.parser()._actions:
        if isinstance(action.choices, dict):
            return set(action.choices)
    return set()


def _ours() -> list[Path]:
    """Every file of the repository; without git, every file that isn't made by a tool."""
    try:
        listed = subprocess.run(
            ["git", "ls-files", "-z"], cwd=TOP, capture_output=True, text=True, check=True
        ).stdout.split("\0")
        found = [TOP / name for name in listed if name]
    except (OSError, subprocess.CalledProcessError):
        found = []
    if not found:
        found = [
            path
            for path in TOP.rglob("*")
            if not any(
                part in NOT_OURS or (part.startswith(".") and part not in HIDDEN_BUT_OURS)
                for part in path.relative_to(TOP).parts
            )
        ]
    return [path for path in found if path.is_file()]


def test_every_command_is_documented() -> None:
    code = "\n".join(_code(page) for page in PAGES)
    assert len(_commands()) > 5
    for command in _commands():
        assert re.search(rf"\bassess {command}\b", code), f"assess {command} is documented nowhere"


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_a_page_names_no_command_that_isnt_there(page: Path) -> None:
    named = set(re.findall(r"(?:^|[\s/])assess ([a-z]+)\b", _code(page), re.MULTILINE))
    # `import assess` and `class assess` aren't commands; nor is a directory
    assert named <= _commands() | {"import"}


def test_every_variable_that_people_set_is_documented() -> None:
    named = set(re.findall(r"ASSESS_[A-Z_]+", _read(TOP / "src" / "assess" / "settings.py")))
    ours = {"ASSESS_BUNDLE"}  # set by `assess serve` for its kernels
    assert named > ours
    text = "\n".join(_read(page) for page in PAGES)
    assert {name for name in named - ours if f"`{name}" not in text} == set()


def test_every_field_of_a_model_file_is_documented() -> None:
    text = _read(TOP / "docs" / "model-authoring.md")
    sections = [item for item in vars(schema).values() if isinstance(item, type)]
    fields = {
        field.alias or name
        for section in sections
        if issubclass(section, BaseModel)
        for name, field in section.model_fields.items()
    }
    assert len(fields) > 30
    assert {name for name in fields if f"`{name}`" not in text} == set()


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_relative_links_lead_somewhere(page: Path) -> None:
    for link in re.findall(r"\]\(([^)\s]+)\)", _read(page)):
        if re.match(r"[a-z]+:", link):
            continue
        target, _, anchor = link.partition("#")
        place = (page.parent / target).resolve() if target else page
        assert place.exists(), f"{link} leads nowhere"
        if anchor:
            heads = re.findall(r"^#+ (.+)$", _read(place), re.MULTILINE)
            slugs = [re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads]
            assert anchor in slugs, f"{link}: there is no such heading"


def test_every_page_can_be_reached_from_the_index() -> None:
    index = TOP / "docs" / "index.md"
    linked = {
        (index.parent / link).resolve() for link in re.findall(r"\]\(([^)#\s]+)\)", _read(index))
    }
    docs = {page.resolve() for page in PAGES if page.is_relative_to(TOP / "docs")}
    assert docs - linked - {index.resolve()} == set()


def test_no_file_names_a_package_registry_or_somebodys_machine() -> None:
    # put together here, so that this file isn't one of them
    hosts = ["py" + "pi.org", "python" + "hosted.org", "registry." + "npmjs", "crates" + ".io"]
    places = "|".join(["work", "tmp/lab", "root", "home/(?!you/)", "Users"])
    wrong = re.compile("|".join(map(re.escape, hosts)) + rf"|(?<![\w.}}])/(?:{places})\b[/\w]")
    found = []
    for path in _ours():
        try:
            text = _read(path)
        except UnicodeDecodeError:
            continue  # a picture
        found += [f"{path.relative_to(TOP)}: {hit[0]}" for hit in wrong.finditer(text)]
    assert found == []
