"""Export → import is the identity, and no text makes reading fail in any but the agreed way."""

from __future__ import annotations

import html
import json
from datetime import date
from pathlib import Path
from unicodedata import normalize

from hypothesis import given, settings
from hypothesis import strategies as st

from assess.domain.answers import Answer, Assessment, Snapshot
from assess.domain.plan_request import RESERVES, PlanRequest
from assess.domain.progress import OBSTACLES, SIZES, VERDICTS, CheckIn, Measure, Progress, Routine
from assess.domain.rating import Entry
from assess.domain.situation import SHOWING
from assess.errors import AnswersError
from assess.formats.answers import dumps, read_assessment
from assess.formats.model_yaml.loader import load_model

MODEL = load_model(Path(__file__).parents[1] / "models" / "third.yaml")
COMPETENCIES = [item.id for item in MODEL.competencies]
ACTIVITIES = [item.id for item in MODEL.activities]
ROLES = [item.id for item in MODEL.roles]
PEOPLE = [item.id for item in MODEL.people]
ANSWERS = {item.id: [answer.id for answer in item.answers] for item in MODEL.situation}
LEVELS = range(MODEL.lowest, MODEL.highest + 1)

TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40)
NAME = TEXT.map(lambda text: normalize("NFC", text))  # the form in which names are compared
MOMENT = st.none() | st.datetimes().map(
    lambda moment: moment.strftime("%Y-%m-%dT%H:%M:%SZ")
).filter(lambda text: len(text) == 20)
DAY = st.dates(date(1970, 1, 1), date(2200, 1, 1))
NUMBER = st.floats(0, 1e6) | st.integers(0, 1000)
ENTRY = st.builds(
    Entry,
    TEXT.filter(str.strip),
    TEXT,
    TEXT,
    TEXT,
    st.none() | DAY,
    st.sampled_from(["", "https://example.org/a?b=ü"]),
    TEXT,
)
LOG = st.lists(ENTRY, min_size=1, max_size=3)
ANSWER = (
    st.builds(lambda level, log: Answer(level).with_log(log), st.sampled_from(LEVELS), LOG)
    | st.builds(Answer, st.sampled_from(LEVELS), evidence=TEXT, updated=MOMENT, quick=st.booleans())
    | st.builds(Answer, not_applicable=st.just(True), evidence=TEXT, updated=MOMENT)
    | st.builds(Answer, evidence=TEXT.filter(bool), updated=MOMENT)
)


def _unique(values: list[str]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(values), unique=True).map(tuple)


CHECK_IN = st.builds(
    CheckIn,
    DAY,
    st.booleans(),
    st.none() | st.integers(0, 168),
    _unique(ACTIVITIES),
    st.sampled_from(OBSTACLES),
    TEXT,
    st.sampled_from(VERDICTS),
    st.sampled_from(SIZES),
    st.none() | st.tuples(st.integers(0, 9), st.integers(9, 99)),
    st.just(()) | st.just((f"{ACTIVITIES[0]}/3",)),
    TEXT,
    TEXT,
)
TIME = st.times().map(lambda time: f"{time:%H:%M}")
ROUTINE = st.builds(
    Routine,
    st.none() | st.integers(1, 7),
    st.just("") | TIME,
    st.none() | st.integers(5, 720),
    TEXT,
    TEXT,
    TEXT,
)
MOMENTS = st.lists(MOMENT.filter(bool), unique=True, max_size=4).map(sorted)
STATE = st.dictionaries(st.sampled_from(COMPETENCIES), st.sampled_from([*LEVELS, None]))


def _snapshot(at: str, state: dict[str, int | None]) -> Snapshot:
    levels = {key: level for key, level in state.items() if level is not None}
    quick = tuple(key for key, level in levels.items() if level == LEVELS[0])
    return Snapshot(at, levels, tuple(key for key in state if key not in levels), quick)


@st.composite
def assessments(draw: st.DrawFn) -> Assessment:
    """Any assessment of the second model."""
    answers = draw(st.dictionaries(st.sampled_from(COMPETENCIES), ANSWER))
    return Assessment(
        MODEL.id,
        MODEL.version,
        answers,
        id=draw(st.none() | NAME),
        revision=draw(st.integers(0, 2**53)),
        person=draw(NAME),
        rater=draw(NAME.filter(bool)),
        updated=draw(MOMENT),
        roles=draw(st.none() | st.tuples(st.sampled_from(ROLES), st.sampled_from(ROLES))),
        settings=draw(
            st.builds(
                PlanRequest,
                hours_per_week=st.none() | NUMBER,
                weeks=st.none() | st.integers(0, 520),
                start=st.none() | DAY,
                reserve=st.none() | st.sampled_from(RESERVES),
                lead=st.none() | st.sampled_from(COMPETENCIES),
                situation=st.fixed_dictionaries(
                    {}, optional={key: st.sampled_from(ids) for key, ids in ANSWERS.items()}
                ),
                people=st.dictionaries(st.sampled_from(PEOPLE), NAME),
                within_reach=st.none() | _unique(PEOPLE),
                focus=st.dictionaries(st.sampled_from(COMPETENCIES), NUMBER),
                excluded=_unique(ACTIVITIES),
                pinned=_unique(ACTIVITIES),
                weeks_off=st.lists(DAY, max_size=3).map(tuple),
                showing=NAME,
                routine=st.none() | ROUTINE,
            )
        ),
        progress=draw(
            st.dictionaries(
                st.sampled_from(ACTIVITIES),
                st.builds(
                    Progress,
                    st.sampled_from(["in_progress", "done", "dropped"]),
                    st.none() | DAY,
                    TEXT,
                ),
            )
        ),
        measures=draw(
            st.dictionaries(
                st.sampled_from(ACTIVITIES),
                st.builds(Measure, TEXT, TEXT).filter(lambda measure: not measure.empty),
            )
        ),
        confirm=draw(_unique(list(answers))) if answers else (),
        check_ins=dict(sorted(draw(st.dictionaries(DAY, CHECK_IN, max_size=3)).items())),
        asked=draw(st.dictionaries(st.sampled_from([*PEOPLE, SHOWING]), DAY)),
        history=tuple(_snapshot(at, draw(STATE)) for at in draw(MOMENTS)),
    )


@given(assessments())
def test_a_file_or_page_read_again_is_the_same_assessment(assessment: Assessment) -> None:
    text = dumps(assessment)
    found = read_assessment(text, MODEL)
    assert found == assessment.identified()
    assert dumps(found) == text
    page = f'<html><template id="assess-data">{html.escape(text)}</template></html>'
    assert read_assessment(page, MODEL) == found


LETTERS = st.text('aÄ\0\ud800"{<&', max_size=6)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | LETTERS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(LETTERS, inner, max_size=3),
    max_leaves=8,
)
KEYS = st.sampled_from(
    ["schema_version", "kind", "id", "revision", "model", "person", "rater", "updated"]
) | st.sampled_from(
    ["roles", "answers", "settings", "progress", "measures", "confirm", "history", "plans"]
)


def refusal(text: str) -> str | None:
    """The sentence that refuses a text, None where it is read; any other error is a failure."""
    try:
        read_assessment(text, MODEL)
    except AnswersError as error:
        return str(error)
    return None


@settings(max_examples=200)
@given(st.dictionaries(KEYS, JSON), KEYS)
def test_any_json_is_read_or_refused_by_one_sentence(data: dict[str, object], key: str) -> None:
    base: dict[str, object] = {"schema_version": 1, "model": {"id": MODEL.id}, "answers": {}}
    for candidate in (data, {**base, **data}, {**base, key: data.get(key, {"focus": data})}):
        sentence = refusal(json.dumps(candidate))
        assert sentence is None or (sentence.endswith((".", "?")) and "\n" not in sentence)


@settings(max_examples=200)
@given(st.text('<>{}[]":,template id=assess-data/!&;#x0\n\\\0', max_size=60))
def test_any_text_is_refused_by_one_sentence(text: str) -> None:
    sentence = refusal(text)
    assert sentence is not None
    assert sentence.endswith((".", "?"))
    assert "\n" not in sentence
