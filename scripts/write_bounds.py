"""Write the locked versions as lower bounds into pyproject.toml and environment.yml.

What is declared is so what the tests run with. Where the lock has a version for each Python, the
lowest counts; a package that isn't locked by itself keeps what it has.
"""

from __future__ import annotations

import re
from pathlib import Path

TOP = Path(__file__).resolve().parents[1]
FILES = ("pyproject.toml", "environment.yml")
BOUND = re.compile(r"(?<=[\"\s])([A-Za-z][\w.-]*)((?:\[[\w,]+\])?>=)([\d.]+)")


def locked(lines: str) -> dict[str, str]:
    """Return the lowest version of each package in a lock's text, by its name in lower case."""
    found: dict[str, str] = {}
    for name, version in re.findall(r"^([\w.-]+)(?:\[[^\]]*\])?==([\w.]+)", lines, re.MULTILINE):
        name = name.lower()
        found[name] = min(found.get(name, version), version, key=_numbers)
    return found


def _numbers(version: str) -> list[int]:
    return [int(part) for part in re.findall(r"\d+", version)]


def written(text: str) -> str:
    """Return a file's text with the locked versions as bounds."""
    versions = locked((TOP / "requirements-dev.txt").read_text(encoding="utf-8"))
    return BOUND.sub(lambda m: m[1] + m[2] + versions.get(m[1].lower(), m[3]), text)


if __name__ == "__main__":
    for name in FILES:
        path = TOP / name
        path.write_text(written(path.read_text(encoding="utf-8")), encoding="utf-8")
