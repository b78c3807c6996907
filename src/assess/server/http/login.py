"""Who may see the page at all where other machines can reach it: a token, or a proxy's word.

The token is typed into a form, so it is in no address and no log; a cookie that no script reads
and no other site's page sends stands for it afterwards, until somebody logs out. The right token
always gets in: a room may share one address, and others may be guessing from elsewhere. What makes
guessing hopeless is the token's length; wrong ones are counted and soon answered with "wait" only.
"""

from __future__ import annotations

import hmac
import secrets
import time
from dataclasses import dataclass
from ipaddress import ip_network
from typing import Any

from jupyter_server.auth.decorator import allow_unauthenticated
from jupyter_server.auth.identity import IdentityProvider, User
from tornado.httputil import HTTPServerRequest
from tornado.web import HTTPError, RequestHandler, authenticated
from traitlets import Instance

from assess.errors import ServeError
from assess.rate_limit import RateLimit
from assess.server.http.handlers import OurHandler
from assess.server.http.room import Digits
from assess.server.kernels.limits import as_number
from assess.server.kernels.owners import cookie_name, give_cookie, renew, visitor_of

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
SHORTEST_TOKEN = 16
DAYS = 1
MOST_ENDED = 10_000
NO_COOKIE = (
    "Your browser didn't send the cookie of this page. Allow cookies for this address in its "
    "settings, then type the token again."
)


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


def plain(token: str) -> str:
    """A token as it is compared: dashes, spaces and case don't count."""
    return "".join(token.split()).replace("-", "").upper()


def same_token(typed: str, token: str) -> bool:
    """Whether a typed token is the one, in constant time."""
    ours, theirs = (plain(text).encode("utf-8", "surrogatepass") for text in (token, typed))
    return hmac.compare_digest(ours, theirs) and bool(ours)


def need_long(token: str) -> None:
    """ServeError where a chosen token could be guessed."""
    if (count := len(plain(token))) < SHORTEST_TOKEN:
        raise ServeError(
            f"ASSESS_TOKEN has {count} characters (dashes and spaces don't count): give at least "
            f"{SHORTEST_TOKEN}, or leave it out and one is made."
        )


def network_of(address: str) -> str:
    """The address, or for IPv6 the network of a household: each computer there has many."""
    known = as_number(address)
    if known is None or known.version == 4:
        return address
    return str(known.ipv4_mapped or ip_network((int(known), 64), strict=False))


class Gate(IdentityProvider):
    """Lets in whoever has proved it as `access` says; never by anything in an address."""

    access = Instance(Access, args=()).tag(config=True)
    _ended = Instance(dict, ())  # logins that were ended before their cookie did → when

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
        login = self._login(handler)
        return bool(login) and login not in self._ended

    def source(self, request: HTTPServerRequest) -> str:
        """Where a visitor comes from: a network, or the name that a sign-in gives."""
        header = self.access.proxy_header
        name = request.headers.get(header) if header else None
        return f"name {name}" if name else network_of(str(request.remote_ip))

    def begin(self, handler: RequestHandler) -> None:
        """Set the cookie of a new login, and a new one for the visitor."""
        give_cookie(handler, "login", secrets.token_urlsafe(16), "Strict")
        renew(handler)

    def end(self, handler: RequestHandler) -> None:
        """End this login, also for a copy of its cookie, and forget the visitor."""
        now = time.monotonic()
        for login, at in [*self._ended.items()]:  # the oldest come first
            if now - at <= DAYS * 86_400 and len(self._ended) < MOST_ENDED:
                break
            del self._ended[login]
        self._ended[self._login(handler)] = now
        for kind in ("login", "visitor"):
            handler.clear_cookie(cookie_name(handler, kind), path=handler.settings["base_url"])

    @staticmethod
    def _login(handler: RequestHandler) -> bytes:
        return handler.get_signed_cookie(cookie_name(handler, "login"), max_age_days=DAYS) or b""

    def get_handlers(self) -> list[Any]:
        """None of jupyter's: the login page is ours."""
        return []

    def is_token_authenticated(self, handler: RequestHandler) -> bool:
        """Never: it would switch off the checks against forged requests."""
        return False

    def should_check_origin(self, handler: RequestHandler) -> bool:
        """Always."""
        return True


class LoginHandler(OurHandler):
    """The form that takes the token."""

    failures = RateLimit(10)
    all_failures = RateLimit(60)

    def initialize(self, access: Access, digits: Digits | None = None, **kwargs: Any) -> None:
        """`access`: the token that is asked for; `digits`: judges a room's code."""
        super().initialize(**kwargs)
        self._access, self._digits = access, digits

    @allow_unauthenticated
    async def get(self) -> None:
        """The form; whoever is in goes on to the page."""
        if self.current_user is not None:
            # what a scanned address has behind its "#" must not go on to the page
            self.redirect(f"{self.base_url}#" if self._digits else self.base_url)
            return
        # a link from another site comes without the strict cookie; asked again from here it is sent
        again = self.request.headers.get("Sec-Fetch-Site") in ("cross-site", "same-site")
        self._show(again=again)

    _forged = False

    def check_xsrf_cookie(self) -> None:
        """As jupyter does; what is missing then is said on the form."""
        try:
            super().check_xsrf_cookie()
        except HTTPError:
            self._forged = True

    @allow_unauthenticated
    async def post(self) -> None:
        """Set the cookies for the right token; a sentence for a wrong one or too many."""
        token, typed = self._access.token, self.get_body_argument("token", "")
        if self._forged:
            self.set_status(403)
            self._show(NO_COOKIE)
            return
        if token and same_token(typed, token):
            self._let_in()
            return
        source = network_of(str(self.request.remote_ip))
        if self._digits is not None:
            status, sentence = self._digits.judge(typed, source)
            if status == 302:
                self._let_in()
                return
            self.set_status(status)
            self._show(sentence)
        elif self.failures.allows(source) and self.all_failures.allows():
            self.set_status(403)
            self._show("That isn't the token. Check it and type it again.")
        else:
            self.set_status(429)
            self.set_header("Retry-After", "60")
            self._show("Too many tries. Wait a minute.")

    def _let_in(self) -> None:
        if self._digits is not None and not visitor_of(self):
            self._digits.room.entered()
        self.identity_provider.begin(self)
        self.redirect(self.base_url)

    def _show(self, said: str = "", *, again: bool = False) -> None:
        self.show(
            "login.html",
            said=said,
            again=again,
            room=self._digits.room.title if self._digits else "",
            plain=self.request.protocol != "https",
            proxied=bool(self._access.proxy_header),
            form=self.xsrf_form_html(),
        )


class LogoutHandler(OurHandler):
    """Asks whether to log out, and does it.

    It asks on a page of its own: what was just typed is sent when the assessment is left.
    """

    def initialize(self, *, in_room: bool = False, **kwargs: Any) -> None:
        """`in_room`: whether one comes back by six digits."""
        super().initialize(**kwargs)
        self._in_room = in_room

    @authenticated
    async def get(self) -> None:
        """The question."""
        self.show("logout.html", form=self.xsrf_form_html(), room=self._in_room)

    @authenticated
    async def post(self) -> None:
        """End the login and this browser's pages; the form for the token comes next."""
        visitor = visitor_of(self)
        self.identity_provider.end(self)
        await self.kernel_manager.leave_all(visitor)
        self.redirect(self.get_login_url())
