"""data: what is stored about people on this computer, by this computer's owner."""

from __future__ import annotations

import argparse
import json
import sys

from assess import settings
from assess.errors import AssessError
from assess.files import write_text
from assess.report.words import count
from assess.store import Store, Stored, open_store
from assess.terminal import shown


def list_all(_options: argparse.Namespace) -> int:
    """Whose answers are stored: ids, how many, when; no answer."""
    store = _store()
    stored = store.list()
    print(f"{count(len(stored), 'assessment')} in {shown(store.place)}")
    for item in stored:
        answers = item.document["answers"].values()
        rated = sum("level" in answer for answer in answers)
        print(f"  {item.id}  {shown(item.document['model']['id'])}  {rated} rated  {item.updated}")
    return 0


def export(options: argparse.Namespace) -> int:
    """Everything stored about one person, or about everybody, as JSON."""
    store = _store()
    chosen = [_known(store, options.id)] if options.id else list(store.list())
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
    chosen = [_known(store, options.id)] if options.id else list(store.list())
    for item in chosen:
        store.erase(item.id)
    print(f"Erased {count(len(chosen), 'assessment')} from {shown(store.place)}")
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
    what = count(len(found.assessments), "assessment")
    if found.groups:
        what += f" and {count(len(found.groups), 'group')}"
    if options.yes:
        store.erase_untouched(found)
        print(f"Erased {what} untouched since {found.before[:10]} from {shown(store.place)}")
        return 0
    print(f"{what} untouched since {found.before[:10]} in {shown(store.place)}; erase with --yes")
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


def _store() -> Store:
    return open_store(settings.database_url())


def _known(store: Store, assessment_id: str) -> Stored:
    found = store.get(assessment_id)
    if found is None:
        raise AssessError(f"No assessment {assessment_id} is stored here (see assess data list).")
    return found
