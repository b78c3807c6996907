"""What the server answers to requests that no page of ours makes; what each answer carries."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tornado.httpclient import HTTPClientError
from tornado.httputil import HTTPHeaders, HTTPServerRequest, RequestStartLine

from assess.server.http.handlers import HEADERS, Forwarded, OtherSite
from tests.browser.conftest import Server
from tests.security.client import Client, hang_up, run

SECRETS = ("schema_version", "SQLite format", "import ", "root:", "[project]", "kernelspec")
PLACES = (
    "answers.sqlite3",
    "serve.log",
    "competencies.yaml",
    "pyproject.toml",
    "notebooks/assessment.ipynb",
    "etc/passwd",
    "src/assess/settings.py",
)
WAYS = (
    "{}",
    "../{}",
    "../../../../../../../../{}",
    "..%2f..%2f..%2f..%2f{}",
    "%2e%2e/%2e%2e/%2e%2e/{}",
    "..%252f..%252f{}",
    "..%5c..%5c{}",
    "....//....//{}",
    "/{}",
    "//{}",
    "%00{}",
    "{}%00.js",
    "{}%20",
    "..;/{}",
    "file:///{}",
    "%c0%ae%c0%ae/{}",
    ".%2e/.%2e/{}",
)
ROOTS = (
    "",
    "voila/files/",
    "voila/static/",
    "voila/templates/",
    "voila/templates/assess/static/",
    "voila/labextensions/",
    "voila/api/themes/",
    "static/",
    "files/",
    "assess/",
    "assess/parts/",
    "api/contents/",
    "nbconvert/html/",
    "voila/render/",
    "voila/tree/",
)


def test_no_path_leads_to_a_file_of_the_project_or_of_a_person(
    walled: Server, alice: Client
) -> None:
    """Every way to write a path, under every address that serves files."""
    kernel = alice.kernel()
    tried = 0
    for root in ROOTS:
        for way in WAYS:
            for place in (*PLACES, str(walled.database).lstrip("/")):
                reply = alice.ask(root + way.format(place))
                tried += 1
                assert reply.status in (400, 403, 404), (root, way, place)
                assert not any(word in reply.text for word in SECRETS), (root, way, place)
    assert tried == len(ROOTS) * len(WAYS) * (len(PLACES) + 1)
    alice.leave(kernel)


@pytest.mark.parametrize(
    "address", ["", "nothing", "api/kernels/x", "voila/files/x", "assess/parts/none.js", "login"]
)
def test_every_answer_carries_the_headers(walled: Server, address: str) -> None:
    reply = Client(walled.url).ask(address)
    for name, value in HEADERS.items():
        assert reply.header(name) == value, name
    assert "tornado" not in reply.header("Server").lower()
    refused = Client(walled.url).ask(address, Host="evil.example")
    assert refused.status == 403
    assert refused.header("Content-Security-Policy") == HEADERS["Content-Security-Policy"]


def test_cookies_are_secure_where_a_proxy_took_the_request_by_https(walled: Server) -> None:
    """The proxy speaks http to us: only it knows. No answer binds a whole name to https."""
    for address, names in (("", ["_xsrf", "assess-visitor"]), ("login", [])):
        by_proxy = Client(walled.url).ask(address, X_Forwarded_Proto="https")
        cookies = sorted(by_proxy.headers.get("set-cookie", []))
        assert len(cookies) == len(names)
        assert all(map(str.startswith, cookies, names))
        assert all("; secure" in cookie.lower() for cookie in cookies)
        assert by_proxy.header("Strict-Transport-Security") == ""
        plain = Client(walled.url).ask(address)
        assert "secure" not in plain.header("Set-Cookie").lower()


def test_what_anybody_else_says_of_https_is_not_believed() -> None:
    forwarded = Forwarded(frozenset({"10.0.0.1"}))
    for address, protocol in (("10.0.0.1", "https"), ("10.0.0.2", "http")):
        headers = HTTPHeaders({"Host": "a.example", "X-Forwarded-Proto": "https, http"})
        request = HTTPServerRequest(
            headers=headers, start_line=RequestStartLine("GET", "/", "HTTP/1.1")
        )
        request.remote_ip = address
        assert forwarded.match(request) is None
        assert request.protocol == protocol


@pytest.mark.parametrize(
    ("site", "mode", "dest", "allowed"),
    [
        ("cross-site", "navigate", "document", True),
        ("same-site", "navigate", "document", True),
        ("none", "navigate", "document", True),
        ("cross-site", "navigate", "iframe", False),
        ("cross-site", "no-cors", "image", False),
        ("cross-site", "no-cors", "script", False),
        ("same-site", "cors", "empty", False),
        ("cross-site", "websocket", "websocket", False),
    ],
)
def test_another_sites_page_can_link_here_and_nothing_else(
    walled: Server, site: str, mode: str, dest: str, allowed: bool
) -> None:
    """An image of the page's address must not start a kernel."""
    headers = {"Sec_Fetch_Site": site, "Sec_Fetch_Mode": mode, "Sec_Fetch_Dest": dest}
    client = Client(walled.url)
    # an address without a page: that a link may pass is seen without starting a kernel
    assert client.ask("nothing", **headers).status == (404 if allowed else 403)
    assert client.ask("nothing", method="POST", body=b"", **headers).status in (403, 405)


def test_a_page_fetched_before_anybody_wants_it_starts_nothing(walled: Server) -> None:
    assert Client(walled.url).ask(Sec_Purpose="prefetch;prerender").status == 403


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "null", "http://127.0.0.1:1", "http://localhost", "file://"]
)
def test_a_page_elsewhere_opens_no_websocket_even_with_the_cookies(
    alice: Client, origin: str
) -> None:
    kernel = alice.kernel()

    async def connect() -> int:
        try:
            connection = await alice.connect(kernel, Origin=origin)
        except HTTPClientError as error:
            return error.code
        await hang_up(connection)
        return 101

    assert run(connect) == 403
    alice.leave(kernel)


def test_an_https_origin_counts_only_where_a_sign_in_stands_in_front(alice: Client) -> None:
    """Our name with the other scheme is another site: who listens there isn't this server."""
    kernel = alice.kernel()

    async def connect(scheme: str) -> int:
        origin = alice.url.replace("http", scheme, 1).rstrip("/")
        try:
            connection = await alice.connect(kernel, Origin=origin)
        except HTTPClientError as error:
            return error.code
        await hang_up(connection)
        return 101

    assert run(lambda: connect("https")) == 403
    assert run(lambda: connect("http")) == 101
    alice.leave(kernel)


@pytest.mark.parametrize(
    ("spoken", "origin", "proxied", "refused"),
    [
        ("http", "https://a.example", False, True),
        ("http", "https://a.example", True, False),
        ("http", "http://a.example", False, False),
        ("https", "https://a.example", False, False),
        ("https", "http://a.example", False, True),
    ],
)
def test_a_scheme_that_the_server_does_not_speak_is_another_site(
    spoken: str, origin: str, proxied: bool, refused: bool
) -> None:
    headers = HTTPHeaders({"Host": "a.example", "Origin": origin})
    line = RequestStartLine("POST", "/login", "HTTP/1.1")
    request = HTTPServerRequest(headers=headers, start_line=line)
    request.protocol = spoken
    assert (OtherSite(proxied=proxied).match(request) is not None) is refused


def test_a_forged_farewell_ends_no_kernel(alice: Client) -> None:
    kernel = alice.kernel()
    address = f"voila/api/shutdown/{kernel}"
    assert alice.ask(address, method="POST", body=b"").status == 403
    assert alice.ask(address, method="POST", body=b"_xsrf=guess").status == 403
    forged = {"X_XSRFToken": alice.cookie("_xsrf"), "Origin": "http://evil.example"}
    assert alice.ask(address, method="POST", body=b"", **forged).status == 404
    assert alice.ask(f"api/kernels/{kernel}", Referer=alice.url).status == 200
    assert alice.leave(kernel).status == 204


def test_a_request_larger_than_any_form_is_cut_off(walled: Server) -> None:
    client = Client(walled.url)
    try:
        status = client.ask("login", method="POST", body=b"x" * 5_000_000).status
    except OSError:
        status = 413  # closed while it was still being sent
    assert status in (400, 413)


def test_overrides_by_address_change_nothing(alice: Client) -> None:
    plain = alice.ask()
    changed = alice.ask("?template=lab&theme=dark&token=x&session_id=y&kernel_name=bash")
    for reply in (plain, changed):
        found = re.search(r'"kernelId": ?"([^"]+)"', reply.text)
        assert found
        alice.leave(found[1])
    ends = re.compile(r'"kernelId": ?"[^"]+"')
    assert ends.sub("", plain.text) == ends.sub("", changed.text)


def test_more_pages_a_minute_than_allowed_are_told_to_wait(tmp_path: Path) -> None:
    hurried = Server(tmp_path, ASSESS_VISITS_A_MINUTE="1")
    try:
        client = Client(hurried.url)
        kernel = client.kernel()
        reply = client.ask()
        assert reply.status == 503
        assert "in the last minute" in reply.text
        client.leave(kernel)
    finally:
        hurried.stop()
