"""An organisation on JupyterHub, for real: logins, sharing, attacks, restarts, idleness."""

from __future__ import annotations

import json
import pwd
import urllib.error
import urllib.request

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import pages
from tests.hub.deployment import Hub, answers, wait_for

# the first one installs the hub; a loaded machine takes minutes for that
pytestmark = pytest.mark.timeout(900)

SECRET = "S" + "k3y-of-one-coach-and-nobody-else"
NOTE = "I interviewed five users of the blue door"
SHARE = """
from datetime import datetime, timedelta, UTC
from assess import settings
from assess.hub.client import HubSharing, SharingService
from assess.store import open_store
store = HubSharing(open_store(settings.database_url()), SharingService(*settings.sharing_service()))
"""


def log_in(browser: Browser, hub: Hub, name: str) -> Page:
    """A page of a browser of one's own, where the login leads."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(120_000)
    page = context.new_page()
    page.goto(f"{hub.url}/")
    page.fill("#username_input", name)
    page.fill("#password_input", hub.people[name])
    page.click("#login_submit")
    page.wait_for_url(f"**/user/{name}/**")
    return page


def rate(page: Page, level: int) -> None:
    """Give the first question a level and wait until it is kept."""
    page.wait_for_selector(".as-app[data-step] .ui-option input", state="visible")
    pages.in_full(page)
    page.locator(".ui-question").first.locator(".ui-option input").nth(level - 1).click()
    expect(page.locator(".ui-saved")).to_have_text("Saved")


def ask(url: str, token: str = "", method: str = "GET", body: object = None) -> tuple[int, bytes]:
    """Status and body of one request with a hub token."""
    headers = {"Authorization": f"token {token}"} if token else {}
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(url, data=data, headers=headers, method=method)
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read()


@pytest.fixture(scope="module")
def rated(hub: Hub, browser: Browser) -> tuple[str, str, str]:
    """Two people who have rated something each, and a coach: all three logged in once."""
    a, b, coach = hub.names
    for name, level in ((a, 4), (b, 2)):
        page = log_in(browser, hub, name)
        assert page.url.endswith("/voila/render/assess/assessment.ipynb")
        foreign: list[str] = []
        page.on("request", lambda request, seen=foreign: seen.append(request.url))
        page.reload()
        rate(page, level)
        assert [url for url in foreign if not url.startswith((hub.url, "data:", "blob:"))] == []
        page.context.close()
    page = log_in(browser, hub, coach)
    page.wait_for_url("**/lab/tree/assess/coaching.ipynb")
    page.context.close()
    return a, b, coach


def come_back(browser: Browser, hub: Hub) -> None:
    """Let everybody whose server has ended log in again: a test before may have ended it."""
    for name in hub.names:
        if not hub.processes_of(name, "jupyterhub.singleuser"):
            log_in(browser, hub, name).context.close()


@pytest.fixture
def people(hub: Hub, browser: Browser, rated: tuple[str, str, str]) -> tuple[str, str, str]:
    """The same, each with a running server."""
    come_back(browser, hub)
    return rated


def stored_level(hub: Hub, name: str) -> list[int]:
    """The levels in a person's own home, each once."""
    code = (
        "from assess import settings; from assess.store import open_store\n"
        "kept = open_store(settings.database_url()).answers.list()\n"
        "answers = [a for s in kept for a in s.document['answers'].values()]\n"
        "print(sorted({a['level'] for a in answers if 'level' in a}))"
    )
    ran = hub.run_as(name, code)
    assert ran.returncode == 0, ran.stderr
    found: list[int] = json.loads(ran.stdout)
    return found


def test_each_person_lands_on_the_assessment_and_keeps_it_in_their_own_home(
    hub: Hub, people: tuple[str, str, str]
) -> None:
    a, b, coach = people
    assert (stored_level(hub, a), stored_level(hub, b), stored_level(hub, coach)) == ([4], [2], [])


def share(hub: Hub, name: str, secret: str) -> str:
    """Share a person's answers with a note as their page does; the share's id."""
    code = SHARE + (
        "import secrets\n"
        "code = secrets.token_urlsafe(32)\n"
        "own = open_store(settings.database_url())\n"
        "document = dict(own.answers.list()[0].document, id=secrets.token_hex(16))\n"
        f"document['answers'] = {{k: dict(v, evidence={NOTE!r}) "
        "for k, v in document['answers'].items()}\n"
        "own.answers.save(code, document, expected=0)\n"
        f"print(store.shares.add(code, 'coach', {secret!r}, datetime.now(UTC) + timedelta(days=7)))"
    )
    ran = hub.run_as(name, code)
    assert ran.returncode == 0, ran.stderr
    return ran.stdout.strip()


def reading(secret: str) -> str:
    """What a coach runs to read a share."""
    return SHARE + (
        f"found = store.shares.read({secret!r}, who='somebody else')\n"
        "print(found.document['answers'])"
    )


@pytest.fixture(scope="module")
def shared(hub: Hub, browser: Browser, rated: tuple[str, str, str]) -> str:
    """The id of what the first person shares and the coach has read."""
    come_back(browser, hub)
    a, _, coach = rated
    share_id = share(hub, a, SECRET)
    read = hub.run_as(coach, reading(SECRET))
    assert read.returncode == 0, read.stderr
    assert NOTE in read.stdout
    return share_id


def test_the_coach_reads_what_was_shared_and_only_until_it_is_revoked(
    hub: Hub, people: tuple[str, str, str]
) -> None:
    a, _, coach = people
    secret = f"{SECRET}-for-a-while"
    before = hub.run_as(coach, reading(secret))
    assert before.returncode != 0
    assert "This code opens nothing" in before.stderr
    share_id = share(hub, a, secret)
    read = hub.run_as(coach, reading(secret))
    assert read.returncode == 0, read.stderr
    assert NOTE in read.stdout
    assert "'level': 4" in read.stdout
    # the hub's name stands in the log, whatever the reader calls themselves
    log = hub.run_as(a, SHARE + "print({(x.who, x.what) for x in store.shares.accesses('')})")
    assert log.stdout.strip() == str({(coach, "read")})
    ended = hub.run_as(a, SHARE + f"print(store.shares.revoke('', {share_id!r}))")
    assert ended.stdout.strip() == "True"
    after = hub.run_as(coach, reading(secret))
    assert after.returncode != 0
    assert "This code opens nothing" in after.stderr


@pytest.mark.usefixtures("shared")
def test_a_person_sees_in_a_browser_what_they_share_and_who_read_it(
    hub: Hub, people: tuple[str, str, str], browser: Browser
) -> None:
    a, b, coach = people
    for name, shares in ((a, True), (b, False)):
        page = log_in(browser, hub, name)
        page.goto(f"{hub.url}/services/assess-sharing/")
        expect(page.locator("h1")).to_have_text("What you share")
        assert (coach in page.locator("main").inner_text()) is shares
        page.context.close()


PEEK = """
import pathlib, subprocess
places = {places!r}
for place in places:
    try:
        found = sorted(pathlib.Path(place).iterdir()) if pathlib.Path(place).is_dir() else \\
            pathlib.Path(place).read_bytes()
        print("READ", place, found)
    except PermissionError:
        print("refused", place)
"""


def test_from_a_persons_terminal_no_file_of_another_can_be_read(
    hub: Hub, people: tuple[str, str, str]
) -> None:
    a, b, _ = people
    (server,) = hub.processes_of(b, "jupyterhub.singleuser")
    home = pwd.getpwnam(b).pw_dir
    places = [
        home,
        f"{home}/.local/share/assess/answers.sqlite3",
        f"/proc/{server}/environ",
        f"/proc/{hub.service_process()}/environ",
        str(hub.state / "sharing"),
        str(hub.state / "sharing" / "key"),
        str(hub.state / "hub" / "hub.sqlite"),
        str(hub.state / "hub" / "cookie_secret"),
        str(hub.home / "postgresql" / "data"),
    ]
    ran = hub.run_as(a, PEEK.format(places=places))
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.splitlines() == [f"refused {place}" for place in places]


def test_a_persons_environment_opens_no_database(hub: Hub, people: tuple[str, str, str]) -> None:
    a, _, _ = people
    environment = hub.environment_of(a)
    assert not [value for value in environment.values() if "postgresql://" in value]
    assert "CONFIGPROXY_AUTH_TOKEN" not in environment
    tries = (
        "import psycopg\n"
        f"for name in ('postgres', {hub.service_account!r}, {a!r}):\n"
        "    for word in ('', name, 'postgres'):\n"
        "        try:\n"
        f"            psycopg.connect(host='127.0.0.1', port={hub.postgres.port}, user=name,\n"
        "                password=word, dbname='postgres', connect_timeout=10)\n"
        "            print('IN', name)\n"
        "        except psycopg.OperationalError:\n"
        "            print('refused')\n"
    )
    ran = hub.run_as(a, tries)
    assert ran.stdout.splitlines() == ["refused"] * 9, ran.stderr


@pytest.mark.usefixtures("shared")
def test_a_persons_token_acts_for_that_person_only(hub: Hub, people: tuple[str, str, str]) -> None:
    a, b, _ = people
    token = hub.environment_of(a)["JUPYTERHUB_API_TOKEN"]
    service, api = f"{hub.url}/services/assess-sharing/api", f"{hub.url}/hub/api"
    status, mine = ask(f"{service}/mine", token)
    assert status == 200
    assert NOTE.encode() in mine
    refused = {
        "another's answers, by name": ask(f"{service}/mine?user={b}", token),
        "the list of people": ask(f"{api}/users", token),
        "another person": ask(f"{api}/users/{b}", token),
        "a token for another": ask(f"{api}/users/{b}/tokens", token, "POST", {}),
        "another's server": ask(f"{api}/users/{b}/server", token, "DELETE"),
        "another's files": ask(f"{hub.url}/user/{b}/api/contents/", token),
        "another's kernels": ask(f"{hub.url}/user/{b}/api/kernels", token),
        "the proxy's routes": ask(f"http://127.0.0.1:{hub.proxy_api}/api/routes", token),
        "the service without a token": ask(f"{service}/mine"),
        "the service with a made-up token": ask(f"{service}/mine", "f" * 32),
        "the service's counts, from outside": ask(f"{hub.url}/services/assess-sharing/metrics"),
    }
    status, body = refused.pop("another's answers, by name")
    assert status == 200
    assert body == mine, "a name in the address changes nothing"
    assert {what: status for what, (status, _) in refused.items() if status < 400} == {}


def test_guessing_codes_is_slowed_down(hub: Hub, people: tuple[str, str, str]) -> None:
    _, b, _ = people
    token = hub.environment_of(b)["JUPYTERHUB_API_TOKEN"]
    url = f"{hub.url}/services/assess-sharing/api/read"
    statuses = [ask(url, token, "POST", {"secret": f"guess-{n:030d}"})[0] for n in range(12)]
    assert statuses == [400] * 10 + [429] * 2


@pytest.mark.usefixtures("shared")
def test_a_restart_of_hub_proxy_service_and_database_loses_nothing(
    hub: Hub, people: tuple[str, str, str], browser: Browser
) -> None:
    a, b, _ = people
    token = hub.environment_of(a)["JUPYTERHUB_API_TOKEN"]
    mine = f"{hub.url}/services/assess-sharing/api/mine"
    before = ask(mine, token)[1]
    kept = stored_level(hub, a), stored_level(hub, b)
    servers = (
        hub.processes_of(a, "jupyterhub.singleuser"),
        hub.processes_of(b, "jupyterhub.singleuser"),
    )
    hub.postgres.stop("immediate")  # as by a power cut
    assert ask(f"{hub.url}/services/assess-sharing/healthz")[0] == 503
    status, body = ask(mine, token)
    assert status == 400
    assert b"message" in body
    hub.postgres.start()
    hub.kill_proxy()
    hub.kill_hub()
    hub.start_proxy()
    hub.start_hub()
    wait_for("the shared copy", lambda: ask(mine, token) == (200, before))
    now = hub.processes_of(a, "jupyterhub.singleuser"), hub.processes_of(b, "jupyterhub.singleuser")
    assert now == servers, "people's servers go on while the hub restarts"
    assert (stored_level(hub, a), stored_level(hub, b)) == kept
    # the service of the killed hub has made way for one that this hub knows
    page = log_in(browser, hub, b)
    page.goto(f"{hub.url}/services/assess-sharing/")
    expect(page.locator("h1")).to_have_text("What you share")
    page.context.close()


def test_a_server_that_nobody_uses_is_stopped(hub: Hub, people: tuple[str, str, str]) -> None:
    _, b, _ = people
    hub.stop_hub()
    hub.start_hub(idle_seconds=5)
    wait_for("the end of an idle server", lambda: not hub.processes_of(b, "jupyterhub.singleuser"))
    assert answers(f"{hub.url}/hub/login")
    hub.stop_hub()
    hub.start_hub()


def test_the_service_counts_requests_and_names_nobody(hub: Hub) -> None:
    status, text = ask(f"http://127.0.0.1:{hub.sharing}/metrics")
    assert status == 200
    assert b"assess_sharing_requests_total" in text
    assert not [name for name in hub.names if name.encode() in text]


@pytest.mark.usefixtures("people", "shared")
def test_the_hubs_log_holds_no_text_of_a_person_and_no_code(hub: Hub) -> None:
    log = hub.log.read_text(encoding="utf-8", errors="replace")
    assert "JupyterHub is now running" in log
    assert NOTE not in log
    assert SECRET not in log
