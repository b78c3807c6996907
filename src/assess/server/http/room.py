"""A room of people: six digits to come in with, and the page for the projector.

The digits are short, so what guards them is a count of wrong ones: ten a minute from one network,
`MOST_WRONG` a day in all; then the digits are off, and the QR code, which holds the long token,
still lets people in. Right ones are never counted.
"""

from __future__ import annotations

import asyncio
import socket
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Any, Protocol
from unicodedata import decimal

from jupyter_server.auth.decorator import allow_unauthenticated
from tornado.web import HTTPError, RequestHandler

from assess.bundles import script
from assess.errors import AssessError
from assess.rate_limit import RateLimit
from assess.server.http.handlers import OurHandler
from assess.server.kernels.limits import LOOPBACK

DIGITS = 6
MOST_WRONG = 1_000
"""Wrong codes a day until the digits are off: one chance in a thousand for whoever guesses."""

WORTH_SAYING = 20
"""Wrong codes from which on the page for the projector tells of them."""

GAPS = str.maketrans("", "", " -\u2013\u2010\u00a0\u3000\t\n\r")


@dataclass(frozen=True, slots=True)
class Standing:
    """How a room stands, in words: (what, how many) for each line; whether results are out."""

    lines: tuple[tuple[str, str], ...]
    results: bool = False
    wrong: int = 0


class Room(Protocol):
    """What the server needs of a room; the command line, which knows the store, makes it.

    `standing`, `question`, `release` and `results` may wait for a database and raise AssessError (a
    sentence).
    """

    title: str
    open: bool
    secret: bytes
    """Signs cookies, so that a restart logs nobody out."""

    def code(self) -> str:
        """Today's six digits."""

    def wrong(self) -> int:
        """How many wrong codes were typed today."""

    def failed(self) -> None:
        """Note a wrong code."""

    def entered(self) -> None:
        """Note that somebody new has come in."""

    def standing(self) -> Standing:
        """How many have come in, rated everything, and added their levels."""

    def question(self) -> str:
        """What to think of before the results are released."""

    def release(self) -> str:
        """Release the group's results; a sentence that says so."""

    def results(self) -> str:
        """The newest results as an HTML document, "" where there are none."""


class Digits:
    """Judges what was typed in the place of a room's code."""

    def __init__(self, room: Room) -> None:
        self.room = room
        self._failures = RateLimit(10)

    def judge(self, typed: str, source: str) -> tuple[int, str]:
        """(302, "") for the right code, else a status and a sentence.

        A network that typed ten wrong ones within a minute waits, whatever it types then.
        """
        # digits of any script, as some keyboards type them, as 0 to 9
        digits = "".join(str(decimal(sign, sign)) for sign in typed[:200].translate(GAPS))
        if not (digits.isascii() and digits.isdigit() and len(digits) == DIGITS):
            return 403, other_code(digits)
        if self.room.wrong() >= MOST_WRONG:
            return 429, (
                "The six digits are switched off for today: too many wrong ones were typed. Scan "
                "the QR code on the wall instead."
            )
        if self._failures.spent(source):
            return 429, (
                "Too many wrong codes. Wait a minute, then type the six digits again, or scan the "
                "QR code on the wall."
            )
        if digits == self.room.code():
            return 302, ""
        self._failures.allows(source)
        self.room.failed()
        return 403, "That isn't today's code. Look at the wall and type its six digits again."


def other_code(typed: str) -> str:
    """The sentence about something else than six digits."""
    if len(typed) == 26 and typed.isalnum():
        return (
            "That is a code for a group, or for answers from another computer. Type the six digits "
            "on the wall first. Then type this one under “I have a code”."
        )
    if typed.isdecimal():
        return f"Today's code has six digits; you typed {len(typed)}."
    return "That isn't a code of this room. Type the six digits on the wall."


def addresses(host: str) -> list[str]:
    """The numbers under which others reach this machine; nothing is sent to find them."""
    if host not in ("", "0.0.0.0", "::"):  # noqa: S104 - only compared with
        return [host]
    found = dict.fromkeys(filter(None, map(_towards, ("10.255.255.255", "192.168.255.255"))))
    try:
        named = socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)
    except OSError:
        named = []
    found |= dict.fromkeys(str(item[4][0]) for item in named)
    return [number for number in found if not ip_address(number).is_loopback]


def _towards(number: str) -> str:
    # connecting a datagram socket chooses an interface, and sends nothing
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect((number, 9))
        except OSError:
            return ""
        return str(probe.getsockname()[0])


def qr_code(text: str) -> str:
    """A text as a QR code: one SVG element, black on white in any colour scheme."""
    import segno

    return segno.make(text, error="m", micro=False).svg_inline(
        scale=8, dark="#000", light="#fff", omitsize=True, border=3
    )


def spaced(code: str) -> str:
    """Six digits as people read them: 482 913."""
    return f"{code[:3]} {code[3:]}"


class RoomScript(RequestHandler):
    """A script: of the login page (it takes the token out of a scanned address), or of the wall."""

    def initialize(self, name: str) -> None:
        """`name`: of the bundle."""
        self._name = name

    @allow_unauthenticated
    def get(self) -> None:
        """The script; it holds nothing of the room."""
        self.set_header("Content-Type", "text/javascript; charset=utf-8")
        self.set_header("Cache-Control", "no-cache")
        self.finish(script(self._name))


class WallHandler(OurHandler):
    """The pages for the projector; only the computer that serves can open them."""

    def initialize(self, room: Room, address: str, token: str, own: str, **kwargs: Any) -> None:
        """`address`: where people go; `token`: what the QR code holds; `own`: the host served."""
        super().initialize(**kwargs)
        self._room, self._address, self._token = room, address, token
        self._own = LOOPBACK | {own}

    async def prepare(self) -> None:
        """404 for everybody who isn't at this computer, also through a proxy on it."""
        ready = super().prepare()
        if ready is not None:
            await ready
        name = self.request.host_name.strip("[]")
        through = [key for key in self.request.headers if key.lower().startswith("x-forwarded")]
        near = self.request.remote_ip in self._own and name in self._own
        if not near or through or "Forwarded" in self.request.headers:
            raise HTTPError(404)

    @allow_unauthenticated
    async def get(self, what: str) -> None:
        """`what`: "" for the wall, "release" for the question, "results" for the picture."""
        if what == "results":
            found = await asyncio.to_thread(self._room.results)
            if not found:
                self.redirect(f"{self.base_url}wall")
                return
            self.set_header("Content-Type", "text/html; charset=utf-8")
            self.set_header("Cache-Control", "no-store")
            self.finish(found)
        elif what == "release":
            question = said = ""
            try:
                question = await asyncio.to_thread(self._room.question)
            except AssessError as error:
                said = str(error)
            form = self.xsrf_form_html()
            self._show("release.html", question=question, said=said, form=form)
        else:
            await self._wall()

    @allow_unauthenticated
    async def post(self, what: str) -> None:
        """Release the results, and show them."""
        if what != "release":
            raise HTTPError(404)
        try:
            await asyncio.to_thread(self._room.release)
        except AssessError as error:
            # no button again: pressing it once more would say the same
            self._show("release.html", question="", said=str(error), form="")
            return
        self.redirect(f"{self.base_url}wall/results")

    async def _wall(self) -> None:
        said, standing = "", Standing(())
        try:
            standing = await asyncio.to_thread(self._room.standing)
        except AssessError as error:
            said = str(error)
        off = self._room.wrong() >= MOST_WRONG
        self._show(
            "wall.html",
            qr=qr_code(f"{self._address}login#{self._token}"),
            code="" if off else spaced(self._room.code()),
            standing=standing,
            said=said,
            plain=not self._address.startswith("https"),
            worth_saying=standing.wrong >= WORTH_SAYING,
        )

    def _show(self, template: str, **values: Any) -> None:
        self.show(template, room=self._room, address=self._address, **values)
