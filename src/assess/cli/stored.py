"""data: what is stored about people on this computer, by this computer's owner.

A coach's copies lie beside the store, a file each: they are listed and erased here, too.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from assess import settings
from assess.cli.common import shown
from assess.clock import day_of, here
from assess.errors import AssessError
from assess.files import write_text
from assess.report.words import count
from assess.store import Store, Stored, open_store


def list_all(_options: argparse.Namespace) -> int:
    """Whose answers are stored: ids, how many, the last day; no answer."""
    store = _store()
    stored = store.answers.list()
    print(f"{count(len(stored), 'assessment')} in {shown(store.place)}")
    for item in stored:
        answers = item.document["answers"].values()
        rated = sum("level" in answer for answer in answers)
        model = shown(item.document["model"]["id"])
        print(f"  {item.id}  {model}  {rated} rated  {day_of(item.updated)}")
    copies = _copies()
    if copies:
        print(f"{_meetings(copies)} in {shown(copies[0].parent)}")
    for path in copies:
        changed = here(datetime.fromtimestamp(path.stat().st_mtime, UTC)).date()
        print(f"  {path.stem}  {changed}")
    return 0


def export(options: argparse.Namespace) -> int:
    """Everything stored about one person, or about everybody, as JSON."""
    store = _store()
    chosen = [_known(store, options.id)] if options.id else list(store.answers.list())
    told = [store.everything_by_id(item.id) for item in chosen]
    text = json.dumps([item for item in told if item], indent=2, ensure_ascii=False) + "\n"
    if options.output:
        write_text(options.output, text)
        print(f"{shown(options.output)}: {count(len(told), 'assessment')}")
    else:
        sys.stdout.write(text)
    return 0


def erase(options: argparse.Namespace) -> int:
    """One person's answers and all that hangs on them, or everybody's."""
    store = _store()
    if options.all == bool(options.id):
        raise AssessError("Say what to erase: an ID (see assess data list), or --all.")
    copies = [path for path in _copies() if options.all or path.stem == options.id]
    if options.all or not copies:
        chosen = [_known(store, options.id)] if options.id else list(store.answers.list())
        for item in chosen:
            store.answers.erase(item.id)
        print(f"Erased {count(len(chosen), 'assessment')} from {shown(store.place)}")
    if copies:
        _erase_copies(copies)
    return 0


def retain(options: argparse.Namespace) -> int:
    """Erase what nobody has touched for months, on a shared server; without --yes only say so."""
    if not settings.shared() and settings.database_url().startswith("sqlite"):
        raise AssessError(
            "Answers on a person's own computer are theirs to keep: `data retain` is for shared "
            "servers. Set ASSESS_SHARED=1 if this is one, or use `assess data erase`."
        )
    store = _store()
    found = store.untouched(options.months)
    since = day_of(found.before)
    what = count(len(found.assessments), "assessment")
    if found.groups:
        what += f" and {count(len(found.groups), 'group')}"
    if options.yes:
        store.erase_untouched(found)
        print(f"Erased {what} untouched since {since} from {shown(store.place)}")
        return 0
    print(f"{what} untouched since {since} in {shown(store.place)}; erase with --yes")
    for key in found.assessments:
        print(f"  {key}")
    return 0


def backup(options: argparse.Namespace) -> int:
    """Everything into one file, while people work."""
    store = _store()
    kept = store.back_up(options.file)
    print(f"{shown(options.file)}: {count(kept, 'assessment')} from {shown(store.place)}")
    return 0


def restore(options: argparse.Namespace) -> int:
    """A backup in the place of what is stored."""
    store = _store()
    kept = store.restore(options.file, replace=options.replace)
    print(f"Restored {count(kept, 'assessment')} to {shown(store.place)}")
    return 0


def check(_options: argparse.Namespace) -> int:
    """Whether what is stored hangs together; 1 where it doesn't."""
    store = _store()
    found = store.check()
    for problem in found:
        print(shown(problem), file=sys.stderr)
    if not found:
        print(f"No problems found in {shown(store.place)}")
    return 1 if found else 0


def _copies() -> tuple[Path, ...]:
    from assess.app.coach.people.copies import all_copies

    return all_copies()


def _meetings(copies: Sequence[Path]) -> str:
    return count(len(copies), "copy of a coaching meeting", "copies of coaching meetings")


def _erase_copies(copies: Sequence[Path]) -> None:
    for path in copies:
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            raise AssessError(f"{path} can't be erased ({error.strerror}).") from None
    print(f"Erased {_meetings(copies)} from {shown(copies[0].parent)}")


def _store() -> Store:
    return open_store(settings.database_url())


def _known(store: Store, assessment_id: str) -> Stored:
    found = store.answers.get(assessment_id)
    if found is None:
        raise AssessError(f"No assessment {assessment_id} is stored here (see assess data list).")
    return found
