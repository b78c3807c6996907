"""The role guide as HTML: all of it, nothing averaged, nothing fetched."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from assess.cli import main as cli
from assess.domain.demo import demo_assessment
from assess.domain.guide import advise, dispute
from assess.domain.model import CompetencyModel
from assess.formats.model_yaml.loader import load_model, read_model
from assess.report import guide
from assess.report.page import html_report
from assess.settings import package_model
from tests.builders.html_reading import Page

SECOND = (Path(__file__).parents[1] / "models" / "second.yaml").read_text(encoding="utf-8")
HEAD = SECOND[: SECOND.index("guide:")]
DAY = date(2026, 11, 22)


def model_with(text: str) -> CompetencyModel:
    return read_model(HEAD + text, "m.yaml")[0]


@pytest.fixture(scope="module")
def shipped() -> CompetencyModel:
    return load_model(package_model())


def test_the_report_holds_every_text_of_the_guide(shipped: CompetencyModel) -> None:
    page = Page(guide.guide_report(shipped, generated=DAY))
    assert page.unbalanced == []
    text = " ".join(" ".join(said for _, said in page.texts).split())
    rows = [
        *((row, "aspect") for row in shipped.guide.comparison),
        *((row, "caution") for row in shipped.guide.metrics),
        *((row, "why") for row in shipped.guide.decisions),
        *((row, "claim") for row in shipped.guide.reported),
        *((row, "why_contested") for row in shipped.guide.contested),
        *((row, "because") for row in shipped.guide.rules),
    ]
    assert len(rows) > 50
    assert [row[key] for row, key in rows if " ".join(row[key].split()) not in text] == []
    disputes = [row["dispute"] for row in shipped.guide.decisions if row.get("dispute")]
    assert disputes
    assert [said for said in disputes if " ".join(said.split()) not in text] == []


def test_the_report_is_one_file_without_script_or_request(shipped: CompetencyModel) -> None:
    page = guide.guide_report(shipped, generated=DAY)
    assert "<script" not in page
    assert re.findall(r"(?:src|href)=\"(?!#)[^\"]*\"|url\(", page) == []
    assert "default-src &#39;none&#39;" in page
    assert page == guide.guide_report(shipped, generated=DAY)


def test_what_one_source_reports_stands_in_one_line() -> None:
    model = model_with("""guide:
  reported:
    - {topic: pay, role: product-owner, claim: More., figure: 100 coins, source: S, document: D1}
    - {topic: pay, role: scrum-master, claim: Less., figure: 90 coins, source: S, document: D1}
    - {topic: pay, role: product-owner, claim: Less!, figure: 80 coins, source: T, document: D2}
    - {topic: pay, claim: They disagree., source: S and T, documents: [D1, D2]}
""")
    lines = re.findall(r"<tr.*?</tr>", guide.reported(model), re.DOTALL)[1:]
    assert [re.findall(r"\d+ coins", line) for line in lines] == [
        ["90 coins", "100 coins"],  # the roles' order in the file
        ["80 coins"],
        [],
    ]
    assert "They disagree." in lines[2]


def test_sources_are_called_by_their_names_and_never_by_their_ids(shipped: CompetencyModel) -> None:
    page = Page(guide.guide_report(shipped, generated=DAY))
    said = " ".join(words for _, words in page.texts)
    assert all(document.name in said for document in shipped.documents)
    ids = "|".join(document.id for document in shipped.documents)
    assert re.findall(rf"\b(?:{ids})\b", said) == []


def test_a_source_without_a_name_is_called_by_its_id() -> None:
    model = model_with("guide:\n  metrics: [{metric: M, document: D1}]\n")
    assert '<span class="as-cite-name">D1</span>' in guide.metrics(model)


def test_a_dispute_is_marked_with_or_without_its_text() -> None:
    model = model_with("""guide:
  decisions:
    - {title: One, usual: product-owner, disputed: true}
    - {title: Two, usual: someone-else, disputed: D1 and D2 differ.}
    - {title: Three, disputed: false}
""")
    assert [dispute(row) for row in model.guide.decisions] == ["", "D1 and D2 differ.", None]
    page = guide.decisions(model)
    assert page.count(">sources disagree<") == 2
    assert page.count("<details") == page.count("D1 and D2 differ.") == 1
    assert "Someone else" in page


def test_lists_that_are_left_out_leave_no_trace() -> None:
    model = model_with("guide:\n  contested: [A plain text]\n")
    heads = re.findall(r"<h2[^>]*>(.*?)</h2>", guide.guide_report(model, generated=DAY))
    assert heads == ["Where sources disagree"]
    assert "A plain text" in guide.contested(model)
    assert guide.comparison(model) == guide.rules(model) == guide.documents(model) == ""


def test_texts_of_a_model_cannot_become_markup() -> None:
    bad = "'<img src=x onerror=alert(1)>'"
    model = model_with(f"""guide:
  comparison: [{{aspect: {bad}, cells: {{product-owner: {bad}}}}}]
  metrics: [{{metric: {bad}, meaning: {bad}, caution: {bad}}}]
  decisions: [{{title: {bad}, usual: {bad}, why: {bad}, disputed: {bad}}}]
  questions: [{{id: q, text: {bad}, hint: {bad}, options: [{{id: a, label: {bad}}}, b]}}]
  rules: [{{when: {{q: a}}, suggest: {bad}, because: {bad}}}, {bad}]
  reported: [{{topic: {bad}, claim: {bad}, figure: {bad}, source: {bad}, caution: {bad}}}]
  contested: [{{claim: {bad}, why_contested: {bad}}}]
""")
    page = guide.guide_report(model, generated=DAY) + guide.advice(model, advise(model, {"q": "a"}))
    assert "<img" not in page
    assert page.count("onerror") > 15


def test_advice_shows_every_reason_the_tie_and_what_is_open() -> None:
    model = model_with("""guide:
  questions:
    - {id: q, text: First?, options: [a, b]}
    - {id: r, text: Second?, options: [a, b]}
  rules:
    - {when: {q: a}, suggest: product-owner, because: Reason one., document: D1}
    - {when: {q: a}, suggest: both, because: Reason two.}
    - {when: {r: a}, suggest: both, because: Reason three.}
""")
    tie = advise(model, {"q": "a"})
    title = model.role("product-owner").title
    page = guide.advice(model, tie)
    assert "Reason one." in page
    assert "Reason two." in page
    assert "Second?" in page
    assert f"equally to {title} and Both" in page
    assert guide.advice_sentence(tie) == (
        f"It's a tie between {title} and Both. 1 more question could change this."
    )
    assert guide.advice_sentence(advise(model, {"q": "a", "r": "a"})) == (
        "Most points to: Both. You've answered every question that counts."
    )
    assert guide.advice_sentence(advise(model, {})) == (
        "Answer a question to see which role it points to."
    )


def test_the_command_writes_the_guide(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "guide.html"
    assert cli.main(["guide", "-o", str(target), "--model", str(package_model())]) == 0
    assert "Which role do you need?" in target.read_text(encoding="utf-8")
    assert "bytes" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("guide.pdf", "guide.pdf: its name must end with .html."),
        ("guide.html", "This model has no role guide; write one under 'guide' in its file "),
    ],
)
def test_the_command_refuses_in_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, expected: str
) -> None:
    without = tmp_path / "m.yaml"
    without.write_text(HEAD, encoding="utf-8")
    assert cli.main(["guide", "-o", str(tmp_path / name), "--model", str(without)]) == 1
    assert expected in capsys.readouterr().err
    assert not (tmp_path / name).exists()


def test_the_personal_report_carries_the_guide_only_when_asked(shipped: CompetencyModel) -> None:
    person = demo_assessment(shipped)
    plain = html_report(shipped, person, generated=DAY)
    guided = html_report(shipped, person, with_guide=True, generated=DAY)
    assert "Who decides what" not in plain
    assert len(guide.sections(shipped)) == 7
    for _key, title, part in guide.sections(shipped):
        assert title in guided
        assert part in guided
    assert Page(guided).unbalanced == []
