"""Where things are looked for."""

from __future__ import annotations

from pathlib import Path

import pytest

from assess import settings
from assess.errors import TypedError


@pytest.fixture(autouse=True)
def _nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty current directory and an environment that names nothing."""
    monkeypatch.chdir(tmp_path)
    for name in ("ASSESS_MODEL", "ASSESS_DATABASE_URL"):
        monkeypatch.delenv(name, raising=False)


def test_the_model_in_the_package_is_the_last_resort() -> None:
    assert settings.model_path() == settings.package_model()
    assert settings.package_model().name == "competencies.yaml"
    assert settings.package_model().is_absolute()


def test_a_model_in_the_current_directory_comes_before_the_package() -> None:
    Path("competencies.yaml").write_text("", encoding="utf-8")
    assert settings.model_path() == Path("competencies.yaml")


def test_the_environment_comes_before_the_current_directory(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    Path("competencies.yaml").write_text("", encoding="utf-8")
    monkeypatch.setenv("ASSESS_MODEL", "elsewhere.yaml")
    assert settings.model_path() == Path("elsewhere.yaml")


def test_an_explicit_path_comes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSESS_MODEL", "elsewhere.yaml")
    assert settings.model_path("mine.yaml") == Path("mine.yaml")


def test_a_blank_variable_names_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSESS_MODEL", " ")
    monkeypatch.setenv("ASSESS_DATABASE_URL", " ")
    assert settings.model_path() == settings.package_model()
    assert settings.database_url().startswith("sqlite:///")


def test_answers_are_kept_in_the_persons_data_directory() -> None:
    assert settings.database_url().endswith("/assess/answers.sqlite3")
    assert settings.data_dir().name == "assess"


def test_the_environment_names_another_database(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSESS_DATABASE_URL", "postgresql://host/name")
    assert settings.database_url() == "postgresql://host/name"


@pytest.mark.parametrize(("value", "expected"), [("1", True), ("yes", True), ("", False), ("0", 0)])
def test_a_server_is_shared_where_it_is_said(
    monkeypatch: pytest.MonkeyPatch, value: str, expected: bool
) -> None:
    monkeypatch.setenv("ASSESS_SHARED", value)
    assert settings.shared() == expected
    monkeypatch.delenv("ASSESS_SHARED")
    assert settings.shared() is False


def test_a_directory_that_the_user_may_not_look_into_holds_no_model(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """As where a hub starts the sharing service; root may look into every directory."""

    def denied(_self: Path, **_more: object) -> bool:
        raise PermissionError(13, "Permission denied")

    packaged = settings.package_model()
    monkeypatch.delenv(settings.MODEL_VARIABLE, raising=False)
    monkeypatch.setattr(settings, "package_model", lambda: packaged)
    monkeypatch.setattr(Path, "exists", denied)
    assert settings.model_path() == packaged


@pytest.mark.parametrize("text", ["", " ", "45", "４５", "1,200"])
def test_how_many_pages_is_read_as_people_type_it(
    monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    monkeypatch.setenv("ASSESS_MAX_VISITS", text)
    wanted = {"45": 45, "４５": 45, "1,200": 1200}
    assert settings.max_visits() == wanted.get(text, settings.DEFAULT_VISITS)


@pytest.mark.parametrize("text", ["many", "2,5", "²", "0", "-3"])
def test_what_is_no_count_is_said_and_not_replaced_by_another_in_silence(
    monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    for name, read in (
        ("ASSESS_MAX_VISITS", settings.max_visits),
        ("ASSESS_VISITS_A_MINUTE", settings.visits_a_minute),
    ):
        monkeypatch.setenv(name, text)
        with pytest.raises(TypedError, match=f"^{name}: .*Write it like"):
            read()
