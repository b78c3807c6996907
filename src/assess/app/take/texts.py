"""What the last step says, and which files it offers."""

from __future__ import annotations

from typing import Any

TITLE = "Take it with you"
CARDS: tuple[dict[str, Any], ...] = (
    {
        "id": "me",
        "title": "For me",
        "lead": "With everything you wrote.",
        "files": [
            {"id": "html", "label": "Download my report"},
            {"id": "ics", "label": "Plan for my calendar"},
            {"id": "md", "label": "Plan as a checklist"},
            {"id": "stories", "label": "Stories for an interview"},
            {"id": "case", "label": "My case for the role"},
        ],
        "more": [
            {"id": "guide", "label": "Report with the role guide"},
            {"id": "todos", "label": "Plan as to-dos"},
            {"id": "csv", "label": "Plan as a table"},
            {"id": "semicolons", "label": "Plan table with decimal commas"},
            {"id": "plan", "label": "Plan as data"},
            {"id": "json", "label": "Answers as data"},
        ],
    },
    {
        "id": "share",
        "title": "To share",
        "lead": "Your levels and your plan. Nothing that you wrote.",
        "files": [{"id": "html", "label": "Report to share"}],
        "shown": [
            {"id": "portfolio", "label": "Portfolio on one page"},
            {"id": "case", "label": "Case for the role, to share"},
        ],
        "more": [
            {"id": "ics", "label": "Calendar to share"},
            {"id": "md", "label": "Checklist to share"},
            {"id": "csv", "label": "Table to share"},
            {"id": "semicolons", "label": "Table with decimal commas to share"},
            {"id": "plan", "label": "Plan data to share"},
            {"id": "json", "label": "Answers to share"},
        ],
    },
    {
        "id": "manager",
        "title": "For my manager or a buddy",
        "lead": "One page: what you're working on, and what you need from them.",
        "read": True,
        "files": [{"id": "manager", "label": "Page for my manager"}],
    },
)
"""The cards: `files` first, `more` folded; `shown`: what shows evidence that is ticked above it;
`read`: for whom it is.
"""

WORDS = {
    "name": "Your name",
    "nameHint": "It stands on your files and in their names. Leave it empty if you like.",
    "choose": "Choose your evidence",
    "shown": "With the evidence that you tick, and nothing else that you wrote:",
    "none": "No evidence yet. Add some under a question in step 1.",
    "more": "More files",
    "preparing": "Preparing…",
    "done": "{name} is in your downloads.",
    "reader": "Who is it for?",
    "anyone": "Anyone who helps me",
    "add": "Add the evidence that I ticked above",
}
NO_SUCH_FILE = "There is no such file. Reload the page."
NOTHING_CHOSEN = "Choose at least one piece of evidence."
PAGE_FULL = "That's more than one page holds. Choose less, or shorten it in step 1."
LOADED = "Your answers are loaded."
