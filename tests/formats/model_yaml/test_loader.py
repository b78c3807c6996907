"""Reading a model file that is right."""

from __future__ import annotations

from pathlib import Path

import pytest

from assess.errors import ModelError
from assess.formats.model_yaml.loader import MAX_BYTES, load_file, load_model, read_model
from assess.formats.model_yaml.schema import schema_text

ROOT = Path(__file__).parents[3]
SECOND = ROOT / "tests" / "models" / "second.yaml"
TEXT = SECOND.read_text(encoding="utf-8")


def test_a_model_is_read_in_the_order_of_its_file() -> None:
    model = load_model(SECOND)
    assert (model.id, model.version, model.language) == ("sm-to-po", "1.2.0", "en")
    assert [level.label for level in model.scale] == ["Learning", "Doing", "Guiding"]
    assert [area.id for area in model.areas] == ["team", "product"]
    assert [c.id for c in model.competencies] == [
        "facilitation",
        "coaching",
        "backlog",
        "interviews",
        "value",
    ]
    assert model.role_pair == ("scrum-master", "product-owner")
    assert model.role("product-owner").targets == {
        "facilitation": 2,
        "backlog": 3,
        "interviews": 2,
        "value": 3,
    }
    assert model.role("product-owner").reasons["backlog"].why == "Nobody else orders the list."


def test_every_field_of_an_activity_arrives() -> None:
    activity = load_model(SECOND).activity("lead-three-talks")
    assert activity.kind == "practice"
    assert (activity.hours, activity.min_weeks) == (7.5, 3)
    assert activity.teaches == {"interviews": 2}
    assert activity.requires == ("prepare-talks",)
    assert activity.agree_with == ("product-owner", "sales")
    assert load_model(SECOND).activity("own-a-small-product").requires_level == {
        "backlog": 2,
        "value": 2,
        "interviews": 2,
    }


def test_what_is_optional_has_its_default() -> None:
    model = load_model(SECOND)
    assert model.competency("coaching").weight == 1
    assert model.competency("coaching").evidence_prompt == ""
    assert model.competency("coaching").example == ""
    assert model.activity("prepare-talks").min_weeks == 1
    assert model.resources[0].isbn13 is None
    assert model.resources[1].isbn13 == "9780000000002"


def test_a_file_of_required_keys_only_is_a_model() -> None:
    text = (
        "schema_version: 1\nmodel: {id: a, title: A}\nscale: [{level: 0}, {level: 1}]\n"
        "areas: [{id: b, title: B}]\n"
        "competencies: [{id: c, area: b, title: C, anchors: {0: Not yet., 1: Does it.}}]\n"
        "roles: [{id: r, title: R, targets: {}}]\nactivities: []\n"
    )
    model, _ = read_model(text, "small.yaml")
    assert (model.version, model.language, model.transition) == ("1.0.0", "en", None)
    assert model.role_pair == ("r", "r")
    assert model.label(1) == "Level 1"


def test_words_that_yaml_once_took_for_truth_values_stay_text() -> None:
    text = TEXT.replace("language: en", "language: no").replace("title: Team,", "title: on,")
    model, _ = read_model(text, "norwegian.yaml")
    assert (model.language, model.areas[0].title) == ("no", "on")


def test_guide_rows_keep_their_keys_and_a_plain_text_becomes_a_row() -> None:
    guide = load_model(SECOND).guide
    assert guide.questions == (
        {"text": "Does the team already have somebody who orders the list?"},
    )
    assert guide.decisions[0]["document"] == "D2"


def test_a_byte_order_mark_is_passed_over() -> None:
    assert read_model("\ufeff" + TEXT, "bom.yaml")[0] == load_model(SECOND)


def test_no_record_of_a_model_can_be_changed() -> None:
    model = load_model(SECOND)
    with pytest.raises(TypeError):
        model.role("product-owner").targets["value"] = 1  # type: ignore[index]
    with pytest.raises(TypeError):
        model.competency("value").anchors[1] = "x"  # type: ignore[index]


def test_the_shipped_model_is_right_and_gives_no_error() -> None:
    model, warnings = load_file(ROOT / "competencies.yaml")
    assert model.competencies
    assert {problem.severity for problem in warnings} <= {"warning"}


def test_the_editors_schema_is_what_the_code_says() -> None:
    stored = (ROOT / "competencies.schema.json").read_text(encoding="utf-8")
    assert stored == schema_text(), "run scripts/write_schema.py"


def _refusal(path: Path) -> str:
    with pytest.raises(ModelError) as caught:
        load_model(path)
    return str(caught.value)


def test_an_absent_file_is_refused_by_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "none.yaml"
    assert _refusal(path) == f"{path}: there is no such file; check the path of the model"


def test_a_directory_is_refused_by_a_sentence(tmp_path: Path) -> None:
    assert _refusal(tmp_path) == f"{tmp_path}: this is a directory; name the model file in it"


def test_a_file_below_a_file_is_refused_by_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    path = tmp_path / "file" / "model.yaml"
    assert _refusal(path) == f"{path}: the file can't be read (Not a directory)"


def test_a_path_that_no_system_knows_is_refused_by_a_sentence() -> None:
    with pytest.raises(ModelError, match=r"the file can't be read \(not a usable path\)"):
        load_model("a\0b")


def test_a_file_of_more_than_a_megabyte_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "large.yaml"
    path.write_bytes(b"#" * (MAX_BYTES + 1))
    expected = "the file is larger than 1 MB; a model is far smaller, shorten it"
    assert _refusal(path) == f"{path}: {expected}"
    with pytest.raises(ModelError, match="larger than 1 MB"):
        read_model("#" * (MAX_BYTES + 1), "large.yaml")


def test_bytes_that_are_not_utf8_are_located(tmp_path: Path) -> None:
    path = tmp_path / "latin.yaml"
    path.write_bytes("a: 1\nböö: ".encode() + "ü".encode("latin-1"))
    expected = "the file isn't UTF-8 text from here on; save it as UTF-8"
    assert _refusal(path) == f"{path}:2:6: {expected}"
