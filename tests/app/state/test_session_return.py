"""Coming back, forgetting, other roles, a loaded file, without any widget."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from assess.app.plan.state import PlanState
from assess.app.radar import earlier
from assess.app.state.visitor import VisitorState
from assess.domain.answers import Answer, Assessment
from assess.errors import AnswersError, StoreError
from assess.store import Store
from tests.builders.visits import (
    CODE,
    MODEL,
    OTHER,
    Broken,
    choose_roles,
    clear,
    eight_weeks,
    not_applicable,
    note,
    rate_all,
    stored,
)

# --- returning -----------------------------------------------------------------------------------


def test_earlier_answers_show_how_many_and_when_and_nothing_else(
    session: VisitorState, store: Store
) -> None:
    session.rate("baking", 2)
    note(session, "baking", "A secret of mine")
    not_applicable(session, "pricing")
    fresh = VisitorState(MODEL, store)
    (found,) = fresh.earlier([OTHER, CODE, "no code at all"])
    assert (found.code, found.rated, found.all) == (CODE, 1, 5)
    assert found.updated == store.answers.list()[0].updated
    assert not {"secret", "baking", "pricing"} & set(repr(found).replace("'", " ").split())
    assert not fresh.assessment.answers


def test_earlier_answers_say_until_when_they_are_planned(
    session: VisitorState, store: Store
) -> None:
    rate_all(session)
    assert VisitorState(MODEL, store).earlier([CODE])[0].planned_to is None
    PlanState(session).make(eight_weeks())
    (found,) = VisitorState(MODEL, store).earlier([CODE])
    assert found.planned_to == date(2027, 1, 24)
    assert earlier(found)[0] == "5 of 5, plan to January 2027"


def test_earlier_answers_of_another_model_are_not_offered(store: Store) -> None:
    other = VisitorState(replace(MODEL, id="another"), store)
    other.begin(CODE)
    other.rate("baking", 2)
    assert VisitorState(MODEL, store).earlier([CODE]) == ()


def test_a_failing_store_offers_nothing() -> None:
    assert VisitorState(MODEL, Broken()).earlier([CODE]) == ()


def test_resuming_brings_everything_back(session: VisitorState, store: Store) -> None:
    rate_all(session)
    PlanState(session).make(eight_weeks())
    choose_roles(session, "baker", "apprentice")
    later = VisitorState(MODEL, store)
    later.rate("baking", 3)
    later.resume(CODE)
    assert later.assessment == session.assessment
    assert (later.code, later.kept) == (CODE, True)
    assert later.roles == ("baker", "apprentice")
    later.rate("baking", 1)
    assert stored(store)["revision"] == later.assessment.revision


def test_what_is_no_longer_kept_is_a_sentence(session: VisitorState) -> None:
    session.rate("baking", 2)
    for visit in (session, VisitorState(MODEL)):
        with pytest.raises(StoreError) as refused:
            visit.resume(OTHER)
        assert str(refused.value) == (
            "Those answers are no longer on this computer. Start fresh below."
        )
    assert (session.code, session.assessment.level("baking")) == (CODE, 2)


def test_beginning_anew_leaves_the_earlier_answers_where_they_are(
    session: VisitorState, store: Store
) -> None:
    session.rate("baking", 2)
    first = session.assessment.id
    session.begin(OTHER)
    session.rate("shaping", 1)
    assert session.assessment.id != first
    assert stored(store, OTHER)["answers"].keys() == {"shaping"}
    assert stored(store)["id"] == first


def test_forgetting_erases_what_is_kept_and_what_is_shown(
    session: VisitorState, store: Store
) -> None:
    session.rate("baking", 2)
    session.forget(CODE)
    assert store.answers.list() == ()
    assert not session.assessment.answers
    assert (session.code, session.kept) == ("", False)
    session.rate("baking", 3)
    assert store.answers.list() == ()  # not kept again under the code that was forgotten


def test_forgetting_another_code_leaves_the_present_answers(
    session: VisitorState, store: Store
) -> None:
    session.rate("baking", 2)
    second = VisitorState(MODEL, store)
    second.begin(OTHER)
    second.rate("shaping", 1)
    second.forget(CODE)
    assert store.answers.load(CODE) is None
    assert (second.code, second.assessment.level("shaping")) == (OTHER, 1)
    assert store.answers.load(OTHER) is not None


def test_what_can_not_be_forgotten_stays_on_the_page() -> None:
    session = VisitorState(MODEL, Broken())
    session.begin(CODE)
    with pytest.raises(StoreError):
        session.rate("baking", 2)
    with pytest.raises(StoreError):
        session.forget(CODE)
    assert (session.code, session.assessment.level("baking")) == (CODE, 2)


# --- roles and a loaded file ------------------------------------------------------------


def test_other_roles_are_kept(session: VisitorState, store: Store) -> None:
    choose_roles(session, "baker", "apprentice")
    assert session.roles == ("baker", "apprentice")
    assert stored(store)["roles"] == {"from": "baker", "to": "apprentice"}


@pytest.mark.parametrize("pair", [("baker", "nobody"), ("nobody", "baker"), ("None", "None")])
def test_a_role_that_the_model_does_not_have_is_refused(
    session: VisitorState, pair: tuple[str, str]
) -> None:
    with pytest.raises(AnswersError, match="Choose two roles from the lists"):
        choose_roles(session, *pair)
    assert session.roles == ("apprentice", "baker")


def test_a_loaded_file_takes_the_place_under_the_present_code(
    session: VisitorState, store: Store
) -> None:
    session.rate("baking", 2)
    session.rate("shaping", 2)
    clear(session, "shaping")
    mine, revision = session.assessment.id, session.assessment.revision
    loaded = Assessment(
        MODEL.id, MODEL.version, {"pricing": Answer(3)}, id="from-a-file", revision=99
    )
    session.replace_by(loaded)
    assert session.assessment.id == mine
    assert session.assessment.revision == revision + 1
    assert session.assessment.answers.keys() == {"pricing"}
    assert (stored(store)["id"], stored(store)["revision"]) == (mine, revision + 1)
