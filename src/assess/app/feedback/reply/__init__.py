"""Answer what someone asks about their skills: on a page of this server, or in a file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from assess.app.account.state import grouped, new_code, typed_code
from assess.app.feedback import texts
from assess.app.feedback.data import asking_of
from assess.app.messages.feedback import Asking, ReplyQuestions, ReplySent
from assess.app.state.visitor import VisitorState
from assess.clock import moment as moment_of
from assess.errors import AnswersError, StoreError
from assess.formats.feedback import present_skills, reply_from_json, reply_to_json, stored_reply
from assess.rate_limit import RateLimit
from assess.report import words
from assess.store.feedback import ENDED, FULL, is_open

if TYPE_CHECKING:
    from assess.hub.client import Storage
    from assess.store import FeedbackRequest


TRIES_A_MINUTE = 10
KNOWN = 20
"""Reply codes of one browser that are looked at."""

_SAID = {FULL: texts.FULL, ENDED: texts.ENDED}


class ReplyingState:
    """Whoever was asked, in this visit. Every method may raise AnswersError or StoreError.

    Nothing that whoever asked has answered themselves is ever read here.
    """

    def __init__(self, session: VisitorState) -> None:
        self._session = session
        self._store = session.store
        self._tries = RateLimit(TRIES_A_MINUTE)
        self._request: FeedbackRequest | None = None
        self._secret = ""  # of the request that is open, where it was opened by its code
        self._key = ""  # of the reply that is open

    def open(
        self, typed: str, known: Sequence[Any] = (), *, counted: bool = False
    ) -> ReplyQuestions:
        """Return the questions of a request's code, or of a reply's.

        `counted`: the try was counted where the code was typed.
        """
        store, code = self._store, typed_code(typed)
        if store is None or code is None:
            raise AnswersError(texts.NO_CODE)
        if not counted and not (self._tries.allows() and store.shares.allow_try()):
            raise AnswersError(texts.TOO_MANY)
        replied = store.feedback.replied(code)
        request = replied[0] if replied else store.feedback.asked(code)
        if request is None:
            raise AnswersError(texts.UNKNOWN)
        if request.model_id != self._session.model.id:
            raise AnswersError(texts.OTHER_MODEL)
        if replied is None:
            if not is_open(request):
                raise AnswersError(texts.ENDED)
            if self._is_own(request):
                raise AnswersError(texts.OWN)
        self._request = request
        self._secret, self._key = ("", code) if replied else (code, "")
        said = self._asked(request, earlier=bool(self._earlier(known)) and not replied)
        if replied:
            said["given"] = reply_to_json(stored_reply(replied[1], self._session.model))
        return said

    def asks(self, typed: str) -> bool:
        """Whether a typed code is a request's or a reply's; the caller counts tries."""
        code = typed_code(typed)
        if self._store is None or code is None:
            return False
        feedback = self._store.feedback
        return feedback.replied(code) is not None or feedback.asked(code) is not None

    def open_earlier(self, known: Sequence[Any]) -> ReplyQuestions:
        """Open the reply to the present request that was sent from this browser before."""
        return self.open(self._earlier(known), counted=True)

    def send(
        self, seen: Mapping[str, Any], name: str, next_: str, known: Sequence[Any], *, again: bool
    ) -> ReplySent | None:
        """Keep a reply, or the present one as it is now.

        None, and nothing is kept, where one was sent from this browser before and `again` doesn't
        say that this is somebody else's.
        """
        request, store = self._need_open()
        model = self._session.model
        skills = present_skills(request.skills, model)
        body = reply_to_json(
            reply_from_json({"seen": dict(seen), "name": name, "next": next_}, model, skills)
        )
        if not self._key and not again and self._earlier(known):
            return None
        asker = request.name or texts.REPLY["person"]
        try:
            if self._key:
                store.feedback.change(self._key, body)
                said = texts.CHANGED.format(name=asker)
                return ReplySent(kind="sent", text=said, code=grouped(self._key), first=False)
            key = new_code()
            store.feedback.reply(self._secret, key, body)
        except StoreError as error:
            raise AnswersError(_SAID.get(str(error)) or str(error)) from error
        self._key = key
        text = texts.REPLY["sent"].format(name=asker)
        return ReplySent(kind="sent", text=text, code=grouped(key), first=True)

    def withdraw(self) -> None:
        """Delete the reply that is open."""
        _request, store = self._need_open()
        if not self._key:
            raise AnswersError(texts.NO_NEED)
        store.feedback.withdraw(self._key)
        self.leave()

    def leave(self) -> None:
        """Forget which request is open."""
        self._request, self._secret, self._key = None, "", ""

    def use_earlier(self, known: Sequence[Any]) -> None:
        """Let what is sent next take the place of the reply sent from this browser before."""
        self._key = typed_code(self._earlier(known)) or self._key

    def _earlier(self, known: Sequence[Any]) -> str:
        """The first of these reply codes that replied to the present request; "" for none."""
        if self._store is None or self._request is None:
            return ""
        for text in list(known)[:KNOWN]:
            code = typed_code(text) if isinstance(text, str) else None
            replied = self._store.feedback.replied(code) if code else None
            if replied and replied[0].id == self._request.id:
                return str(text)
        return ""

    def _asked(self, request: FeedbackRequest, *, earlier: bool) -> ReplyQuestions:
        asking: Asking = asking_of(self._session.model, request.name, request.skills)
        takes = is_open(request) and request.expires
        until = words.day_of(moment_of(request.expires)) if takes else ""  # type: ignore[arg-type]
        own = grouped(self._key) if self._key else ""
        return ReplyQuestions(kind="asked", asking=asking, own=own, earlier=earlier, until=until)

    def _is_own(self, request: FeedbackRequest) -> bool:
        if self._store is None or not (self._session.code and self._session.kept):
            return False
        own = self._store.feedback.of(self._session.code)
        return request.id in {item.id for item in own}

    def _need_open(self) -> tuple[FeedbackRequest, Storage]:
        if self._store is None or self._request is None:
            raise AnswersError(texts.GONE)
        return self._request, self._store
