"""Print a model's cases without their key, for colleagues who rate them by the anchors.

`python scripts/blind_cases.py [MODEL.yaml]`; the order hides which area and level comes next.
"""

from __future__ import annotations

import sys
from hashlib import sha256
from pathlib import Path
from textwrap import fill

from assess.domain.model import CompetencyModel
from assess.formats.model_yaml.loader import load_model


def sheet(model: CompetencyModel) -> str:
    """The cases in an order of their own, each with the anchors of its competency."""
    found = sorted(model.cases, key=lambda case: sha256(case.id.encode()).digest())
    parts = [
        "Which level fits each case best? Judge by the words of the anchors alone, and write down "
        "the words that decide.",
        model.scale_note,
    ]
    for number, case in enumerate(found, 1):
        competency = model.competency(case.competency)
        parts.append(f"{number}. {competency.title}")
        parts.append(fill(case.text, 100))
        parts += [
            fill(f"{level}: {text}", 100, subsequent_indent="   ")
            for level, text in competency.anchors.items()
        ]
        parts.append("Level: ____  because: ____")
    return "\n\n".join(part for part in parts if part) + "\n"


if __name__ == "__main__":
    sys.stdout.write(sheet(load_model(Path(sys.argv[1]) if len(sys.argv) > 1 else None)))
