"""The role guide as HTML: pieces for the page, and a file of its own.

Like `fragments`: safe strings, class names begin with `as-`, nothing is fetched. Reported figures
stand side by side and are never averaged; disagreement is shown where it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from assess.domain.guide import Advice, argument, dispute, documents_of, questions, who
from assess.domain.model import CompetencyModel
from assess.report.markup import colours_within, document, ours, render, stylesheet

Row = Mapping[str, Any]


def css() -> str:
    """The style sheet of these pieces, with the colours by the notebook's theme or the system."""
    return colours_within() + stylesheet("fragments.css", "guide/guide.css")


def comparison(model: CompetencyModel) -> str:
    """Every aspect with a column for each role that any cell speaks of; "" without rows."""
    rows = model.guide.comparison
    named = {key for row in rows for key in row.get("cells") or ()}
    roles = [role for role in model.roles if role.id in named]
    return _render(model, "comparison", rows, roles=roles)


def metrics(model: CompetencyModel) -> str:
    """What each role is measured by, and how that misleads; "" without rows."""
    rows = model.guide.metrics
    groups: list[tuple[str, list[Row]]] = [
        (role.title, [row for row in rows if row.get("role") == role.id]) for role in model.roles
    ]
    groups.append(("Either role", [row for row in rows if not row.get("role")]))
    return _render(model, "metrics", rows, groups=groups)


def decisions(model: CompetencyModel) -> str:
    """Who usually decides what and why; what is disputed unfolds. "" without rows."""
    rows = [
        (row, who(model, row["usual"]) if row.get("usual") else "", dispute(row))
        for row in model.guide.decisions
    ]
    return _render(model, "decisions", rows)


def reported(model: CompetencyModel) -> str:
    """Claims by topic, a line for each source, roles side by side; "" without rows."""
    rows = model.guide.reported
    by_topic: dict[str, list[Row]] = {}
    for row in rows:
        by_topic.setdefault(str(row.get("topic") or ""), []).append(row)
    topics = []
    for topic, mine in by_topic.items():
        roles = [role for role in model.roles if any(row.get("role") == role.id for row in mine)]
        by_source: dict[tuple[str, tuple[str, ...]], list[Row]] = {}
        for row in mine:
            key = str(row.get("source") or ""), documents_of(row)
            by_source.setdefault(key, []).append(row)
        # of each source what it says of each role, and what concerns them all
        lines = [
            (
                source,
                [[row for row in same if row.get("role") == role.id] for role in roles],
                [row for row in same if not row.get("role")],
            )
            for (source, _), same in by_source.items()
        ]
        topics.append((who(model, topic), roles, lines))
    return _render(model, "reported", rows, topics=topics)


def contested(model: CompetencyModel) -> str:
    """Claims that other documents contradict, each with what speaks against it; "" without."""
    return _render(model, "contested", model.guide.contested)


def rules(model: CompetencyModel) -> str:
    """Every question with what each set of answers speaks for; "" without questions or rules."""
    asked = {question.id: question for question in questions(model)}
    labels = {
        (question.id, option.id): option.label
        for question in asked.values()
        for option in question.options
    }
    rows = []
    for rule in model.guide.rules:
        when = rule.get("when")
        conditions: list[tuple[str, list[str]]] = []
        if isinstance(when, Mapping):
            for key, value in when.items():
                options = [value] if isinstance(value, str) else value
                if key in asked:
                    chosen = [labels.get((key, option), option) for option in options]
                    conditions.append((asked[key].text, chosen))
        text = str(rule.get("text") or "") if when is None else ""
        words = when if isinstance(when, str) else text
        name = rule.get("suggest")
        rows.append((conditions, words, who(model, name) if name else "", argument(rule)))
    apart = [question for question in asked.values() if not question.counts]
    return _render(model, "rules", [*rows, *apart], lines=rows, apart=apart)


def advice(model: CompetencyModel, advice: Advice) -> str:
    """What the answers speak for, every reason with its document, and what is still open."""
    heaviest = max((item.weight for item in advice.suggestions), default=1)
    best = {item.id for item in advice.best}
    return render(
        "guide/advice.html", advice=advice, best=best, heaviest=heaviest, named=_named(model)
    )


def advice_sentence(advice: Advice) -> str:
    """The advice in one plain sentence or two, for a status line (text, not HTML)."""
    if not advice.best:
        return "Answer a question to see which role it points to."
    titles = [item.title for item in advice.best]
    tied = len(titles) > 1
    said = (
        f"It's a tie between {' and '.join(titles)}." if tied else f"Most points to: {titles[0]}."
    )
    left = len(advice.unanswered)
    if not left:
        return f"{said} You've answered every question that counts."
    return f"{said} {left} more question{'' if left == 1 else 's'} could change this."


def documents(model: CompetencyModel) -> str:
    """The sources that the guide cites, with their titles; "" where it cites none."""
    lists = [getattr(model.guide, name) for name in model.guide.__dataclass_fields__]
    cited = {key for rows in lists for row in rows for key in documents_of(row)}
    return _render(model, "documents", [item for item in model.documents if item.id in cited])


def sections(model: CompetencyModel) -> tuple[tuple[str, str, str], ...]:
    """(key, title, HTML) of every part of the guide that the model has; () without a guide."""
    parts = (
        ("comparison", "The roles compared", comparison(model)),
        ("metrics", "What each role is measured by", metrics(model)),
        ("decisions", "Who decides what", decisions(model)),
        ("rules", "Which role do you need?", rules(model)),
        ("reported", "What the sources report", reported(model)),
        ("contested", "Where sources disagree", contested(model)),
        ("documents", "Sources", documents(model)),
    )
    return tuple(part for part in parts if part[2])


def guide_report(model: CompetencyModel, *, generated: date) -> str:
    """The roles compared, as one HTML document without script or request.

    `generated` is the day printed on it; equal input gives equal bytes.
    """
    return document(
        "guide/report.html",
        ("fragments.css", "guide/guide.css"),
        parts=[(key, title, ours(part)) for key, title, part in sections(model)],
        model=model,
        generated=generated,
    )


def _render(model: CompetencyModel, name: str, rows: Iterable[Any], **values: Any) -> str:
    listed = list(rows)
    if not listed:
        return ""
    return render(
        f"guide/{name}.html", rows=listed, cites=documents_of, named=_named(model), **values
    )


def _named(model: CompetencyModel) -> Callable[[Iterable[str]], list[str]]:
    """Ids of documents → what people see."""
    return lambda ids: [model.document_name(key) for key in ids]
