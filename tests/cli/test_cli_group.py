"""assess group: from a key file to a picture, and one sentence for what can't be."""

from __future__ import annotations

import json
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from assess.cli.main import main
from assess.formats.model_yaml.loader import load_model
from assess.notebooks.workshop import as_assessment, made_up_people
from assess.store import Store, open_store
from tests.notebooks.test_workshop import SECOND, hand_over

Run = Callable[..., tuple[int, str, str]]
MODEL = load_model(SECOND)


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    url = f"sqlite:///{tmp_path / 'answers.sqlite3'}"
    monkeypatch.setenv("ASSESS_DATABASE_URL", url)
    monkeypatch.setenv("ASSESS_MODEL", str(SECOND))
    return open_store(url)


@pytest.fixture
def run(store: Store, capsys: pytest.CaptureFixture[str]) -> Run:
    def call(*words: object) -> tuple[int, str, str]:
        code = main(["group", *map(str, words)])
        said = capsys.readouterr()
        return code, said.out, said.err

    return call


def join(store: Store, key: Path, people: range, seed: int = 1) -> None:
    from assess.formats.answers import assessment_to_json

    code = json.loads(key.read_text(encoding="utf-8"))["join"]
    made = made_up_people(MODEL, people.stop, seed=seed)
    for n in people:
        mine = f"a-code-of-person-number-{n:04}"
        if store.answers.load(mine) is None:
            document = {**assessment_to_json(as_assessment(MODEL, {})), "id": f"{n:032}"}
            store.answers.save(mine, document, expected=0)
        store.groups.join(code, mine, made[n])


def test_a_group_from_its_key_to_its_picture(run: Run, store: Store, tmp_path: Path) -> None:
    key = tmp_path / "days.json"
    code, out, _ = run("new", "Product days", "-o", key)
    assert code == 0
    assert len(out.splitlines()[1].strip()) == 26 + 4
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert "fewer than 5 people so far" in run("show", key)[1]
    join(store, key, range(40))
    assert run("release", key)[1] == "Release 1 of Product days: 40 people.\n"
    picture = tmp_path / "days.html"
    assert run("draw", key, "-o", picture)[0] == 0
    assert "Product days" in picture.read_text(encoding="utf-8")
    assert "40 people" in run("show", key)[1]
    code, _, err = run("release", key)
    assert code == 1
    assert err.startswith("Fewer than 5 people joined, changed or left")
    join(store, key, range(5), seed=2)
    assert run("release", key)[0] == 0
    assert run("forget", key)[1].startswith("Product days is erased")
    assert not key.exists()


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("new", "Days", "-o", "KEY", "--k", 4), "for fewer than 5 people"),
        (("new", " ", "-o", "KEY"), "Give the group a title"),
        (("new", "x" * 101, "-o", "KEY"), "has 101 characters: give the group one of at most 100"),
        (("new", "Days", "-o", "OTHER"), "exists already"),
        (("show", "OTHER"), "isn't a group key"),
        (("release", "MISSING"), "there is no such file"),
        (("draw", "OTHER", "-o", "x.html"), "isn't a group key"),
        (("draw", "OTHER", "-o", "x.html", "--k", 7), "its own k"),
    ],
)
def test_what_cannot_be_is_said_in_one_sentence(
    run: Run, tmp_path: Path, words: tuple[object, ...], sentence: str
) -> None:
    (tmp_path / "other.json").write_text("{}", encoding="utf-8")
    places = {"KEY": tmp_path / "key.json", "OTHER": tmp_path / "other.json"}
    places["MISSING"] = tmp_path / "missing.json"
    code, out, err = run(*(places.get(str(word), word) for word in words))
    assert (code, out) == (1, "")
    assert sentence in err
    assert len(err.splitlines()) == 1
    assert not (tmp_path / "key.json").exists()


def test_a_group_of_another_database_is_not_found(run: Run, tmp_path: Path) -> None:
    key = tmp_path / "key.json"
    run("new", "Days", "-o", key)
    run("forget", key)
    data = {"kind": "group-key", "title": "Days", "join": "x" * 26, "owner": "y" * 43}
    key.write_text(json.dumps(data), encoding="utf-8")
    for part in ("show", "release", "forget"):
        code, _, err = run(part, key)
        assert code == 1
        assert "isn't in this database" in err


def test_a_group_with_too_few_people_releases_nothing(
    run: Run, store: Store, tmp_path: Path
) -> None:
    key = tmp_path / "key.json"
    run("new", "Days", "-o", key)
    join(store, key, range(4))
    code, _, err = run("release", key)
    assert (code, err.split(",")[0]) == (1, "Fewer than 5 people have added their levels")
    code, _, err = run("draw", key, "-o", tmp_path / "x.html")
    assert (code, "This group has no results yet" in err) == (1, True)


def test_a_folder_is_drawn_without_a_server(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "handed-over"
    folder.mkdir()
    hand_over(folder, 12)
    (folder / "bad.json").write_text("{", encoding="utf-8")
    code, out, _ = run("draw", folder, "-o", tmp_path / "x.csv")
    assert code == 0
    assert out.splitlines()[0].startswith("left out: bad.json")
    assert out.splitlines()[1].endswith("x.csv: 12 people")


def test_an_open_group_releases_nothing_and_says_so(run: Run, store: Store, tmp_path: Path) -> None:
    key = tmp_path / "team.json"
    code, out, _ = run("new", "Team", "-o", key, "--open")
    assert code == 0
    assert "Whoever joins sees the levels of everyone who joined" in out
    assert "It is open: its members see each other" in run("show", key)[1]
    code, _, err = run("release", key)
    assert (code, "This group is open" in err) == (1, True)
    code, _, err = run("new", "Team", "-o", tmp_path / "x.json", "--open", "--k", 7)
    assert (code, "Leave out --k" in err) == (1, True)


def test_a_group_keeps_its_role_and_is_drawn_for_another(
    run: Run, store: Store, tmp_path: Path
) -> None:
    held, wanted = MODEL.role_pair
    key, picture = tmp_path / "days.json", tmp_path / "days.html"
    assert run("new", "Days", "-o", key, "--role", held)[0] == 0
    join(store, key, range(12))
    assert run("release", key)[0] == 0
    asks = f"where {MODEL.role(held).title} asks you to be"
    assert run("draw", key, "-o", picture)[0] == 0
    assert asks in picture.read_text(encoding="utf-8")
    assert run("draw", key, "-o", picture, "--role", wanted)[0] == 0
    assert asks not in picture.read_text(encoding="utf-8")
    code, _, err = run("draw", key, "-o", picture, "--role", "chef")
    assert (code, "no role 'chef'" in err) == (1, True)
    code, _, err = run("new", "Days", "-o", tmp_path / "x.json", "--role", "chef")
    assert (code, "no role 'chef'" in err) == (1, True)


def test_release_asks_at_a_terminal_and_takes_a_no(
    run: Run, store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = tmp_path / "days.json"
    run("new", "Days", "-o", key)
    join(store, key, range(10))
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("builtins.input", lambda _: "n")
    code, out, _ = run("release", key)
    assert code == 1
    assert out.startswith("10 people have added their levels. Latecomers can be added until")
    assert out.endswith("Nothing was released.\n")
    assert "release 1" not in run("show", key)[1]
    monkeypatch.setattr("builtins.input", lambda _: " Yes ")
    assert run("release", key)[0] == 0
    assert "release 1" in run("show", key)[1]
