"""The form in Panel: `panel serve panel_form.py`."""

from __future__ import annotations

from typing import Any

import panel as pn
from form import MODEL, options, questions, radar

pn.extension("plotly")

levels: dict[str, int] = {}
chart = pn.pane.Plotly(radar(levels))
saved = pn.pane.Markdown("0 answered", css_classes=["peer-saved"])


def answered(key: str, value: int) -> None:
    """Draw again and acknowledge."""
    levels[key] = value
    chart.object = radar(levels)
    saved.object = f"{len(levels)} answered"


def question(item: dict[str, Any]) -> pn.Column:
    """One question with its note."""
    radio = pn.widgets.RadioBoxGroup(options=options(item), value=None)
    radio.param.watch(lambda event: answered(item["id"], event.new), "value")
    note = pn.widgets.TextAreaInput(placeholder=item.get("evidence_prompt", ""), height=60)
    return pn.Column(f"### {item['title']}", item.get("summary", ""), radio, note)


form = pn.Column(saved)
for area in MODEL["areas"]:
    form.append(f"## {area['title']}")
    form.extend(question(item) for item in questions(area))
pn.Row(form, chart).servable()
