"""Each line of the threat model names tests, and they exist."""

from __future__ import annotations

import re
from pathlib import Path

TOP = Path(__file__).parents[2]


def test_every_line_of_the_threat_model_names_tests_that_exist() -> None:
    text = (TOP / "docs" / "security.md").read_text(encoding="utf-8")
    model = text.split("## Threat model")[1].split("\n## ")[0]
    rows = [line for line in model.splitlines() if line.startswith("| ")][1:]
    known = {
        name
        for path in (TOP / "tests").rglob("test_*.py")
        for name in re.findall(r"^def (test_\w+)", path.read_text(encoding="utf-8"), re.MULTILINE)
    }
    assert len(rows) > 20
    for row in rows:
        named = re.findall(r"`(test_\w+)`", row)
        assert named, row
        assert set(named) <= known, set(named) - known


def test_every_kind_of_attacker_is_in_the_threat_model() -> None:
    text = (TOP / "docs" / "security.md").read_text(encoding="utf-8")
    for who in (
        *("visitor", "other visitor", "next person at this computer", "page on another site"),
        *("coach", "author of a model file", "sender of an answers file", "local user"),
    ):
        assert f"\n| {who} |" in text, who
