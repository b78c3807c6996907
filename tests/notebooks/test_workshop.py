"""A folder of handed-over files becomes a picture; bad files are named, people counted once."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from unicodedata import normalize

import pytest

from assess.domain.answers import Assessment
from assess.domain.cohort.release import release
from assess.errors import CohortError
from assess.formats.answers import dumps
from assess.formats.model_yaml.loader import load_model
from assess.notebooks.workshop import (
    as_assessment,
    consented,
    from_folder,
    from_people,
    from_releases,
    made_up,
    made_up_people,
)
from assess.report.page import html_report
from tests.builders.html_reading import Page

SECOND = Path(__file__).parents[1] / "models" / "second.yaml"
MODEL = load_model(SECOND)
ROLE = MODEL.role_pair[1]


def hand_over(folder: Path, number: int, name: str = "") -> list[Assessment]:
    people = [
        replace(as_assessment(MODEL, person), id=f"{n:032}", person=f"{name}{n}" if name else "")
        for n, person in enumerate(made_up_people(MODEL, number))
    ]
    for n, person in enumerate(people):
        (folder / f"p{n:02}.json").write_text(dumps(person), encoding="utf-8")
    return people


def test_files_of_both_kinds_are_counted_and_bad_ones_named(tmp_path: Path) -> None:
    people = hand_over(tmp_path, 11)
    page = html_report(MODEL, replace(people[0], id="b" * 32), generated=date(2026, 11, 23))
    (tmp_path / "report.html").write_text(page, encoding="utf-8")
    (tmp_path / "bad.json").write_text("{", encoding="utf-8")
    (tmp_path / "notes.txt").write_text("not ours", encoding="utf-8")
    group = from_folder(tmp_path, model=SECOND)
    assert group.picture.people == 12
    assert [text.split(":")[0] for text in group.skipped] == ["bad.json"]


def test_two_files_of_one_person_count_once_and_the_newer_wins(tmp_path: Path) -> None:
    people = hand_over(tmp_path, 10)
    key = MODEL.competencies[0].id
    for name, day, level in (("a", 2, 3), ("z", 1, 1)):
        moment = f"2026-11-0{day}T10:00:00Z"
        twin = replace(as_assessment(MODEL, {key: level}), id=people[0].id, updated=moment)
        (tmp_path / f"{name}.json").write_text(dumps(twin), encoding="utf-8")
    group = from_folder(tmp_path, model=SECOND)
    assert group.picture.people == 10
    assert len(group.skipped) == 2
    assert all(
        text.endswith("an older file of the same person as a.json.") for text in group.skipped
    )


def without_id(person: Assessment, **more: str) -> str:
    """An answers file as another program or an old version wrote it."""
    return json.dumps({**json.loads(dumps(person)), "id": None, **more}).replace('"id": null, ', "")


def test_copies_of_a_file_without_an_id_are_one_person(tmp_path: Path) -> None:
    *people, last = hand_over(tmp_path, 5)
    (tmp_path / "p04.json").unlink()
    for name in ("p03 (1)", "p03 (2)"):  # of a file that has one, with its id taken out
        (tmp_path / f"{name}.json").write_text(without_id(people[3]), encoding="utf-8")
    with pytest.raises(CohortError, match="Fewer than 5 people"):
        from_folder(tmp_path, model=SECOND)
    for name, moment in (("q", "2026-11-01T10:00:00Z"), ("q (1)", "2026-11-02T10:00:00Z")):
        text = without_id(last, updated=moment)
        (tmp_path / f"{name}.json").write_text(text, encoding="utf-8")
    group = from_folder(tmp_path, model=SECOND)
    assert group.picture.people == 5
    assert group.skipped == (
        "p03 (1).json: the same answers as p03.json.",
        "p03 (2).json: the same answers as p03.json.",
        "q.json: the same answers as q (1).json.",
    )


def test_a_name_in_the_list_of_consent_that_matches_no_file_is_said(tmp_path: Path) -> None:
    for n, _person in enumerate(hand_over(tmp_path, 6, name="Person ")):
        (tmp_path / f"p{n:02}.json").rename(tmp_path / normalize("NFD", f"Zoë{n}.json"))
    yes = normalize("NFC", "\ufeffZoë0.json\r\n\r\nZoë1.json\r\nZoe2.json\r\n")
    (tmp_path / "consent.txt").write_text(yes, encoding="utf-16-le")
    group = from_folder(tmp_path, model=SECOND)
    assert group.skipped == (
        "consent.txt: no file that is counted is called “Zoe2.json”. Check the name.",
    )
    assert len(consented(tmp_path, [path.name for path in tmp_path.glob("Z*")])[0]) == 2


def test_fewer_than_five_files_show_nothing(tmp_path: Path) -> None:
    hand_over(tmp_path, 4)
    with pytest.raises(CohortError, match="Fewer than 5 people"):
        from_folder(tmp_path, model=SECOND)
    with pytest.raises(CohortError, match="no such folder"):
        from_folder(tmp_path / "elsewhere", model=SECOND)


def test_nobody_is_named_without_a_yes(tmp_path: Path) -> None:
    people = hand_over(tmp_path, 30, name="Person ")
    for n, level in ((0, MODEL.highest), (1, MODEL.lowest)):
        extreme = as_assessment(MODEL, {item.id: level for item in MODEL.competencies})
        named = replace(people[n], answers=extreme.answers)
        (tmp_path / f"p{n:02}.json").write_text(dumps(named), encoding="utf-8")
    group = from_folder(tmp_path, model=SECOND)
    assert group.pairs == ()
    assert "Person " not in group.html()
    yes = "\n".join(f"p{n:02}.json" for n in range(20))
    (tmp_path / "consent.txt").write_text(yes + "\nnobody.json\n", encoding="utf-8")
    agreed = from_folder(tmp_path, model=SECOND)
    assert agreed.pairs
    allowed = {f"Person {n}" for n in range(20)}
    assert {name for pair in agreed.pairs for name in (pair.teacher, pair.learner)} <= allowed
    assert agreed.pairs[0].teacher in agreed.html()


def test_the_page_has_no_script_and_every_number_of_the_frame(tmp_path: Path) -> None:
    group = from_people(MODEL, made_up_people(MODEL, 80), title="<b>Product</b> days")
    page = Page(group.html())
    assert page.unbalanced == []
    assert "script" not in page.names()
    assert "<b>Product</b> days" in page.text()
    assert group.to_frame()["middle"].notna().all()
    numbers = [block for line in group.picture.lines for block in line.blocks]
    assert len(numbers) > len(group.picture.lines)
    text = group.export(tmp_path / "group.csv").read_text(encoding="utf-8")
    for line in group.picture.lines:
        assert f",middle,{line.middle}\n" in text
        for block in line.blocks if line.numbered else ():
            assert f",{' or '.join(block.of)},{block.people}\n" in text
    wide = group.export(tmp_path / "wide.csv", semicolons=True).read_bytes()
    assert wide.decode("utf-8-sig") == text.removeprefix("\ufeff").replace(",", ";")
    assert group.export(tmp_path / "group.html").read_text(encoding="utf-8") == group.html()
    with pytest.raises(CohortError, match="must end with"):
        group.export(tmp_path / "group.pdf")


def test_a_group_draws_itself_and_its_heat_map_has_a_row_for_each_competency() -> None:
    group = made_up(40, model=SECOND)
    assert "People at each level" in Page(group._repr_html_()).text()
    (trace,) = group.figure().data
    assert trace.type == "heatmap"
    assert len(trace.y) == len(MODEL.competencies)
    said = {row["competency"]: row for row in group.to_frame().to_dict("records")}
    for line, row in zip(group.picture.lines, trace.z, strict=True):
        said_alone = [line.people([str(level.level)]) for level in MODEL.scale]
        shown = [None if value in (None, 0) else value for value in row]
        assert [value is None for value in shown] == [n is None for n in said_alone]
        assert line.competency_id in said


def test_releases_are_drawn_newest_beside_the_one_before() -> None:
    days = [date(2026, 6, 1), date(2026, 11, 23)]
    released = [
        (day, release(MODEL, ROLE, made_up_people(MODEL, 60, seed=seed)))
        for seed, day in enumerate(days)
    ]
    group = from_releases(MODEL, released, title="Days")
    assert group.picture.day == days[1]
    assert group.changes
    assert "Since last time" in Page(group.html()).text()
    with pytest.raises(CohortError, match="This group has no results yet"):
        from_releases(MODEL, [])
