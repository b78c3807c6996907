"""The story in examples/ is what the code makes today, and whoever opens it can go on with it."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from assess.domain.review.meeting import CoachingMeeting
from assess.formats.answers import read_assessment
from assess.formats.meeting import read_brought
from assess.formats.model_yaml.loader import load_model

TOP = Path(__file__).parents[2]
STORY = TOP / "examples" / "story"
MODEL = load_model(TOP / "competencies.yaml")


@pytest.fixture(scope="module")
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("write_story", TOP / "scripts/write_story.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _read(name: str) -> str:
    return (STORY / name).read_text(encoding="utf-8")


def test_the_files_are_what_the_script_writes(script: ModuleType) -> None:
    """Stale? Run `python scripts/write_story.py`."""
    made: dict[str, str] = script.files()
    assert {path.name for path in STORY.iterdir()} == {*made, "README.md"}
    assert [name for name, text in made.items() if _read(name) != text] == []


@pytest.mark.parametrize("name", ["first-session", "three-months-later"])
def test_both_sessions_load_from_file_and_report(name: str) -> None:
    session = read_brought(_read(f"{name}.json"), MODEL)
    assert isinstance(session, CoachingMeeting)
    assert read_brought(_read(f"{name}.html"), MODEL) == session
    assert session.plan is not None
    assert session.plan.activities


def test_what_the_page_about_it_says_is_so() -> None:
    first = read_brought(_read("first-session.json"), MODEL)
    later = read_brought(_read("three-months-later.json"), MODEL)
    assert isinstance(first, CoachingMeeting)
    assert isinstance(later, CoachingMeeting)
    levels = [one.level("product-strategy") for one in (first.own, first.coach, first.agreed)]
    assert levels == [3, 1, 2]
    assert first.agreed.level("go-to-market") is None
    assert first.own == read_assessment(_read("own.json"), MODEL)
    states = [item.state for item in later.own.progress.values()]
    assert (states.count("done"), states.count("in_progress")) == (2, 1)
    assert [item.kept for item in later.past[-1].commitments] == ["kept", "not_kept", "kept"]
    assert len(first.goals) == 3
