"""Copies of a coach's meetings: whose, how long, and that no two pages overwrite each other."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from time import time

import pytest

from assess.app.coach.people.copies import DAYS, Copies
from assess.app.coach.state import CoachState
from assess.errors import AssessError
from assess.formats.answers import dumps
from tests.builders.coaches import MODEL, TODAY, agree, change, coaching, rate
from tests.builders.meetings import own


def copied(place: Path, owner: str = "") -> CoachState:
    """A coach's list whose copies lie in `place`."""
    made = CoachState(MODEL, today=TODAY)
    made.recover(Copies(place, owner))
    return made


def brought(place: Path) -> CoachState:
    made = copied(place)
    made.bring(dumps(own()), "Robin")
    return made


def files(place: Path) -> list[Path]:
    return sorted(place.glob("*.json"))


def test_a_copy_brings_a_meeting_back_whole_and_only_its_user_can_read_it(tmp_path: Path) -> None:
    place = tmp_path / "coaching"
    made = brought(place)
    rate(made, "baking", 1)
    change(made, "reveal")
    change(made, "name", "", "Zoë")
    agree(made, "baking", 2)
    change(made, "agreed_note", "baking", "One shift alone.")
    (file,) = files(place)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(place.stat().st_mode) == 0o700
    after = copied(place)
    assert after.session == made.session
    (person,) = after.people
    assert (person.name, person.kept, person.key) == ("Zoë", False, made.people[0].key)


def test_a_person_who_was_only_brought_comes_back_under_the_same_key(tmp_path: Path) -> None:
    made = brought(tmp_path)
    assert [p.key for p in copied(tmp_path).people] == [p.key for p in made.people]


def test_a_copy_goes_with_its_file_with_its_person_and_with_an_empty_list(tmp_path: Path) -> None:
    made = brought(tmp_path)
    made.file("json", with_notes=True)
    made.kept()
    assert files(tmp_path) == []
    rate(made, "baking", 1)
    assert len(files(tmp_path)) == 1
    made.take_off(made.people[0].key)
    assert files(tmp_path) == []
    made.bring(dumps(own()), "Robin")
    made.take_off(made.people[0].key)
    assert (files(tmp_path), made.people) == ([], ())


def test_the_next_meetings_copy_takes_the_place_of_the_earlier_ones(tmp_path: Path) -> None:
    made = brought(tmp_path)
    rate(made, "baking", 1)
    change(made, "reveal")
    made.start_next()
    assert len(files(tmp_path)) == 1
    assert copied(tmp_path).session == made.session


def test_a_copy_is_erased_after_a_month_that_nobody_changed_it(tmp_path: Path) -> None:
    brought(tmp_path)
    (file,) = files(tmp_path)
    for days, left in ((DAYS - 1, 1), (DAYS + 1, 0)):
        then = time() - days * 86_400
        os.utime(file, (then, then))
        assert len(copied(tmp_path).people) == left
    assert files(tmp_path) == []


def test_one_browsers_copies_are_nobody_elses(tmp_path: Path) -> None:
    made = copied(tmp_path, "the secret of one browser")
    made.bring(dumps(own()), "Robin")
    rate(made, "baking", 1)
    assert len(copied(tmp_path, "the secret of one browser").people) == 1
    for other in ("", "another secret", "\ud800"):
        assert copied(tmp_path, other).people == ()
    assert "secret" not in "".join(path.name for path in tmp_path.iterdir())


def test_whoever_wants_no_copies_has_none_and_keeps_none(tmp_path: Path) -> None:
    made = brought(tmp_path)
    rate(made, "baking", 1)
    made.keep_copies(False)
    assert files(tmp_path) == []
    rate(made, "kneading", 1)
    assert files(tmp_path) == []
    assert copied(tmp_path).people == ()
    made.keep_copies(True)
    assert copied(tmp_path).session == made.session


def test_two_pages_with_the_same_meeting_add_to_each_other(tmp_path: Path) -> None:
    one = brought(tmp_path)
    rate(one, "baking", 1)
    other = copied(tmp_path)
    rate(other, "kneading", 2)
    rate(one, "selling", 3)
    assert set(one.session.coach.answers) == {"baking", "kneading", "selling"}
    assert copied(tmp_path).session == one.session


def test_what_is_no_copy_is_left_alone(tmp_path: Path) -> None:
    brought(tmp_path)
    (file,) = files(tmp_path)
    whole = file.read_text(encoding="utf-8")
    for text in ("", "{", "[]", "null", '{"session": 1, "name": 1}', whole[: len(whole) // 2]):
        file.write_text(text, encoding="utf-8")
        assert copied(tmp_path).people == ()
        assert file.read_text(encoding="utf-8") == text


def test_a_place_that_cant_be_written_is_said_once_and_nothing_is_lost(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    made = copied(blocked / "coaching")
    made.bring(dumps(own()), "Robin")
    rate(made, "baking", 1)
    assert made.copy_problem.startswith("There is no copy of your work on this computer: ")
    assert made.session.coach.level("baking") == 1
    with pytest.raises(AssessError, match="can't be written"):
        made.keep_copies(False)


def test_without_a_page_no_copy_is_made() -> None:
    made = coaching()
    rate(made, "baking", 1)
    assert made.copies is None
