"""Many writers of the same answers: how often one is told to look again, and that nothing is lost.

Each process adds notes to one assessment, again after each refusal, as a page does.
`python benchmarks/conflicts.py [--url postgresql://…]`
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import secrets
import tempfile
from pathlib import Path
from typing import Any

from assess.errors import StaleWriteError
from assess.store import open_store


def write(url: str, code: str, name: int, saves: int, told: Any) -> None:
    """Add `saves` notes; puts (acknowledged notes, refusals) into the queue."""
    store, refused, kept = open_store(url), 0, []
    for number in range(saves):
        while True:
            stored = store.answers.load(code)
            document: dict[str, Any] = dict(stored.document) if stored else {"id": "0" * 32}
            note = f"{name}-{number}"
            document["notes"] = [*document.get("notes", []), note]
            try:
                store.answers.save(code, document, expected=stored.revision if stored else 0)
            except StaleWriteError:
                refused += 1
            else:
                kept.append(note)
                break
    told.put((kept, refused))


def main() -> None:
    """Run the writers and print what was acknowledged, refused and lost."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--writers", type=int, default=8)
    parser.add_argument("--saves", type=int, default=50, help="of each writer")
    parser.add_argument("--url", default="", help="an empty PostgreSQL database")
    options = parser.parse_args()
    context = multiprocessing.get_context("spawn")
    with tempfile.TemporaryDirectory() as place:
        url = options.url or f"sqlite:///{Path(place) / 'answers.sqlite3'}"
        code, told = secrets.token_urlsafe(32), context.Queue()
        open_store(url).answers.list()
        writers = [
            context.Process(target=write, args=(url, code, name, options.saves, told))
            for name in range(options.writers)
        ]
        for writer in writers:
            writer.start()
        found = [told.get() for _ in writers]
        for writer in writers:
            writer.join()
        acknowledged = {note for kept, _ in found for note in kept}
        stored = open_store(url).answers.load(code)
        assert stored is not None
        figures = {
            "writers": options.writers,
            "acknowledged": len(acknowledged),
            "told to look again": sum(refused for _, refused in found),
            "lost": len(acknowledged - set(stored.document["notes"])),
        }
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
