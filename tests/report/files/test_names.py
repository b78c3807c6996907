"""What downloaded files are called."""

from __future__ import annotations

from datetime import date

import pytest

from assess.report.files.plan_text import KINDS, file_name

DAY = date(2026, 11, 28)


def test_a_file_says_whose_it_is_what_it_is_and_for_whom() -> None:
    name = file_name("html", whose="Anna", audience="share", day=DAY)
    assert name == "anna-plan-to-share-2026-11-28.html"


def test_what_is_for_me_is_called_otherwise_than_what_is_to_share() -> None:
    names = {
        file_name("html", whose="Anna", audience=audience, day=DAY)
        for audience in ("me", "share", "manager")
    }
    assert names == {
        "anna-plan-for-me-2026-11-28.html",
        "anna-plan-to-share-2026-11-28.html",
        "anna-plan-for-my-manager-2026-11-28.html",
    }


@pytest.mark.parametrize(
    ("whose", "begins"),
    [
        ("", "calendar-"),
        ("  ", "calendar-"),
        ("Zoë Müller", "zoe-muller-calendar-"),
        ("Robin (made up)", "robin-made-up-calendar-"),
        ("../../etc/passwd", "etc-passwd-calendar-"),
        ("a\u202eb\x00c/d\\e:f", "a-b-c-d-e-f-calendar-"),
        ("李 小龙", "李-小龙-calendar-"),
        ("हिन्दी", "हिन्दी-calendar-"),
        ("x" * 90, f"{'x' * 40}-calendar-"),
        ("🙂", "calendar-"),
        (
            "One who has a name of too many words for it",
            "one-who-has-a-name-of-too-many-words-for-calendar-",
        ),
    ],
)
def test_any_name_makes_a_name_that_every_system_can_write(whose: str, begins: str) -> None:
    name = file_name("ics", whose=whose, audience="me", day=DAY)
    assert name == f"{begins}for-me-2026-11-28.ics"


def test_no_two_kinds_of_file_have_one_name() -> None:
    names = [file_name(kind, audience="me", day=DAY) for kind in KINDS]
    assert len(set(names)) == len(names)
