"""What can't be run here is at least parsed, checked against its schema, and agrees with itself."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
from importlib import resources
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"

LOAD = """
import json, sys
from traitlets.config import Config
c = Config()
exec(compile(open(sys.argv[1]).read(), sys.argv[1], "exec"), {"get_config": lambda: c})
c.Spawner.pop("pre_spawn_hook")
print(json.dumps(c, default=sorted))
"""


def loaded(**environment: str) -> Any:
    """The hub's configuration as it comes out of an environment."""
    with tempfile.TemporaryDirectory() as state:
        ran = subprocess.run(
            [sys.executable, "-c", LOAD, str(DEPLOY / "jupyterhub_config.py")],
            env={"PATH": os.environ["PATH"], "ASSESS_HUB_STATE": state, **environment},
            capture_output=True,
            text=True,
            check=True,
        )
    return json.loads(ran.stdout)


def read(name: str) -> Any:
    return yaml.safe_load((DEPLOY / name).read_text(encoding="utf-8"))


def test_the_compose_file_follows_the_compose_specification() -> None:
    vendored = resources.files("check_jsonschema") / "builtin_schemas" / "vendor"
    schema = json.loads((vendored / "compose-spec.json").read_text(encoding="utf-8"))
    jsonschema.Draft7Validator(schema).validate(read("compose.yaml"))


def test_every_variable_that_the_compose_file_needs_is_in_the_example() -> None:
    text = (DEPLOY / "compose.yaml").read_text(encoding="utf-8")
    wanted = set(re.findall(r"\$\{([A-Z_]+)", text))
    example = (DEPLOY / "example.env").read_text(encoding="utf-8")
    assert wanted == set(re.findall(r"^([A-Z_]+)=", example, re.M))


def test_no_persons_container_gets_a_secret_of_the_deployment() -> None:
    services = read("compose.yaml")["services"]
    for name in ("DATABASE_PASSWORD", "SHARING_KEY"):
        holders = [key for key, part in services.items() if name in json.dumps(part)]
        assert holders == (["database", "sharing"] if "PASSWORD" in name else ["sharing"])
    assert "ASSESS_SHARING_DATABASE_URL" not in services["hub"]["environment"]


def test_the_values_for_kubernetes_name_the_service_as_its_manifest_does() -> None:
    values = read("kubernetes/values.yaml")
    text = (DEPLOY / "kubernetes" / "sharing.yaml").read_text(encoding="utf-8")
    parts = {part["kind"]: part for part in yaml.safe_load_all(text)}
    assert set(parts) == {"Secret", "Deployment", "Service", "NetworkPolicy"}
    (port,) = parts["Service"]["spec"]["ports"]
    name = parts["Service"]["metadata"]["name"]
    assert values["hub"]["services"][name]["url"] == f"http://{name}:{port['port']}"
    address = values["singleuser"]["extraEnv"]["ASSESS_SHARING_URL"]
    assert address == f"http://{name}:{port['port']}/services/{name}/"
    assert "ASSESS_SHARING_DATABASE_URL" not in json.dumps(values)


OIDC = {
    f"OIDC_{name}": f"https://login.example.org/{name.lower()}"
    for name in ("CLIENT_ID", "CLIENT_SECRET", "AUTHORIZE_URL", "TOKEN_URL", "USERDATA_URL")
} | {"OIDC_CALLBACK_URL": "https://assess.example.org/hub/oauth_callback"}


@pytest.mark.parametrize("login", ["system", "oidc"])
def test_a_persons_token_may_reach_the_service_and_little_else(login: str) -> None:
    made = loaded(ASSESS_HUB_LOGIN=login, **(OIDC if login == "oidc" else {}))
    assert made["Spawner"]["server_token_scopes"] == [
        "users:activity!user",
        "access:servers!user",
        "access:services!service=assess-sharing",
    ]
    assert made["JupyterHub"]["authenticator_class"] == (
        "pam" if login == "system" else "generic-oauth"
    )


def test_only_the_services_own_environment_names_the_database() -> None:
    made = loaded(ASSESS_SHARING_DATABASE_URL="postgresql://a:secret@h/d", ASSESS_SHARING_KEY="0f")
    (sharing,) = [s for s in made["JupyterHub"]["services"] if s["name"] == "assess-sharing"]
    assert "secret" in json.dumps(sharing)
    assert "secret" not in json.dumps(made["Spawner"])
    assert not {"ASSESS_SHARING_DATABASE_URL", "ASSESS_SHARING_KEY"} & set(
        made["Spawner"]["env_keep"]
    )


def test_with_containers_each_person_has_a_volume_of_their_own() -> None:
    made = loaded(
        ASSESS_HUB_SPAWNER="docker",
        ASSESS_HUB_CONNECT="hub",
        ASSESS_HUB_IMAGE="assess-hub",
        ASSESS_HUB_NETWORK="assess-people",
        ASSESS_SHARING_ADDRESS="http://sharing:10101",
        ASSESS_SHARING_TOKEN="t" * 32,
    )
    assert list(made["DockerSpawner"]["volumes"]) == ["assess-home-{username}"]
    (sharing,) = [s for s in made["JupyterHub"]["services"] if s["name"] == "assess-sharing"]
    assert "command" not in sharing
    assert made["Spawner"]["environment"]["ASSESS_SHARING_URL"].startswith("http://sharing:10101/")
