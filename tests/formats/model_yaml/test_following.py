"""A model file that changes while it is in use: the last good version serves on."""

from __future__ import annotations

import logging
import os
from pathlib import Path

import pytest

from assess.errors import ModelError
from assess.formats.model_yaml.loader import FollowedModel

FIRST = (Path(__file__).parents[2] / "models" / "second.yaml").read_text(encoding="utf-8")
SECOND = FIRST.replace("version: 1.2.0", "version: 1.3.0").replace(
    "title: Facilitation", "title: Leading meetings"
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "model.yaml"
    path.write_text(FIRST, encoding="utf-8")
    return path


def test_a_good_version_takes_the_place_of_the_one_before(file: Path) -> None:
    followed = FollowedModel(file)
    assert not followed.look()
    file.write_text(SECOND, encoding="utf-8")
    assert followed.look()
    assert (followed.model.version, followed.text) == ("1.3.0", SECOND)
    assert not followed.look()


def test_a_change_that_keeps_size_and_time_is_seen(file: Path) -> None:
    followed, before = FollowedModel(file), file.stat()
    file.write_text(FIRST.replace("title: Facilitation", "title: Facilitatiom"), encoding="utf-8")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert followed.look()
    assert followed.model.competency("facilitation").title == "Facilitatiom"


def test_a_link_that_is_pointed_elsewhere_is_followed(file: Path, tmp_path: Path) -> None:
    link, second = tmp_path / "link.yaml", tmp_path / "second.yaml"
    second.write_text(SECOND, encoding="utf-8")
    link.symlink_to(file)
    followed = FollowedModel(link)
    link.unlink()
    link.symlink_to(second)
    assert followed.look()
    assert followed.model.version == "1.3.0"


def test_a_broken_file_is_told_once_with_its_line_and_the_last_good_one_serves_on(
    file: Path, caplog: pytest.LogCaptureFixture
) -> None:
    followed = FollowedModel(file)
    file.write_text(FIRST.replace("schema_version: 1", "schema_version: one"), encoding="utf-8")
    assert not followed.look()
    assert not followed.look()
    (said,) = [item for item in caplog.records if item.levelno == logging.ERROR]
    assert f"{file}:2:17: schema_version" in said.getMessage()
    assert followed.model.version == "1.2.0"


def test_a_missing_file_is_told_and_its_return_too(
    file: Path, caplog: pytest.LogCaptureFixture
) -> None:
    followed = FollowedModel(file)
    file.unlink()
    assert not followed.look()
    assert "there is no such file" in caplog.text
    assert followed.model.version == "1.2.0"
    file.write_text(FIRST, encoding="utf-8")
    assert not followed.look()
    assert "can be used again" in caplog.text


def test_new_words_under_the_old_version_are_told(
    file: Path, caplog: pytest.LogCaptureFixture
) -> None:
    followed = FollowedModel(file)
    file.write_text(FIRST.replace("title: Facilitation", "title: Meetings"), encoding="utf-8")
    assert followed.look()
    assert "raise model.version" in caplog.text


def test_a_file_that_is_wrong_from_the_start_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="no such file"):
        FollowedModel(tmp_path / "none.yaml")
