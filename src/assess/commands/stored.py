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


def show(options: argparse.Namespace) -> int:
    """list, export or erase."""
    store = open_store(settings.database_url())
    if options.what == "list":
        return _list(store)
    if options.what == "export":
        return _export(store, options)
    return _erase(store, options)


def _list(store: Store) -> int:
    stored = store.list()
    print(f"{count(len(stored), 'assessment')} in {store.place}")
    for item in stored:
        answers = item.document["answers"].values()
        rated = sum("level" in answer for answer in answers)
        print(f"  {item.id}  {item.document['model']['id']}  {rated} rated  {item.updated}")
    return 0


def _export(store: Store, options: argparse.Namespace) -> int:
    chosen = [_known(store, options.id)] if options.id else list(store.list())
    documents = [dict(item.document) for item in chosen]
    text = json.dumps(documents, indent=2, ensure_ascii=False) + "\n"
    if options.output:
        write_text(options.output, text)
        print(f"{options.output}: {count(len(documents), 'assessment')}")
    else:
        sys.stdout.write(text)
    return 0


def _erase(store: Store, options: argparse.Namespace) -> int:
    if options.all == bool(options.id):
        raise AssessError("Say what to erase: one ID (see: assess data list), or --all.")
    chosen = [_known(store, options.id)] if options.id else list(store.list())
    for item in chosen:
        store.erase(item.id)
    print(f"Erased {count(len(chosen), 'assessment')} from {store.place}")
    return 0


def _known(store: Store, assessment_id: str) -> Stored:
    found = store.get(assessment_id)
    if found is None:
        raise AssessError(f"No assessment {assessment_id} is stored here (see: assess data list).")
    return found
