"""The form for evidence: what it asks, and how long each answer may be."""

from __future__ import annotations

from typing import Any

from assess.app.state.texts import NO_EVIDENCE_TEXT, NO_LINK
from assess.domain.rating.evidence import LIMITS, LOG_LIMIT, MOST_ENTRIES, TOO_MUCH

TEXTS = {
    "title": "Evidence",
    "add": "Add evidence",
    "another": "Add more evidence",
    "edit": "Edit",
    "remove": "Remove",
    "removed": "Removed.",
    "undo": "Undo",
    "done": "Done",
    "more": "The situation, your part, what came of it … (optional)",
    "text": "What did you do?",
    "situation": "What was the situation?",
    "part": "What was your own part?",
    "whom": "For whom?",
    "outcome": "What came of it?",
    "number": "A number that shows it",
    "date": "When?",
    "link": "A link to it",
    "linkHint": "Begins with https:// or http://. We never open it.",
    "witness": "Who can confirm it?",
    "noText": NO_EVIDENCE_TEXT,
    "noLink": NO_LINK,
    "tooMuch": TOO_MUCH,
    "changed": (
        "This entry was changed elsewhere. What you typed is still here, but not saved. Once it "
        "can be, it becomes an entry of its own."
    ),
}


def evidence_form() -> dict[str, Any]:
    """The form's texts and limits as plain data."""
    return {"texts": TEXTS, "limits": dict(LIMITS), "most": MOST_ENTRIES, "total": LOG_LIMIT}
