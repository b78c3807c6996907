"""Everything that reads what a stranger may have written, as functions of bytes.

Each may raise AssessError (a sentence) and nothing else. `SEEDS` holds one good text at least for
each, from which inputs are made by mutation.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

from assess.app.plan.form.settings import parts_from
from assess.domain.demo import demo_assessment
from assess.domain.model import CompetencyModel
from assess.domain.plan_request import PlanRequest
from assess.errors import AssessError
from assess.formats.answers import assessment_to_json, dumps, read_assessment
from assess.formats.meeting import read_brought
from assess.formats.model_yaml.loader import load_model, read_model
from assess.formats.plan import dumps as plan_dumps
from assess.formats.plan import plan_from_json, plan_to_json
from assess.planning import plan
from assess.store import code_hash

TOP = Path(__file__).resolve().parents[1]
SMALL = TOP / "tests" / "models" / "third.yaml"
OLD_PLAN = TOP / "tests" / "data" / "releases" / "0.1.0" / "plan.json"

Target = Callable[[bytes], object]


@cache
def model() -> CompetencyModel:
    """A small model, read once."""
    return load_model(SMALL)


def _text(data: bytes) -> str:
    # as a browser sends it: any code unit, also those that no text can hold
    return data.decode("utf-8", "surrogateescape")


def read_a_model(data: bytes) -> object:
    """A model file."""
    return read_model(_text(data), "model.yaml")


def read_answers(data: bytes) -> object:
    """An answers file or a report; what was read can be written and read again."""
    read = read_assessment(_text(data), model())
    again = read_assessment(dumps(read), model())
    assert assessment_to_json(again) == assessment_to_json(read)
    return read


def read_a_session(data: bytes) -> object:
    """What a coach is handed: answers or a session."""
    return read_brought(_text(data), model())


def read_a_plan(data: bytes) -> object:
    """A plan as JSON, read again as it is written; what isn't JSON is refused before."""
    try:
        parsed = json.loads(_text(data))
    except (ValueError, RecursionError):
        return None
    read = plan_from_json(parsed)
    assert plan_from_json(json.loads(plan_dumps(read))) == read
    return read


def take_a_code(data: bytes) -> object:
    """A code that a browser claims to have."""
    return code_hash(_text(data))


def take_plan_fields(data: bytes) -> object:
    """The fields of the plan's form."""
    hours, start, end, showing, lead = [*_text(data).split("\n"), *[""] * 5][:5]
    values = {
        "hours": hours,
        "dates": {"start": start, "end": end},
        "showing": showing,
        "lead": lead,
    }
    return parts_from(values, model())


TARGETS: Mapping[str, Target] = {
    "model": read_a_model,
    "answers": read_answers,
    "session": read_a_session,
    "plan": read_a_plan,
    "code": take_a_code,
    "fields": take_plan_fields,
}


def tried(target: str, data: bytes) -> bool:
    """Whether an input was accepted; anything raised but a sentence comes through."""
    try:
        TARGETS[target](data)
    except AssessError as error:
        if not str(error).strip():
            raise RuntimeError("refused without a word") from error
        return False
    return True


@cache
def seeds() -> Mapping[str, tuple[bytes, ...]]:
    """Good and nearly good texts of each kind."""
    from assess.report.page import html_report

    request = PlanRequest(hours_per_week=4, weeks=39, start=date(2026, 11, 30))
    person = replace(demo_assessment(model()), settings=request)
    made = plan_to_json(plan(model(), person))
    text = dumps(person.with_plan(made, at="2026-11-22T10:00:00Z"))
    report = html_report(model(), person, generated=date(2026, 11, 22))
    embedded = report[report.index("<template") : report.index("</template>") + 11]
    broken = sorted((TOP / "tests" / "models" / "broken").glob("*.yaml"))
    session = {"schema_version": 1, "kind": "session", "assessments": [json.loads(text)]}
    return {
        "model": (SMALL.read_bytes(), *(path.read_bytes() for path in broken)),
        "answers": (text.encode(), embedded.encode(), b"<html>" + embedded.encode()),
        "session": (text.encode(), json.dumps(session).encode()),
        "plan": (json.dumps(made).encode(), OLD_PLAN.read_bytes()),
        "code": (b"a" * 22, b"Az09_-" * 8, b"ABCDE-FGHJK-MNPQR-STVWX-YZ012-3"),
        "fields": (b"4\n2026-11-30\n2027-01-24", b"0,25\n2026-01-01\n2030-12-31"),
    }
