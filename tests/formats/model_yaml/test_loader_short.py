"""Reading quick forms, cases, the note on the scale, names of documents and what to read."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from assess.domain.model import CompetencyModel
from assess.domain.model_parts import Case, QuickForm
from assess.formats.model_yaml.loader import load_model, read_model

MODELS = Path(__file__).parents[2] / "models"
THIRD = (MODELS / "third.yaml").read_text(encoding="utf-8")
MORE = """scale_note: A balcony is a garden too.
reviewed: 2026-11-28
cases:
  - {id: lettuce, competency: planting, level: 1, text: He planted., because: "Plants a  bed alone"}
  - {id: till, competency: selling, level: 0, text: She packed., because: packed what was sold}
  - {id: worms, competency: soil, level: 2, text: They dug., because: others follow the same plan}
resources:
  - {id: almanac, title: Almanac, read: "the spring, 20 minutes", free: true}
  - {id: herbal, title: Herbal}
"""


def garden(text: str = MORE) -> CompetencyModel:
    known = THIRD.replace("{id: B1, title:", "{id: B1, name: Garden book, title:")
    quick = 'quick: {question: "How so?", levels: {2: For a season, 0: Hand over, 1: Alone}}'
    known = known.replace("    title: Planting\n", f"    title: Planting\n    {quick}\n")
    return read_model(known + text, "m.yaml")[0]


def test_a_quick_form_has_its_levels_in_order() -> None:
    quick = garden().competency("planting").quick
    assert quick == QuickForm("How so?", {0: "Hand over", 1: "Alone", 2: "For a season"})
    assert list(quick.levels) == [0, 1, 2]
    assert garden().competency("soil").quick is None


def test_cases_are_found_by_their_competencys_area_in_the_order_of_the_file() -> None:
    model = garden()
    assert [case.id for case in model.cases_in("beds")] == ["lettuce", "worms"]
    assert model.cases_in("stall") == (
        Case("till", "selling", 0, "She packed.", "packed what was sold"),
    )


def test_a_quote_may_be_wrapped_and_spaced_otherwise_than_its_anchor() -> None:
    assert garden().cases[0].because == "Plants a  bed alone"


def test_the_day_of_review_the_note_and_the_resources_arrive() -> None:
    model = garden()
    assert model.reviewed == date(2026, 11, 28)
    assert model.scale_note == "A balcony is a garden too."
    almanac, herbal = model.resources
    assert (almanac.read, almanac.free) == ("the spring, 20 minutes", True)
    assert (herbal.read, herbal.free) == ("", False)


def test_a_document_is_called_by_its_name_else_by_its_id() -> None:
    assert garden().document_name("B1") == "Garden book"
    assert load_model(MODELS / "third.yaml").document_name("B1") == "B1"


def test_a_model_without_any_of_it_says_so() -> None:
    model = load_model(MODELS / "third.yaml")
    assert (model.cases, model.reviewed, model.scale_note) == ((), None, "")
