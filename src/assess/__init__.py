"""Self-assessment against written anchors, a radar, and a computed learning plan.

What scripts and notebooks need is here; each name is imported when it is first used, so that
`import assess` costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

_PLACES = {
    "PlanRequest": "assess.plan_request",
    "demo_assessment": "assess.demo",
    "html_report": "assess.report.html",
    "load_model": "assess.loader",
    "plan": "assess.planning",
    "plan_view": "assess.views.plan_words",
    "read_assessment": "assess.answers_json",
    "score": "assess.scoring",
}

__all__ = [
    "PlanRequest",
    "__version__",
    "demo_assessment",
    "html_report",
    "load_model",
    "plan",
    "plan_view",
    "read_assessment",
    "score",
]

if TYPE_CHECKING:
    from assess.answers_json import read_assessment
    from assess.demo import demo_assessment
    from assess.loader import load_model
    from assess.plan_request import PlanRequest
    from assess.planning import plan
    from assess.report.html import html_report
    from assess.scoring import score
    from assess.views.plan_words import plan_view


def __getattr__(name: str) -> Any:
    if name in _PLACES:
        return getattr(import_module(_PLACES[name]), name)
    raise AttributeError(f"module 'assess' has no attribute {name!r}")
