"""Who may see the page at all where other machines can reach it: a token, or a proxy's word.

The token is typed into a form, so it is in no address and no log; a cookie that no script reads
and no other site's page sends stands for it afterwards. The tries are counted for each address
and for all together.
"""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass
from typing import Any

from jupyter_server.auth.decorator import allow_unauthenticated
from jupyter_server.auth.identity import IdentityProvider, User
from tornado.web import RequestHandler
from traitlets import Instance
from voila.handler import BaseVoilaHandler

from assess.errors import ServeError
from assess.serving.guard import Pace

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
SHORTEST_TOKEN = 16
DAYS = 1


@dataclass(frozen=True, slots=True)
class Access:
    """How a visitor proves to be one: by a token, by a proxy's header, or (on loopback) not."""

    token: str = ""
    proxy_header: str = ""
    proxy_from: str = ""
    insecure: bool = False

    @property
    def asks(self) -> bool:
        """Whether anything has to be proved."""
        return bool(self.token or self.proxy_header)


OPEN = Access()


def new_token() -> str:
    """A token that can be read out in a room: 100 random bits as 20 letters and digits."""
    letters = "".join(secrets.choice(LETTERS) for _ in range(20))
    return "-".join(letters[at : at + 5] for at in range(0, 20, 5))


def same_token(typed: str, token: str) -> bool:
    """Whether a typed token is the one, in constant time; dashes, spaces and case don't count."""

    def plain(text: str) -> bytes:
        return "".join(text.split()).replace("-", "").upper().encode("utf-8", "replace")

    return hmac.compare_digest(plain(typed), plain(token))


def need_long(token: str) -> None:
    """ServeError where a chosen token could be guessed."""
    if len(token) < SHORTEST_TOKEN:
        raise ServeError(
            f"ASSESS_TOKEN has {len(token)} characters: give at least {SHORTEST_TOKEN}, or leave "
            "it out and one is made."
        )


def cookie_name(handler: RequestHandler) -> str:
    """The login cookie's name; with the port, because browsers share cookies between ports."""
    port = handler.request.host.rpartition(":")[2]
    return f"assess-login-{port if port.isdigit() else 'default'}"


class Gate(IdentityProvider):
    """Lets in whoever has proved it as `access` says; never by anything in an address."""

    access = Instance(Access, args=()).tag(config=True)

    def get_user(self, handler: RequestHandler) -> User | None:
        """The one name that all visitors share; None where nothing was proved."""
        return User("visitor") if self._proved(handler) else None

    def _proved(self, handler: RequestHandler) -> bool:
        if not self.access.asks:
            return True
        if self.access.proxy_header:
            # remote_ip is the other end of the connection: X-Forwarded-For is never looked at
            from_proxy = handler.request.remote_ip == self.access.proxy_from
            return from_proxy and bool(handler.request.headers.get(self.access.proxy_header))
        found = handler.get_signed_cookie(cookie_name(handler), max_age_days=DAYS)
        return found == b"in"

    def get_handlers(self) -> list[Any]:
        """None of jupyter's: the login page is ours."""
        return []

    def is_token_authenticated(self, handler: RequestHandler) -> bool:
        """Never: it would switch off the checks against forged requests."""
        return False

    def should_check_origin(self, handler: RequestHandler) -> bool:
        """Always."""
        return True


class LoginHandler(BaseVoilaHandler):
    """The form that takes the token."""

    tries = Pace(10)
    all_tries = Pace(60)

    def initialize(self, access: Access, **kwargs: Any) -> None:
        """`access`: the token that is asked for."""
        super().initialize(**kwargs)
        self._access = access

    @allow_unauthenticated
    async def get(self) -> None:
        """The form; whoever is in goes on to the page."""
        if self.current_user is not None:
            self.redirect(self.base_url)
            return
        # a link from another site comes without the strict cookie; asked again from here it is sent
        again = self.request.headers.get("Sec-Fetch-Site") in ("cross-site", "same-site")
        self._show(again=again)

    @allow_unauthenticated
    async def post(self) -> None:
        """Set the cookie for the right token; a sentence for a wrong one or too many."""
        address = str(self.request.remote_ip)
        if not (self.tries.allows(address) and self.all_tries.allows()):
            self.set_status(429)
            self.set_header("Retry-After", "60")
            self._show("That were many tries. Wait a minute, then type it again.")
        elif not self._access.token or not same_token(
            self.get_body_argument("token", ""), self._access.token
        ):
            self.set_status(403)
            self._show("That isn't the token. Look at it again and type it once more.")
        else:
            self.set_signed_cookie(
                cookie_name(self),
                "in",
                expires_days=None,
                path=self.base_url,
                httponly=True,
                samesite="Strict",
                secure=self.request.protocol == "https",
            )
            self.redirect(self.base_url)

    def _show(self, said: str = "", *, again: bool = False) -> None:
        self.set_header("Cache-Control", "no-store")
        self.finish(
            self.render_template(
                "login.html",
                said=said,
                again=again,
                plain=self.request.protocol != "https",
                proxied=bool(self._access.proxy_header),
                form=self.xsrf_form_html(),
            )
        )
