"""Where things are: the only reader of the environment.

==========================  =====================================================================
``ASSESS_MODEL``            path of the model file
``ASSESS_DATABASE_URL``     where answers are kept: ``sqlite:///FILE`` or
                            ``postgresql://NAME:PASSWORD@HOST/DATABASE``
``ASSESS_MAX_VISITS``       pages that ``assess serve`` keeps open at once (default: 30)
``ASSESS_VISITS_A_MINUTE``  pages that one address may open in a minute (default: 300)
``ASSESS_TOKEN``            the token that ``assess serve --token`` asks for; one is made without it
``ASSESS_SHARED``           1: several computers use this server (set by ``assess serve`` for its
                            kernels where it listens beyond this machine)
``ASSESS_ROOM``             set by ``assess serve --room`` for its kernels: its group's code
``ASSESS_LOG``              ``json``: log lines are JSON objects
``ASSESS_METRICS``          ``anywhere``: /metrics answers other machines too
``ASSESS_SHARING_URL``      set by a hub: the service that holds what people share (it is asked with
                            the hub's own ``JUPYTERHUB_API_TOKEN``)
``ASSESS_BUNDLE``           set by ``assess serve`` for its kernels: where plotly's script is
``SERVER_SOFTWARE``         set by Voilà for its kernels: "voila/" and its version
==========================  =====================================================================

The sharing service of a hub reads ``ASSESS_SHARING_STATE`` (the directory of its key and, by
default, its database), ``ASSESS_SHARING_KEY`` (the key itself, 64 hexadecimal digits or more, where
no directory lasts) and ``ASSESS_SHARING_DATABASE_URL``.

A model is looked for in this order: an explicit path (``--model``), ``ASSESS_MODEL``,
``./competencies.yaml``, the one in the package (in a checkout: the file at its top).
"""

from __future__ import annotations

import os
from importlib import resources
from pathlib import Path

from assess.errors import StoreError, TypedError
from assess.typed import typed_whole

MODEL_NAME = "competencies.yaml"
DEFAULT_VISITS = 30
LOG_VARIABLE = "ASSESS_LOG"
BUNDLE_VARIABLE = "ASSESS_BUNDLE"
MODEL_VARIABLE = "ASSESS_MODEL"
SHARED_VARIABLE = "ASSESS_SHARED"
ROOM_VARIABLE = "ASSESS_ROOM"


def model_path(explicit: str | Path | None = None) -> Path:
    """The model file to read. It may be absent: the loader says so in a sentence."""
    if explicit is not None:
        return Path(explicit)
    named = os.environ.get(MODEL_VARIABLE, "").strip()
    if named:
        return Path(named)
    here = Path(MODEL_NAME)
    try:
        return here if here.exists() else package_model()
    except PermissionError:  # a service may be started in a directory that its user can't read
        return package_model()


def package_model() -> Path:
    """The model that comes with assess."""
    packaged = Path(str(resources.files("assess") / MODEL_NAME))
    # an editable install runs from the checkout, where the wheel's copy doesn't exist
    checkout = Path(__file__).resolve().parents[2] / MODEL_NAME
    return checkout if not packaged.exists() and checkout.exists() else packaged


def data_dir() -> Path:
    """The person's own data directory for assess; not created here.

    Raises StoreError (a sentence): this user has no home directory.
    """
    from platformdirs import user_data_path

    try:
        return user_data_path("assess", appauthor=False)
    except RuntimeError:  # neither HOME nor an entry in the list of users
        raise StoreError(
            "This user has no home directory to keep answers in: set HOME, or ASSESS_DATABASE_URL "
            "to a place that can be written, for example sqlite:////data/assess.sqlite3."
        ) from None


def home() -> Path | None:
    """The home directory of this user, or None."""
    try:
        return Path.home()
    except RuntimeError:
        return None


def database_url() -> str:
    """Where answers are kept: ``ASSESS_DATABASE_URL``, else an SQLite file in `data_dir`."""
    named = os.environ.get("ASSESS_DATABASE_URL", "").strip()
    return named or f"sqlite:///{(data_dir() / 'answers.sqlite3').as_posix()}"


def log_json() -> bool:
    """Whether log lines are JSON objects: ``ASSESS_LOG=json``."""
    return os.environ.get(LOG_VARIABLE, "").strip().lower() == "json"


def metrics_anywhere() -> bool:
    """Whether other machines may ask for /metrics: ``ASSESS_METRICS=anywhere``."""
    return os.environ.get("ASSESS_METRICS", "").strip().lower() == "anywhere"


def shared() -> bool:
    """Whether several computers use this server: codes for another computer make sense then."""
    return os.environ.get(SHARED_VARIABLE, "").strip().lower() in ("1", "true", "yes", "on")


def room_code() -> str:
    """The code to join the group of this server's room, or ""."""
    return os.environ.get(ROOM_VARIABLE, "").strip()


def bundle_address() -> str:
    """Where `assess serve` said that its pages find plotly's script, or ""."""
    return os.environ.get(BUNDLE_VARIABLE, "")


def chart_script() -> Path:
    """plotly's script, with the kinds of charts that the page draws (scripts/charts)."""
    return Path(__file__).with_name("charts") / "plotly-charts.min.js"


def notebooks_dir() -> Path:
    """The directory of our notebooks: in the package, or at the top of a checkout."""
    packaged = Path(str(resources.files("assess") / "notebooks" / "launchers"))
    return packaged if packaged.is_dir() else Path(__file__).resolve().parents[2] / "notebooks"


def notebook_folder() -> Path:
    """Where `assess lab` puts notebooks for the user to work in, unless another place is named."""
    return (home() or Path()) / "assess-notebooks"


def max_visits() -> int:
    """How many pages `assess serve` keeps open at once."""
    return _count("ASSESS_MAX_VISITS", DEFAULT_VISITS)


def _count(name: str, default: int) -> int:
    """A number above 0; TypedError (a sentence) where it isn't one."""
    text = os.environ.get(name, "")
    if not text.strip():
        return default
    try:
        number = typed_whole(text)
    except TypedError as error:
        raise TypedError(f"{name}: {error}") from None
    if number < 1:
        raise TypedError(f"{name}: {text} isn't above 0. Write it like {default}.")
    return number


def sharing_service() -> tuple[str, str] | None:
    """The address of the hub's sharing service and the token for it; None where there is none."""
    url = os.environ.get("ASSESS_SHARING_URL", "").strip()
    token = os.environ.get("JUPYTERHUB_API_TOKEN", "").strip()
    return (url if url.endswith("/") else f"{url}/", token) if url and token else None


def sharing_state() -> Path:
    """Where the sharing service keeps its key and, by default, its database."""
    return Path(os.environ.get("ASSESS_SHARING_STATE", "").strip() or "assess-sharing").absolute()


def sharing_database_url() -> str:
    """Where the sharing service keeps what is shared, else an SQLite file beside its key."""
    named = os.environ.get("ASSESS_SHARING_DATABASE_URL", "").strip()
    return named or f"sqlite:///{(sharing_state() / 'shared.sqlite3').as_posix()}"


def sharing_key() -> str:
    """The sharing service's key in hexadecimal digits, or "" where it lies in a file."""
    return os.environ.get("ASSESS_SHARING_KEY", "").strip()


def by_voila() -> bool:
    """Whether this kernel runs a page for whoever opens its address, not a notebook of its user."""
    return os.environ.get("SERVER_SOFTWARE", "").startswith("voila/")


def shares() -> bool:
    """Whether one person's answers can be opened to another: a shared server, or a hub."""
    return shared() or sharing_service() is not None


def visits_a_minute() -> int:
    """How many pages one address may open in a minute; a whole workshop can share an address."""
    return _count("ASSESS_VISITS_A_MINUTE", 300)


def take_token() -> str:
    """The token that was chosen, or ""; taken out of the environment, which kernels inherit."""
    return os.environ.pop("ASSESS_TOKEN", "").strip()
