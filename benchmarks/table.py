"""The figures that have a goal, as the table of docs/speed.md, from benchmarks/results/.

`python benchmarks/table.py`, after `make bench`.
"""

from __future__ import annotations

import json

from measuring import RESULTS

RUNS = ("kernels", "charts", "visit", "whole-visit", "crowd", "soak")


def rows(run: str) -> list[str]:
    """One row a figure with a goal; none where the run was never made."""
    file = RESULTS / f"{run}.json"
    if not file.exists():
        return []
    made = []
    for name, found in json.loads(file.read_text(encoding="utf-8"))["results"].items():
        if found["goal"] is not None:
            value = f"{found['value']:,.2f}".rstrip("0").rstrip(".")
            verdict = "met" if found["met"] else "**missed**"
            unit = f" {found['unit']}" if found["unit"] else ""
            made.append(f"| {run} | {name} | {value}{unit} | {found['goal']:g}{unit} | {verdict} |")
    return made


def main() -> None:
    """Print it."""
    print("| run | figure | measured | at most | goal |\n|---|---|---|---|---|")
    print("\n".join(row for run in RUNS for row in rows(run)))


if __name__ == "__main__":
    main()
