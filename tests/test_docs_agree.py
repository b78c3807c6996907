"""What is written in two places is the same in both."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import yaml

import assess

TOP = Path(__file__).parents[1]
PROJECT = tomllib.loads((TOP / "pyproject.toml").read_text(encoding="utf-8"))


def _names(requirements: list[object]) -> list[str]:
    texts = [item for item in requirements if isinstance(item, str)]
    return [re.split(r"[<>=!~;\[ ]", text)[0].lower() for text in texts]


def test_the_version_is_the_same_in_the_project_and_in_the_code() -> None:
    assert PROJECT["project"]["version"] == assess.__version__


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


def test_the_newest_entry_of_the_changelog_is_this_version() -> None:
    headings = re.findall(r"^## (.+)$", (TOP / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    released = [text for text in headings if not text.lower().strip("[]").startswith("unreleased")]
    assert re.match(rf"\[?v?{re.escape(assess.__version__)}(?![\w.])", released[0])
