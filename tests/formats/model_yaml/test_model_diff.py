"""What a newer model changes for whoever answered the older one."""

from __future__ import annotations

from pathlib import Path

import pytest

from assess.domain.model import CompetencyModel
from assess.errors import AnswersError
from assess.formats.answers import assessment_from_json
from assess.formats.model_yaml.diff import Change, ModelDiff, compare
from assess.formats.model_yaml.loader import read_model

MODELS = Path(__file__).parents[2] / "models"
SECOND = (MODELS / "second.yaml").read_text(encoding="utf-8")
THIRD = (MODELS / "third.yaml").read_text(encoding="utf-8")


def model(*changes: tuple[str, str], text: str = SECOND) -> CompetencyModel:
    """A model, the second one unless said, with every occurrence of some texts replaced."""
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return read_model(text, "m.yaml")[0]


OLD = model()


def diff(*changes: tuple[str, str]) -> ModelDiff:
    return compare(OLD, model(*changes))


def renamed(*old: str, to: str, version: str = "1.3.0") -> list[tuple[str, str]]:
    """Declare a renaming and give the model a higher version."""
    entry = f"renamed:\n  - {{from: [{', '.join(old)}], to: {to}, since: {version}}}"
    return [("renamed:", entry), ("version: 1.2.0", f"version: {version}")]


VALUE_TO_WORTH = [("id: value", "id: worth"), ("value:", "worth:")]


def fates(found: ModelDiff) -> dict[str, tuple[str | None, str]]:
    return {item.old: (item.new, item.fate) for item in found.answers}


def loaded(new: CompetencyModel) -> tuple[set[str], set[str]]:
    """What the reader makes of a file of the old model: ids answered, ids to confirm."""
    data = {
        "schema_version": 1,
        "model": {"id": OLD.id, "version": OLD.version},
        "answers": {item.id: {"level": 1} for item in OLD.competencies},
    }
    read = assessment_from_json(data, new)
    return set(read.answers), set(read.confirm)


def test_the_same_model_changes_nothing() -> None:
    found = compare(OLD, OLD)
    assert {item.fate for item in found.answers} == {"kept"}
    changes = (found.scale, found.titles, found.anchors, found.targets, found.activities)
    assert (*changes, found.questions, found.mentions) == ((),) * 7
    planned = (found.competencies, found.profiles, found.people, found.situation, found.pace)
    assert planned == ((),) * 5
    assert (found.refused, found.advice) == ("", "")


def test_a_higher_major_version_asks_to_confirm_every_answer() -> None:
    changes = ("version: 1.2.0", "version: 2.0.0")
    found = diff(changes)
    assert {fate for _, fate in fates(found).values()} == {"confirm"}
    assert "first number rose" in found.answers[0].because
    assert loaded(model(changes))[1] == {item.id for item in OLD.competencies}


def test_a_declared_renaming_carries_the_answer_and_the_rest_is_kept() -> None:
    changes = [*VALUE_TO_WORTH, *renamed("value", to="worth")]
    found = diff(*changes)
    assert fates(found)["value"] == ("worth", "renamed")
    assert [item.old for item in found.of("kept")] == [
        "facilitation",
        "coaching",
        "backlog",
        "interviews",
    ]
    assert (found.questions, found.anchors, found.targets, found.activities) == ((), (), (), ())
    answered, confirm = loaded(model(*changes))
    assert "worth" in answered
    assert confirm == set()


def test_merged_answers_must_be_confirmed() -> None:
    start, end = SECOND.index("  - id: coaching"), SECOND.index("  - id: backlog")
    changes = [
        (SECOND[start:end], ""),
        (", coaching: 3", ""),
        (", coaching: 2", ""),
        *renamed("coaching", to="facilitation"),
    ]
    found = diff(*changes)
    assert fates(found)["coaching"] == ("facilitation", "confirm")
    assert fates(found)["facilitation"] == ("facilitation", "confirm")
    assert found.answers[1].because == "merged with facilitation: the lowest level counts"
    assert loaded(model(*changes))[1] == {"facilitation"}


def test_an_id_that_is_gone_unsaid_cannot_be_carried_and_the_reader_refuses_it() -> None:
    found = diff(*VALUE_TO_WORTH, ("version: 1.2.0", "version: 1.3.0"))
    assert fates(found)["value"] == (None, "lost")
    assert found.questions == ("worth",)
    with pytest.raises(AnswersError, match="no competency 'value'"):
        loaded(model(*VALUE_TO_WORTH, ("version: 1.2.0", "version: 1.3.0")))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("id: sm-to-po", "id: other"), "the old model's id is 'sm-to-po', the new one's 'other'"),
        (
            ("version: 1.2.0", "version: 1.1.9"),
            "the old version, 1.2.0, is higher than the new one, 1.1.9",
        ),
    ],
)
def test_another_model_or_an_older_version_opens_no_answers(
    change: tuple[str, str], said: str
) -> None:
    found = diff(change)
    assert found.refused == said
    assert {item.fate for item in found.answers} == {"lost"}
    with pytest.raises(AnswersError):
        loaded(model(change))


def test_changed_anchors_targets_titles_and_labels_are_told_with_both_values() -> None:
    found = diff(
        ("Names for a piece of work", "Tells for a piece of work"),
        ("targets: {facilitation: 2, backlog: 3,", "targets: {coaching: 2, backlog: 2,"),
        ("title: Coaching", "title: Coaching others"),
        ("label: Doing,", "label: Able,"),
    )
    (anchor,) = found.anchors
    assert anchor.place == ("value", "1")
    assert (anchor.old.split()[0], anchor.new.split()[0]) == ("Names", "Tells")
    assert set(found.targets) == {
        Change(("product-owner", "facilitation"), 2, None),
        Change(("product-owner", "coaching"), None, 2),
        Change(("product-owner", "backlog"), 3, 2),
    }
    assert found.titles == (Change(("coaching",), "Coaching", "Coaching others"),)
    (label,) = found.scale
    assert (label.place, label.new) == (("2",), "Able: Does it alone for one team.")


def test_changed_new_and_removed_activities_are_told() -> None:
    found = diff(("hours: 40", "hours: 44"), ("id: measure-a-release", "id: measure-two"))
    assert found.activities == (
        Change(("own-a-small-product", "hours"), 40.0, 44.0),
        Change(("measure-two", ""), None, "Measure one release"),
        Change(("measure-a-release", ""), "Measure one release", None),
    )
    assert found.mentions == (("activity", "measure-a-release"),)


def garden(*changes: tuple[str, str]) -> ModelDiff:
    return compare(model(text=THIRD), model(*changes, text=THIRD))


def test_a_changed_weight_or_condition_is_told_under_todays_name() -> None:
    found = garden(
        ("weight: 2", "weight: 3"),
        ("needs: [market]\n    anchors", "needs: [market, till]\n    anchors"),
        ("soil", "earth"),
        ("level: 1, from: 2", "level: 2, from: 2"),
        ("documents:", "renamed: [{from: [soil], to: earth}]\ndocuments:"),
    )
    assert found.competencies == (
        Change(("planting", "builds_on"), ["earth 1 before 2"], ["earth 2 before 2"]),
        Change(("selling", "weight"), 2.0, 3.0),
        Change(("selling", "needs"), ["market"], ["market", "till"]),
    )


def test_changed_profiles_people_questions_and_the_pace_are_told() -> None:
    found = garden(
        ("profile: established", "profile: after a year"),
        ("stand_in: whoever pays", "stand_in: somebody who pays"),
        ("{id: crew, title: your crew, own: true}", "{id: crew, title: your crew}"),
        ("question: Whose garden is it?", "question: Who owns the garden?"),
        ("{id: eaten, label: We eat it}", "{id: gift, label: We give it away}"),
        ("label: It is sold, facts: [market]", "label: It is sold, facts: [market, till]"),
        ("[4.5, 2]", "[5, 2]"),
        ("mine: 0", "mine: 1/8"),
    )
    assert found.profiles == (
        Change(("head-established", "profile"), "established", "after a year"),
    )
    assert found.people == (
        Change(
            ("owner", "stand_in"), "whoever pays for the seeds", "somebody who pays for the seeds"
        ),
        Change(("crew", "own"), True, False),
    )
    assert found.situation == (
        Change(("produce", "sold", "facts"), ["market"], ["market", "till"]),
        Change(("produce", "gift", ""), None, "We give it away"),
        Change(("garden", "question"), "Whose garden is it?", "Who owns the garden?"),
        Change(("produce", "eaten", ""), "We eat it", None),
    )
    subjects, reserve = found.pace
    assert subjects == Change(("subjects",), [[0.0, 1], [4.5, 2]], [[0.0, 1], [5.0, 2]])
    assert (reserve.old["mine"], reserve.new["mine"]) == ("0", "1/8")


def test_a_change_of_people_alone_asks_for_another_version() -> None:
    for change in (("the owner", "the boss"), ("mine: 0", "mine: 1/8"), ("weight: 2", "weight: 3")):
        assert garden(change).advice.startswith("The version is the same; raise it")


def test_levels_and_roles_that_are_gone_are_mentioned() -> None:
    found = diff(("id: scrum-master", "id: servant"), ("from: scrum-master", "from: servant"))
    assert found.mentions == (("role", "scrum-master"),)


def test_the_author_is_told_to_raise_the_version() -> None:
    anchor = ("Names for a piece of work", "Tells for a piece of work")
    assert diff(anchor).advice.startswith("The version is the same; raise it")
    minor = diff(anchor, ("version: 1.2.0", "version: 1.2.1")).advice
    assert minor.endswith("raise the first number of the version.")
    assert diff(anchor, ("version: 1.2.0", "version: 2.0.0")).advice == ""
