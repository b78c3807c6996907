"""Self-assessment against written anchors, a radar, and a computed learning plan.

What scripts and notebooks need is here; each name is imported when it is first used, so that
`import assess` costs nothing. Begin with `from assess import coaching`.
"""

import typing as _typing
from importlib import import_module as _import_module

__version__ = "0.1.0"

_PLACES = {
    "AssessError": "assess.errors",
    "PlanRequest": "assess.domain.plan_request",
    "demo_assessment": "assess.domain.demo",
    "gaps": "assess.domain.scoring",
    "html_report": "assess.report.page",
    "load_model": "assess.formats.model_yaml.loader",
    "plan": "assess.planning",
    "plan_again": "assess.planning.explain.again",
    "plan_view": "assess.views.plan_words",
    "read_assessment": "assess.formats.answers",
    "score": "assess.domain.scoring",
}
"""Name → the module that it is in."""

_MODULES = {
    "calibration": "assess.notebooks.calibration",
    "charts": "assess.charts",
    "coaching": "assess.notebooks.coaching",
    "workshop": "assess.notebooks.workshop",
}
"""Name → the module that it is."""

__all__ = [
    "AssessError",
    "PlanRequest",
    "__version__",
    "calibration",
    "charts",
    "coaching",
    "demo_assessment",
    "gaps",
    "html_report",
    "load_model",
    "plan",
    "plan_again",
    "plan_view",
    "read_assessment",
    "score",
    "workshop",
]

if _typing.TYPE_CHECKING:
    from assess import charts
    from assess.domain.demo import demo_assessment
    from assess.domain.plan_request import PlanRequest
    from assess.domain.scoring import gaps, score
    from assess.errors import AssessError
    from assess.formats.answers import read_assessment
    from assess.formats.model_yaml.loader import load_model
    from assess.notebooks import calibration, coaching, workshop
    from assess.planning import plan
    from assess.planning.explain.again import plan_again
    from assess.report.page import html_report
    from assess.views.plan_words import plan_view


def __dir__() -> list[str]:
    """What is public: Tab shows this and nothing else."""
    return __all__


def __getattr__(name: str) -> _typing.Any:
    if name in _PLACES:
        return getattr(_import_module(_PLACES[name]), name)
    if name in _MODULES:
        return _import_module(_MODULES[name])
    raise AttributeError(f"module 'assess' has no attribute {name!r}")
