"""What the peers show: the same 24 questions and the same radar, from the same model file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import plotly.graph_objects as go
import yaml

MODEL = yaml.safe_load((Path(__file__).parents[2] / "competencies.yaml").read_text("utf-8"))
LABELS = {level["level"]: level["label"] for level in MODEL["scale"]}
NONE = "Not applicable"


def questions(area: dict[str, Any]) -> list[dict[str, Any]]:
    """The competencies of an area."""
    return [item for item in MODEL["competencies"] if item["area"] == area["id"]]


def options(item: dict[str, Any]) -> dict[str, int]:
    """Label and anchor → level; 0 is not applicable."""
    found = {f"{LABELS[level]}: {text}": level for level, text in item["anchors"].items()}
    return {**found, NONE: 0}


def radar(levels: dict[str, int]) -> go.Figure:
    """The person and two roles, one axis a competency."""
    items = MODEL["competencies"]
    titles = [item["title"] for item in items]
    pair = [MODEL["transition"]["from"], MODEL["transition"]["to"]]
    figure = go.Figure()
    for role in (role for role in MODEL["roles"] if role["id"] in pair):
        line = [role["targets"].get(item["id"]) for item in items]
        figure.add_scatterpolar(r=line, theta=titles, name=role["title"], mode="lines+markers")
    mine = [levels.get(item["id"]) or None for item in items]
    figure.add_scatterpolar(r=mine, theta=titles, name="You", mode="lines+markers")
    figure.update_layout(polar={"radialaxis": {"range": [0, 5]}}, width=480, height=480)
    return figure
