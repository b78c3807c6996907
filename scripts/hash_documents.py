"""Write tests/data/document_runs.txt: hashes of what the model's texts must not copy.

`python scripts/hash_documents.py DIRECTORY` reads every .txt file there. The documents themselves
are no part of the project: kept is a short hash of each run of eight words.
"""

from __future__ import annotations

import hashlib
import re
import sys
from collections.abc import Iterator
from pathlib import Path

RUN = 8
DIGITS = 12
"""Of the hash: 20,000 runs looked up among 10,000 meet by chance less than once in a million."""

TARGET = Path(__file__).resolve().parents[1] / "tests" / "data" / "document_runs.txt"


def runs(text: str) -> Iterator[str]:
    """Every run of eight words in lower case; words are letters only."""
    words = re.findall(r"[^\W\d_]+", text.lower())
    for start in range(len(words) - RUN + 1):
        yield " ".join(words[start : start + RUN])


def fingerprint(run: str) -> str:
    """The first 12 hex digits of the run's SHA-256."""
    return hashlib.sha256(run.encode()).hexdigest()[:DIGITS]


def main(directory: Path) -> str | None:
    """Write the file; a sentence where there is nothing to read."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(directory.glob("*.txt"))]
    found = sorted({fingerprint(run) for text in texts for run in runs(text)})
    if not found:
        return f"{directory} holds no .txt file of eight words; name the documents' directory"
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_text("".join(f"{line}\n" for line in found), encoding="ascii")
    return None


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python scripts/hash_documents.py DIRECTORY")
    sys.exit(main(Path(sys.argv[1])))
