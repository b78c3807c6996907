"""A room: right codes always pass, wrong ones are few, and the wall is for its own computer."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from assess.server.http.room import MOST_WRONG, Digits, addresses, other_code, qr_code, spaced
from tests.browser.conftest import Server
from tests.security.client import Client


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    running = Server(tmp_path_factory.mktemp("room"), "--room", "Product <b>days</b>")
    yield running
    running.stop()


@pytest.fixture
def guessed(tmp_path: Path) -> Iterator[Server]:
    """A room of its own for whoever guesses: it counts for the tests that follow."""
    running = Server(tmp_path, "--room")
    yield running
    running.stop()


def key_of(server: Server) -> Path:
    """The room's file, as the server says where it is."""
    found = re.search(r"The room's key is (.*?): `assess", server.log.read_text())
    assert found
    return Path(found[1])


def kept(server: Server) -> dict[str, str]:
    data: dict[str, str] = json.loads(key_of(server).read_text(encoding="utf-8"))
    return data


def come_in(client: Client, code: str) -> tuple[int, str]:
    client.ask("login")
    body = f"token={quote(code)}&_xsrf={client.cookie('_xsrf')}".encode()
    reply = client.ask("login", method="POST", body=body)
    return reply.status, reply.text


class Wanted:
    """A room without a server."""

    title, open, secret = "Days", False, b"x"

    def __init__(self) -> None:
        self.wrongly = 0

    def code(self) -> str:
        return "482913"

    def wrong(self) -> int:
        return self.wrongly

    def failed(self) -> None:
        self.wrongly += 1


def test_a_hundred_right_codes_in_a_minute_pass(room: Server) -> None:
    code = kept(room)["code"]
    typed = [code, spaced(code), f" {code}\n", f"{code[:3]}-{code[3:]}"] * 25
    assert [come_in(Client(room.url), text)[0] for text in typed] == [302] * 100
    assert kept(room)["wrong"] == 0


def test_whoever_guesses_waits_and_the_qr_codes_token_still_lets_in(guessed: Server) -> None:
    room, data = guessed, kept(guessed)
    wrong = f"{(int(data['code']) + 1) % 10**6:06}"
    guesser = Client(room.url)
    statuses = [come_in(guesser, wrong)[0] for _ in range(15)]
    assert statuses == [403] * 10 + [429] * 5
    # from this network the right digits wait too, or guessing would go on unseen
    status, text = come_in(Client(room.url), data["code"])
    assert (status, "Wait a minute" in text) == (429, True)
    assert come_in(Client(room.url), data["token"])[0] == 302
    assert kept(room)["wrong"] == 10


def test_after_a_thousand_wrong_codes_the_digits_are_off_for_the_day() -> None:
    wanted = Wanted()
    judges = [Digits(wanted) for _ in range(200)]  # as if from networks without end
    said = [judge.judge("111111", "net") for judge in judges for _ in range(10)]
    assert sum(status == 403 for status, _ in said) == MOST_WRONG == wanted.wrongly
    status, sentence = Digits(wanted).judge("482913", "another net")
    assert (status, "switched off for today" in sentence) == (429, True)


def test_what_is_typed_in_the_place_of_the_digits_is_told_apart() -> None:
    wanted = Wanted()
    digits = Digits(wanted)
    for right in ("482 913", "４８２　９１３", "٤٨٢٩١٣"):
        assert digits.judge(right, "net") == (302, ""), right
    for typed, words in (
        ("A" * 26, "code for a group, or for answers"),
        ("48291", "you typed 5"),
        ("hello", "isn't a code of this room"),
        ("", "isn't a code of this room"),
        ("1" * 5000, "you typed"),
        ("¹²³⁴⁵⁶", "isn't a code of this room"),
    ):
        status, sentence = digits.judge(typed, "net")
        assert (status, words in sentence) == (403, True), sentence
    assert wanted.wrongly == 0  # none of these is a guess
    assert "Type the six digits" in other_code("A" * 26)


def test_the_wall_is_for_the_computer_that_serves(room: Server) -> None:
    client = Client(room.url)
    wall = client.ask("wall")
    assert wall.status == 200
    assert spaced(kept(room)["code"]) in wall.text
    assert "<svg" in wall.text
    assert "Product &lt;b&gt;days" in wall.text
    assert kept(room)["owner"] not in wall.text
    assert kept(room)["join"] not in wall.text
    for headers in (
        {"X_Forwarded_For": "10.0.0.1"},
        {"Forwarded": "for=10.0.0.1"},
        {"Host": "10.0.0.1:80"},
        {"Host": "wall.localhost"},
    ):
        for path in ("wall", "wall/results", "wall/release"):
            reply = client.ask(path, **headers)
            assert reply.status in (403, 404), (path, headers)
            assert kept(room)["code"] not in reply.text.replace(" ", "")


def test_nobody_else_on_the_network_sees_the_wall(room: Server) -> None:
    for number in addresses("0.0.0.0"):
        port = room.url.rstrip("/").rpartition(":")[2]
        for path in ("wall", "wall/results", "wall/release"):
            assert Client(f"http://{number}:{port}/").ask(path).status == 404


def test_results_are_released_by_a_form_of_the_wall_alone(room: Server) -> None:
    client = Client(room.url)
    asked = client.ask("wall/release")
    assert "Fewer than 5 people have added" in asked.text
    assert client.ask("wall/release", method="POST", body=b"").status == 403  # forged
    body = f"_xsrf={client.cookie('_xsrf')}".encode()
    reply = client.ask("wall/release", method="POST", body=body)
    assert "Fewer than 5 people" in reply.text
    assert client.ask("wall/results").status == 302


def test_whoever_logs_out_of_a_room_is_told_what_opens_it_again(room: Server) -> None:
    client = Client(room.url)
    assert come_in(client, kept(room)["token"])[0] == 302
    assert "need the six digits on the wall to come back" in client.ask("logout").text


def test_a_room_is_the_same_after_a_restart(room: Server) -> None:
    before = kept(room)
    client = Client(room.url)
    assert come_in(client, before["token"])[0] == 302
    assert client.ask("login").status == 302
    entered = kept(room)["entered"]
    room.stop()
    room.start_again()
    after = kept(room)
    assert {**after, "entered": 0} == {**before, "entered": 0}
    assert after["entered"] == entered
    assert Client(room.url).ask("wall").text.count(spaced(before["code"])) == 1
    # whoever was in is in
    assert client.ask("login").status == 302


def test_an_address_in_a_room_is_a_number_and_the_qr_code_holds_it() -> None:
    for number in addresses(""):
        assert re.fullmatch(r"[0-9.]+", number)
    assert addresses("192.168.1.5") == ["192.168.1.5"]
    made = qr_code("http://192.168.1.5:8866/login#ABCDE")
    assert made.startswith("<svg")
    assert "script" not in made
