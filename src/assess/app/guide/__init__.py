"""The role guide as a page of its own.

Nothing here is stored: a pair's answers stay in the browser, and the answers about the role only
reach the kernel to be weighed.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import traitlets as t

from assess.app.messages import read
from assess.app.messages.forms import FromGuidePart
from assess.app.shared.widgets import Group, Words, _Quiet, _read
from assess.bundles import script
from assess.domain.guide import advise, dispute, questions, who
from assess.domain.model import CompetencyModel
from assess.formats.model_yaml.loader import load_model
from assess.report import guide as pieces

LEAD = (
    "The roles side by side, as this model's sources describe them, and where those "
    "disagree. Nothing you choose here is stored: print the page to keep it."
)
PAIR_LEAD = (
    "Fill this in as a pair, each in your own column, before you look at what the sources say. "
    "Then talk about the rows where you differ."
)
ROLE_LEAD = "Answer what you can. The advice changes with each answer and gives its reasons."
EMPTY = "This model has no role guide. Write one under “guide” in its file."


class GuidePart(_Quiet):
    """`part` "decisions": the table for a pair; "role": questions, and advice that follows them."""

    _esm = script("guide/guide")
    part = t.Unicode().tag(sync=True)
    content = t.Dict().tag(sync=True)
    advice = t.Unicode().tag(sync=True)
    summary = t.Unicode().tag(sync=True)


class Guide(Group):
    """The page; `style` and texts lie in its first child."""

    def __init__(self, model: CompetencyModel) -> None:
        self._model = model
        self.pair = GuidePart(part="decisions", content=decision_content(model))
        self.role = GuidePart(part="role", content=role_content(model))
        self.choose({})
        self.role.on_msg(self.hear)
        style = f"<style>{pieces.css()}{_read('guide/guide.css')}</style>"
        children: list[Any] = [
            Words(f"{style}<h1>The role guide</h1><p class='ui-lead'>{LEAD}</p>")
        ]
        parts = (
            ("Which role do you need?", ROLE_LEAD, self.role if questions(model) else ""),
            ("Who decides what", PAIR_LEAD, self.pair if model.guide.decisions else ""),
            ("The roles compared", "", pieces.comparison(model)),
            ("What each role is measured by", "", pieces.metrics(model)),
            ("What the sources report", "", pieces.reported(model)),
            ("Where sources disagree", "", pieces.contested(model)),
            ("Sources", "", pieces.documents(model)),
        )
        for title, lead, part in parts:
            head = f"<h2>{title}</h2>" + (f"<p class='ui-lead'>{lead}</p>" if lead else "")
            if isinstance(part, GuidePart):
                children += [Words(head), part]
            elif part:
                children.append(Words(head + part))
        if len(children) == 1:
            children.append(Words(f"<p>{EMPTY}</p>"))
        super().__init__(children)
        self.add_class("as-guide")

    def choose(self, choices: Mapping[str, Any]) -> None:
        """Weigh these answers (question id → option id); what isn't in the guide is passed over."""
        known = {q.id: {option.id for option in q.options} for q in questions(self._model)}
        kept = {
            key: choices[key]
            for key, options in known.items()
            if isinstance(choices.get(key), str) and choices[key] in options
        }
        found = advise(self._model, kept)
        with self.role.hold_sync():
            self.role.advice = pieces.advice(self._model, found)
            self.role.summary = pieces.advice_sentence(found)

    def hear(self, _widget: object, content: Any, _buffers: object) -> None:
        """What was chosen; anything else is passed over."""
        if (message := read(content, FromGuidePart)) is not None:
            self.choose(message.choices)


def decision_content(model: CompetencyModel) -> dict[str, Any]:
    """Rows of the decision table, and who can decide: the pair's two roles, both, someone else."""
    roles = [model.role(key).title for key in dict.fromkeys(model.role_pair)]
    return {
        "options": [*roles, "Both", "Someone else"],
        "rows": [
            {
                "title": str(row.get("title") or row.get("text") or row.get("id") or ""),
                "usual": who(model, row["usual"]) if row.get("usual") else "",
                "why": str(row.get("why") or ""),
                "disputed": dispute(row) is not None,
                "dispute": dispute(row) or "",
            }
            for row in model.guide.decisions
        ],
    }


def role_content(model: CompetencyModel) -> dict[str, Any]:
    """The questions with their options; those that change nothing come last."""
    found = sorted(questions(model), key=lambda question: not question.counts)
    return {
        "questions": [
            {
                "id": question.id,
                "text": question.text,
                "hint": question.hint,
                "options": [[option.id, option.label] for option in question.options],
            }
            for question in found
        ]
    }


def guide(model: CompetencyModel | None = None) -> Guide:
    """The role guide of this model, else of the one that the settings name."""
    return Guide(model or load_model())
