"""The page's scripts: their own unit tests, and that what is committed is made of what is there."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from scripts.write_messages import LIMITS_PLACE, PLACE, declaration, limits

from assess.app.rate.step import evidence_form, rating_answers, rating_content, with_first_screen
from assess.app.state.changes import apply, apply_all, changes_from, note_stamp
from assess.domain.answers import Assessment
from assess.report.pictures import radar_svg
from assess.views.radar import skill_radar
from tests.builders.models import short_model, tiny_model

ROOT = Path(__file__).resolve().parents[2]
SOURCES = ROOT / "src/assess"
BUNDLES = SOURCES / "bundles"
IMPORT = re.compile(r'^import (?:.* from )?"(\.[^"]+)";$', re.MULTILINE)

MODEL = tiny_model()
SHORT = short_model()
ANSWERS: list[dict[str, Any]] = [
    {},
    {"level": 2, "evidence": ""},
    {"level": 2, "evidence": "Ran the oven"},
    {"not_applicable": True, "evidence": "No oven"},
    {"evidence": "Only a note"},
    {"level": 3, "quick": True, "evidence": ""},
]
CHANGES = [
    {"rating": "3"},
    {"rating": "na"},
    {"rating": ""},
    {"note": "Another note"},
    {"note": ""},
    {"rating": "", "note": ""},
    {"rating": "1", "note": "Both"},
    {"rating": "3~"},
    {"rating": "2~"},
]


def rating(answer: dict[str, Any]) -> str:
    """An answer's rating as a change writes it."""
    rough = "~" if answer.get("quick") else ""
    return "na" if answer.get("not_applicable") else f"{answer.get('level', '')}{rough}"


def answered(*answers: dict[str, Any]) -> Assessment:
    """The first competencies of the tiny model with these answers."""
    said = []
    for n, (item, answer) in enumerate(zip(MODEL.competencies, answers, strict=False)):
        seen = {"rating_seen": [""], "note_seen": [note_stamp("")]}
        change = {"rating": rating(answer), "note": answer.get("evidence", "")}
        said.append({"n": n, "id": item.id, **change, **seen})
    return changed(Assessment(MODEL.id, MODEL.version), said)


def changed(assessment: Assessment, changes: list[dict[str, Any]]) -> Assessment:
    after, conflicts, refused = apply_all(MODEL, assessment, changes_from(changes), apply)
    assert not conflicts
    assert not refused
    return after


def one(answer: dict[str, Any], change: dict[str, Any]) -> dict[str, Any]:
    """A change of an answer, as the kernel applies it."""
    key = MODEL.competencies[0].id
    before = answered(answer)
    held = rating_answers(before).get(key, {})
    seen = {"rating_seen": [rating(held)], "note_seen": [note_stamp(held.get("evidence", ""))]}
    after = changed(before, [{"n": 9, "id": key, **change, **seen}])
    return {"answer": answer, "change": change, "after": rating_answers(after).get(key)}


def radar_of(*answers: dict[str, Any]) -> dict[str, Any]:
    assessment = answered(*answers)
    view = skill_radar(MODEL, assessment, *MODEL.role_pair, own_only=True)
    return {"answers": rating_answers(assessment), "svg": radar_svg(view, live=True)}


@pytest.fixture(scope="session")
def cases(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the page's scripts must make of the same input as the kernel."""
    path = tmp_path_factory.mktemp("cases") / "cases.json"
    written = {
        "content": rating_content(MODEL),
        "log": evidence_form(),
        "quick": with_first_screen(rating_content(SHORT), SHORT, shared=False),
        "note_stamps": [[text, note_stamp(text)] for text in ("", "Ran the oven", "Übung 🎈")],
        "changes": [one(answer, change) for answer in ANSWERS for change in CHANGES],
        "radar": [radar_of(), radar_of(*ANSWERS), radar_of(*reversed(ANSWERS))],
    }
    path.write_text(json.dumps(written), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    "path", sorted(ROOT.glob("tests/**/*.test.js")), ids=lambda path: path.stem
)
def test_the_scripts_pass_their_own_tests(path: Path, cases: Path) -> None:
    assert shutil.which("node"), "Node.js is missing: make test installs it (scripts/node.sh)"
    found = subprocess.run(
        ["node", "--test", "--test-reporter=tap", str(path)],
        env={**os.environ, "ASSESS_CASES": str(cases)},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert re.search(r"^# pass [1-9]", found.stdout, re.MULTILINE), found.stdout + found.stderr
    assert found.returncode == 0, found.stdout + found.stderr


def imported(entry: Path) -> set[Path]:
    """A module and all that it imports."""
    seen: set[Path] = set()
    left = [entry]
    while left:
        path = left.pop()
        if path not in seen:
            seen.add(path)
            names = IMPORT.findall(path.read_text(encoding="utf-8"))
            left += [(path.parent / name).resolve() for name in names]
    return seen


def entries() -> dict[str, Path]:
    """Bundle → the module that it is made of."""
    found = {}
    for path in SOURCES.rglob("*.js"):
        if BUNDLES in path.parents or path.name.endswith(".min.js"):
            continue
        is_page = path in [
            *(SOURCES / f"server/front/{name}.js" for name in ("first", "page", "room", "wall")),
            SOURCES / "app/feedback/reply/file.js",
        ]
        if is_page or re.search("^export default ", path.read_text(encoding="utf-8"), re.MULTILINE):
            found["/".join(path.relative_to(SOURCES).parts[1:])] = path
    return found


def test_each_bundle_is_made_of_the_present_sources() -> None:
    made = entries()
    present = sorted(path.relative_to(BUNDLES).as_posix() for path in BUNDLES.rglob("*.js"))
    assert present == sorted(made), "run make bundle"
    for name, entry in made.items():
        sources = sorted(path.relative_to(ROOT).as_posix() for path in imported(entry))
        parts = (f"{path}\n{(ROOT / path).read_text(encoding='utf-8')}" for path in sources)
        first = (BUNDLES / name).read_text(encoding="utf-8").split("\n", 1)[0]
        assert first == f"/* {sha256(''.join(parts).encode()).hexdigest()} */", "run make bundle"


def test_the_scripts_are_checked_against_the_present_messages() -> None:
    assert PLACE.read_text(encoding="utf-8") == declaration(), "run scripts/write_messages.py"
    assert LIMITS_PLACE.read_text(encoding="utf-8") == limits(), "run scripts/write_messages.py"


def test_only_one_module_makes_fields_for_text_and_no_field_cuts_what_is_typed() -> None:
    """`typed` gives each its direction and says what is too long; a maxLength cuts in silence."""
    written = {path: path.read_text(encoding="utf-8") for path in (SOURCES / "app").rglob("*.js")}
    assert [path.name for path, text in written.items() if re.search("maxlength", text, re.I)] == []
    field = re.compile(r"""h\("textarea"|type: "text\"""")
    fields = ["read_field.js", "typed.js"]  # the first for numbers and days
    assert [path.name for path, text in written.items() if field.search(text)] == fields


def test_no_field_lets_the_browser_read_a_number_or_a_day() -> None:
    """One of type=number drops the comma of 2,5, one of type=date has the order of its locale."""
    native = re.compile(r"""type:? ?=?["'](number|date|month|week|time)""")
    found = {
        path.name: len(native.findall(text.replace('type: "', 'type="')))
        for path in (SOURCES / "app").rglob("*.js")
        if native.search(text := path.read_text(encoding="utf-8"))
    }
    # the calendar beside a day's field, and a time of day, of which there is one reading
    assert found == {"read_field.js": 1, "week.js": 1}
