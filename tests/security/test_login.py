"""Where other machines can reach the server: a token or a sign-in's word first, then the page."""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from tornado.httpclient import HTTPClientError
from tornado.httputil import HTTPHeaders, HTTPServerRequest, RequestStartLine

from assess.cli.serving import _access
from assess.errors import ServeError
from assess.rate_limit import RateLimit
from assess.server.http.config import encryption, need_here
from assess.server.http.login import LETTERS, Access, Gate, network_of, new_token, same_token
from tests.browser.conftest import Server
from tests.security.client import Client, run

TOKEN = "ABCDE-FGHJK-MNPQR-STVWX"


def _gated(place: Path) -> Iterator[Server]:
    running = Server(place, "--host", "0.0.0.0", "--token", ASSESS_TOKEN=TOKEN)
    yield running
    running.stop()


@pytest.fixture(scope="module")
def gated(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    yield from _gated(tmp_path_factory.mktemp("gated"))


@pytest.fixture
def guessed(tmp_path: Path) -> Iterator[Server]:
    """A server of its own for whoever guesses: it counts failures for the tests that follow."""
    yield from _gated(tmp_path)


def _log_in(client: Client, token: str) -> int:
    client.ask("login")
    body = f"token={token}&_xsrf={client.cookie('_xsrf')}".encode()
    return client.ask("login", method="POST", body=body).status


def _answer(client: Client, token: str) -> str:
    body = f"token={token}&_xsrf={client.cookie('_xsrf')}".encode()
    return client.ask("login", method="POST", body=body).text


def test_without_the_token_there_is_only_the_form(gated: Server) -> None:
    """No page, no kernel, no list, whatever is put into the address or a header."""
    client = Client(gated.url)
    for address in ("", f"?token={TOKEN}", "nothing", "api/kernels/x", "assess/parts/x.js"):
        for headers in ({}, {"Authorization": f"token {TOKEN}"}, {"X_Remote_User": "root"}):
            reply = client.ask(address, **headers)
            assert reply.status in (302, 403, 404), address
            assert "kernelId" not in reply.text
            assert "/login" in reply.header("Location") or reply.status != 302

    async def connect() -> int:
        try:
            await client.connect("00000000-0000-4000-8000-000000000000")
        except HTTPClientError as error:
            return error.code
        return 101

    assert run(connect) == 403


def test_the_token_lets_in_and_is_in_no_address_cookie_or_log(gated: Server) -> None:
    client = Client(gated.url)
    assert _log_in(client, "WRONG-WRONG-WRONG-WRONG") == 403
    client.ask("login")
    body = f"token={TOKEN.lower().replace('-', '+')}&_xsrf={client.cookie('_xsrf')}".encode()
    reply = client.ask("login", method="POST", body=body)
    assert reply.status == 302
    (cookie,) = [line for line in reply.headers["set-cookie"] if line.startswith("assess-login")]
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie
    assert TOKEN not in cookie
    assert TOKEN not in reply.header("Location")
    kernel = client.kernel()
    assert client.leave(kernel).status == 204
    said = gated.log.read_text()
    # once, on the screen of whoever started it
    assert said.count(TOKEN) == 1
    assert "aren't encrypted" in said
    forged = Client(gated.url)
    name = cookie.split("=")[0]
    signed = cookie.split("=", 1)[1].split(";")[0]
    # another last digit of the signature, whatever it was
    changed = signed[:-2] + ("1" if signed[-2] == "0" else "0") + signed[-1]
    for value in ("in", "aW4=", changed):
        assert forged.ask(Cookie=f"{name}={value}").status == 302


def test_a_forged_login_is_refused_also_with_the_right_token(gated: Server) -> None:
    client = Client(gated.url)
    reply = client.ask("login", method="POST", body=b"token=" + TOKEN.encode())
    assert reply.status == 403
    assert not client.cookie("assess-login")
    # most often nobody forged anything: the browser keeps no cookies
    assert "Your browser didn&#x27;t send the cookie" in reply.text.replace("&#39;", "&#x27;")


def test_a_room_behind_one_address_gets_in_whatever_others_type(guessed: Server) -> None:
    """Right tokens aren't tries, and wrong ones keep nobody out who has the right one."""
    assert [_log_in(Client(guessed.url), TOKEN) for _ in range(30)] == [302] * 30
    guesser = Client(guessed.url)
    statuses = [_log_in(guesser, f"GUESS{number:015}") for number in range(70)]
    assert set(statuses) == {403, 429}
    assert statuses[-1] == 429
    assert statuses.count(403) <= 10
    assert "Too many tries. Wait a minute." in _answer(guesser, "WRONG")
    assert [_log_in(Client(guessed.url), TOKEN) for _ in range(30)] == [302] * 30


def test_wrong_tokens_of_many_addresses_are_counted_together() -> None:
    failures, together = RateLimit(10), RateLimit(60)
    answers = [failures.allows(f"10.0.0.{n}") and together.allows() for n in range(70)]
    assert answers == [True] * 60 + [False] * 10
    assert network_of("2001:db8::1") == network_of("2001:db8::ffff") != network_of("2001:db8:1::")
    assert network_of("::ffff:10.0.0.1") == network_of("10.0.0.1")


def test_a_login_renews_the_visitors_cookie_which_only_the_server_can_make(gated: Server) -> None:
    """Who had the computer before, and knows or chose its cookie, knows nothing of the next."""
    client = Client(gated.url)
    assert _log_in(client, TOKEN) == 302
    first = client.cookie("assess-visitor")
    assert _log_in(client, TOKEN) == 302
    second = client.cookie("assess-visitor")
    assert first
    assert second
    assert second != first
    kernel = client.kernel()
    assert client.cookie("assess-visitor") == second
    client.leave(kernel)
    (name,) = [cookie.name for cookie in client.jar if cookie.name.startswith("assess-visitor")]
    for cookie in client.jar:
        if cookie.name == name:
            cookie.value = "x" * 43
    kernel = client.kernel()
    assert client.cookie("assess-visitor") != "x" * 43
    client.leave(kernel)


def test_logging_out_ends_the_login_its_copies_and_the_pages(gated: Server) -> None:
    client = Client(gated.url)
    assert client.ask("logout").status == 302  # to the form: nobody is in
    assert _log_in(client, TOKEN) == 302
    page = client.ask().text
    kernel = re.search(r'"kernelId": ?"([^"]+)"', page)
    assert kernel
    assert 'href="/logout"' in page
    copied = client.cookies()
    asked = client.ask("logout")
    assert asked.status == 200
    assert "Log out?" in asked.text
    assert client.ask("logout", method="POST", body=b"").status == 403  # forged
    body = f"_xsrf={client.cookie('_xsrf')}".encode()
    reply = client.ask("logout", method="POST", body=body)
    assert reply.status == 302
    assert "/login" in reply.header("Location")
    assert not client.cookie("assess-login")
    assert not client.cookie("assess-visitor")
    stranger = Client(gated.url)
    assert stranger.ask(Cookie=copied).status == 302
    assert stranger.ask(f"api/kernels/{kernel[1]}", Cookie=copied).status in (302, 403)
    assert _log_in(client, TOKEN) == 302


def test_where_nobody_logs_in_nobody_logs_out(alice: Client) -> None:
    assert alice.ask("logout").status == 404


def test_an_address_for_others_needs_a_login() -> None:
    for host in ("0.0.0.0", "::", "192.168.1.5", ""):
        with pytest.raises(ServeError, match="--token"):
            need_here(host)
        need_here(host, Access(token=TOKEN))
        need_here(host, Access(proxy_header="X", proxy_from="10.0.0.1"))
        need_here(host, Access(insecure=True))
    need_here("127.0.0.1")


def test_a_made_token_cannot_be_guessed_and_a_typed_one_may_look_different() -> None:
    tokens = {new_token() for _ in range(200)}
    assert len(tokens) == 200
    assert len(LETTERS) == 32
    for token in tokens:
        assert re.fullmatch(f"([{LETTERS}]{{5}}-){{3}}[{LETTERS}]{{5}}", token)
        assert same_token(f" {token.lower().replace('-', ' ')}", token)
        assert not same_token(token[:-1], token)
    assert not same_token("", TOKEN)
    assert not same_token("é\ud800", TOKEN)
    assert not same_token("", "-" * 16)
    assert not same_token("?" * 16, "\udcff" * 16)


@pytest.mark.parametrize(
    ("address", "header", "inside"),
    [
        ("10.0.0.1", "alice", True),
        ("10.0.0.1", None, False),
        ("10.0.0.1", "", False),
        ("10.0.0.2", "alice", False),
        ("127.0.0.1", "alice", False),
    ],
)
def test_the_header_of_a_sign_in_counts_from_its_address_only(
    address: str, header: str | None, inside: bool
) -> None:
    gate = Gate(access=Access(proxy_header="X-Remote-User", proxy_from="10.0.0.1"))
    headers = {} if header is None else {"X-Remote-User": header}
    request = SimpleNamespace(remote_ip=address, headers=headers)
    found = gate.get_user(SimpleNamespace(request=request))  # type: ignore[arg-type]
    assert (found is not None) is inside


def test_a_visitors_source_is_the_sign_ins_name_or_the_network() -> None:
    """Everybody behind a sign-in comes from its one address."""
    gate = Gate(access=Access(proxy_header="X-Remote-User", proxy_from="10.0.0.1"))
    sources, networks = [], []
    for name in ("alice", "bob"):
        headers = HTTPHeaders({"Host": "a.example", "X-Remote-User": name})
        line = RequestStartLine("GET", "/", "HTTP/1.1")
        request = HTTPServerRequest(headers=headers, start_line=line)
        request.remote_ip = "10.0.0.1"
        sources.append(gate.source(request))
        networks.append(Gate().source(request))
    assert sources[0] != sources[1]
    assert networks == ["10.0.0.1"] * 2


def _options(**given: object) -> argparse.Namespace:
    plain = {"token": False, "proxy_header": None, "proxy_from": None, "insecure": False}
    plain |= {"room": None, "open": False, "role": None}
    return argparse.Namespace(**{**plain, **given})


def test_the_chosen_token_is_long_and_stays_out_of_the_kernels_environment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("ASSESS_TOKEN", TOKEN)
    assert _access(_options(token=True)).token == TOKEN
    assert "ASSESS_TOKEN" not in os.environ
    assert len(_access(_options(token=True)).token) == 23
    monkeypatch.setenv("ASSESS_TOKEN", "short")
    with pytest.raises(ServeError, match="at least 16"):
        _access(_options(token=True))
    # a form left empty would get in with the first
    for guessed in ("-" * 16, "ABC-DEF-GHI-JKL-MNO", "- " * 16 + "A"):
        monkeypatch.setenv("ASSESS_TOKEN", guessed)
        with pytest.raises(ServeError, match="dashes and spaces don't count"):
            _access(_options(token=True))
    for contradicting in (
        {"proxy_header": "X"},
        {"proxy_from": "10.0.0.1"},
        {"proxy_header": "X", "proxy_from": "10.0.0.1", "token": True},
    ):
        with pytest.raises(ServeError, match="go together"):
            _access(_options(**contradicting))


def test_a_certificate_that_is_none_is_said_before_serving(tmp_path: Path) -> None:
    wrong = tmp_path / "cert.pem"
    wrong.write_text("no certificate")
    with pytest.raises(ServeError, match="can't be used as a certificate"):
        encryption(wrong, None)
    with pytest.raises(ServeError, match="can't be used as a certificate"):
        encryption(tmp_path / "none.pem", None)
    with pytest.raises(ServeError, match="--keyfile needs --certfile"):
        encryption(None, wrong)
    assert encryption(None, None) is None


def test_serve_refuses_an_open_door_on_the_command_line(tmp_path: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "assess.cli.main",
        "serve",
        "--no-browser",
        "--host",
        "0.0.0.0",
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path)
    assert done.returncode == 1
    assert "add --token" in done.stderr
    assert "Traceback" not in done.stderr
