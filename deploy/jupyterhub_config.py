"""JupyterHub for an organisation: one server a person, the assessment as its first page.

Read from the environment (all optional; deploy/README.md has the table):

==============================  =================================================================
``ASSESS_HUB_STATE``            directory of the hub's own state (default: /srv/assess-hub)
``ASSESS_HUB_URL``              where people reach it (default: http://127.0.0.1:8000)
``ASSESS_HUB_LOGIN``            ``system`` (accounts of this machine) or ``oidc``
``ASSESS_HUB_PEOPLE``           names that may log in, separated by commas (default: everybody
                                whom the login lets in)
``ASSESS_HUB_COACHES``          names of coaches, separated by commas: they land in JupyterLab
``ASSESS_HUB_ADMINS``           names of administrators, separated by commas
``ASSESS_HUB_IDLE_SECONDS``     a server unused for so long is stopped (default: 3600)
``ASSESS_HUB_SPAWNER``          ``account`` (this machine's accounts) or ``docker`` (a container a
                                person; with ``ASSESS_HUB_CONNECT``, ``_IMAGE``, ``_NETWORK``)
``ASSESS_SHARING_USER``         the account that the sharing service runs as
``ASSESS_SHARING_DATABASE_URL`` where shared answers are kept (default: SQLite in its own directory)
``ASSESS_SHARING_ADDRESS``      where the service runs, if the hub doesn't start it, and
``ASSESS_SHARING_TOKEN``        its token
``OIDC_*``                      the organisation's provider, see below
==============================  =================================================================
"""

import os
import sys
from pathlib import Path

c = get_config()  # noqa: F821 - JupyterHub puts it there

BIN = Path(sys.executable).parent
STATE = Path(os.environ.get("ASSESS_HUB_STATE", "/srv/assess-hub"))
OWN = STATE / "hub"  # for the hub alone: its database holds every session
OWN.mkdir(parents=True, exist_ok=True, mode=0o700)
SERVICE = "assess-sharing"


def names(variable: str) -> set[str]:
    """The names in a variable, separated by commas."""
    return {name.strip() for name in os.environ.get(variable, "").split(",") if name.strip()}


COACHES = names("ASSESS_HUB_COACHES")

# --- the hub and its proxy ---------------------------------------------------------------------
c.JupyterHub.bind_url = os.environ.get("ASSESS_HUB_URL", "http://127.0.0.1:8000")
c.JupyterHub.hub_ip = os.environ.get("ASSESS_HUB_IP", "127.0.0.1")
c.JupyterHub.hub_port = int(os.environ.get("ASSESS_HUB_PORT", "8081"))
c.JupyterHub.db_url = os.environ.get("ASSESS_HUB_DATABASE_URL", f"sqlite:///{OWN}/hub.sqlite")
c.JupyterHub.cookie_secret_file = str(OWN / "cookie_secret")
c.ConfigurableHTTPProxy.pid_file = str(OWN / "proxy.pid")
# where the proxy runs by itself, a restart of the hub stops nobody's work
c.JupyterHub.cleanup_servers = "CONFIGPROXY_AUTH_TOKEN" not in os.environ
c.ConfigurableHTTPProxy.api_url = os.environ.get("ASSESS_PROXY_API_URL", "http://127.0.0.1:8001")
if "CONFIGPROXY_AUTH_TOKEN" in os.environ:
    # the proxy runs by itself, so that pages stay connected while the hub restarts
    c.ConfigurableHTTPProxy.should_start = False
    c.JupyterHub.cleanup_proxy = False
    c.ConfigurableHTTPProxy.auth_token = os.environ["CONFIGPROXY_AUTH_TOKEN"]

# --- who may log in ----------------------------------------------------------------------------
if os.environ.get("ASSESS_HUB_LOGIN", "system") == "oidc":
    c.JupyterHub.authenticator_class = "generic-oauth"
    provider = c.GenericOAuthenticator
    provider.client_id = os.environ["OIDC_CLIENT_ID"]
    provider.client_secret = os.environ["OIDC_CLIENT_SECRET"]
    provider.authorize_url = os.environ["OIDC_AUTHORIZE_URL"]
    provider.token_url = os.environ["OIDC_TOKEN_URL"]
    provider.userdata_url = os.environ["OIDC_USERDATA_URL"]
    provider.oauth_callback_url = os.environ["OIDC_CALLBACK_URL"]
    provider.scope = ["openid", "profile", "email"]
    provider.username_claim = os.environ.get("OIDC_USERNAME_CLAIM", "preferred_username")
    provider.login_service = os.environ.get("OIDC_NAME", "your organisation")
else:
    c.JupyterHub.authenticator_class = "pam"
    c.PAMAuthenticator.open_sessions = False
c.Authenticator.allowed_users = names("ASSESS_HUB_PEOPLE")
c.Authenticator.allow_all = not c.Authenticator.allowed_users
c.Authenticator.admin_users = names("ASSESS_HUB_ADMINS")

# --- one server a person -----------------------------------------------------------------------
SHARING_PORT = int(os.environ.get("ASSESS_SHARING_PORT", "10101"))
SHARING = os.environ.get("ASSESS_SHARING_ADDRESS", f"http://127.0.0.1:{SHARING_PORT}")
FIRST_PAGE = "/voila/render/assess/assessment.ipynb"
COACHES_PAGE = "/lab/tree/assess/coaching.ipynb"
if os.environ.get("ASSESS_HUB_SPAWNER", "account") == "docker":
    # a container and a volume a person
    c.JupyterHub.spawner_class = "docker"
    c.JupyterHub.hub_connect_ip = os.environ["ASSESS_HUB_CONNECT"]
    c.DockerSpawner.image = os.environ["ASSESS_HUB_IMAGE"]
    c.DockerSpawner.network_name = os.environ["ASSESS_HUB_NETWORK"]
    c.DockerSpawner.volumes = {"assess-home-{username}": "/srv/person"}
    c.DockerSpawner.notebook_dir = "/srv/person"
    c.DockerSpawner.remove = True
    c.Spawner.cmd = ["python", "-m", "assess.hub.home"]
else:
    # an account of this machine a person
    c.Spawner.cmd = [str(BIN / "python"), "-m", "assess.hub.home"]
    c.Spawner.notebook_dir = "~"
c.Spawner.default_url = FIRST_PAGE
c.Spawner.http_timeout = 60
c.Spawner.start_timeout = 120
# nothing of the hub's own environment reaches a person's server but these
c.Spawner.env_keep = ["PATH", "LANG", "LC_ALL", "TZ"]
c.Spawner.server_token_scopes = [
    "users:activity!user",
    "access:servers!user",
    f"access:services!service={SERVICE}",
]


async def first_page(spawner) -> None:
    """Coaches land in JupyterLab, everybody else on the assessment."""
    spawner.default_url = COACHES_PAGE if spawner.user.name in COACHES else FIRST_PAGE


c.Spawner.pre_spawn_hook = first_page
c.Spawner.environment = {"ASSESS_SHARING_URL": f"{SHARING}/services/{SERVICE}/"}

# --- what people share with each other ---------------------------------------------------------
sharing = {"name": SERVICE, "url": SHARING, "display": True, "oauth_no_confirm": True}
if "ASSESS_SHARING_TOKEN" in os.environ:
    # it runs elsewhere, with this token
    sharing["api_token"] = os.environ["ASSESS_SHARING_TOKEN"]
else:
    passed_on = ("ASSESS_SHARING_DATABASE_URL", "ASSESS_SHARING_KEY")
    sharing["command"] = [str(BIN / "python"), "-m", "assess.hub"]
    sharing["environment"] = {
        "ASSESS_SHARING_STATE": os.environ.get("ASSESS_SHARING_STATE", str(STATE / "sharing")),
        **{name: os.environ[name] for name in passed_on if name in os.environ},
    }
    if "ASSESS_SHARING_USER" in os.environ:
        sharing["user"] = os.environ["ASSESS_SHARING_USER"]

idle = int(os.environ.get("ASSESS_HUB_IDLE_SECONDS", "3600"))
culler = {
    "name": "idle-culler",
    "command": [
        str(BIN / "python"),
        "-m",
        "jupyterhub_idle_culler",
        f"--timeout={idle}",
        f"--cull-every={max(1, min(300, idle // 2))}",
    ],
}
c.JupyterHub.services = [sharing, culler]
c.JupyterHub.load_roles = [
    {
        "name": "user",
        "scopes": ["self", f"access:services!service={SERVICE}"],
    },
    {
        "name": "idle-culler",
        "scopes": ["list:users", "read:users:activity", "read:servers", "delete:servers"],
        "services": ["idle-culler"],
    },
]
