"""What is written in two places is the same in both."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

import pytest
import yaml
from scripts import write_bounds
from scripts.write_layout import PAGE, SOURCE, written

import assess

TOP = Path(__file__).parents[1]
PROJECT = tomllib.loads((TOP / "pyproject.toml").read_text(encoding="utf-8"))


def _names(requirements: list[object]) -> list[str]:
    texts = [item for item in requirements if isinstance(item, str)]
    return [re.split(r"[<>=!~;\[ ]", text)[0].lower() for text in texts]


def test_the_version_is_the_same_in_the_project_and_in_the_code() -> None:
    assert PROJECT["project"]["version"] == assess.__version__
    tiles = TOP / "src/assess/notebooks/labextensions/assess/package.json"
    assert json.loads(tiles.read_text(encoding="utf-8"))["version"] == assess.__version__


def test_conda_users_get_every_dependency_with_the_same_bound() -> None:
    environment = yaml.safe_load((TOP / "environment.yml").read_text(encoding="utf-8"))
    listed: list[object] = list(environment["dependencies"])
    for item in environment["dependencies"]:
        if isinstance(item, dict):
            listed += item["pip"]
    needed = PROJECT["project"]["dependencies"]
    assert set(needed) <= set(map(str, listed))
    extras = PROJECT["project"]["optional-dependencies"].values()
    ours = _names([*needed, *(name for extra in extras for name in extra)])
    ours += _names(PROJECT["dependency-groups"]["dev"])
    assert set(_names(listed)) - {"pip", "python"} <= set(ours)
    assert f"python{PROJECT['project']['requires-python']}" in listed


@pytest.mark.parametrize("name", write_bounds.FILES)
def test_the_lowest_versions_that_are_declared_are_those_that_tests_run_with(name: str) -> None:
    text = (TOP / name).read_text(encoding="utf-8")
    assert text == write_bounds.written(text), "run: python scripts/write_bounds.py"


def test_of_a_package_with_two_locked_versions_the_lowest_is_declared() -> None:
    assert write_bounds.locked("numpy==2.10.0 \\\nnumpy==2.9.1 \\\n") == {"numpy": "2.9.1"}


def test_the_newest_entry_of_the_changelog_is_this_version() -> None:
    headings = re.findall(r"^## (.+)$", (TOP / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    released = [text for text in headings if not text.lower().strip("[]").startswith("unreleased")]
    assert re.match(rf"\[?v?{re.escape(assess.__version__)}(?![\w.])", released[0])


def test_the_map_of_the_code_is_the_code() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert page == written(page), "run: python scripts/write_layout.py"


def test_the_tests_lie_where_what_they_test_lies() -> None:
    apart = {"browser", "security", "content", "builders", "models", "data"}
    folders = {path.parent.relative_to(TOP / "tests") for path in TOP.glob("tests/*/**/test_*.py")}
    rooms = {folder for folder in folders if folder.parts[0] not in apart}
    assert len(rooms) > 20
    assert [str(room) for room in rooms if not (SOURCE / room).is_dir()] == []


def test_every_place_that_the_glossary_names_is_there() -> None:
    places = re.findall(r"`([\w/]+(?:/|\.py|\.js))`", _glossary())
    assert len(places) > 40
    assert [place for place in places if not (SOURCE / place).exists()] == []


def test_every_name_that_the_glossary_takes_from_a_file_is_in_it() -> None:
    named = re.findall(r"`(\w+)` in `([\w/]+\.py)`", _glossary())
    assert named
    for name, place in named:
        assert name in (SOURCE / place).read_text(encoding="utf-8"), f"{name} isn't in {place}"


def _glossary() -> str:
    return (TOP / "docs" / "glossary.md").read_text(encoding="utf-8")
