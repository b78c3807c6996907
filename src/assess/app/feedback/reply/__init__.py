"""Answer what someone asks about their skills: on a page of this server, or in a file."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterable, Sequence
from html import escape
from typing import TYPE_CHECKING, Any

from assess.app.account.state import TRIES_A_MINUTE, grouped, new_code, typed_code
from assess.app.account.texts import NO_CODE, TOO_MANY
from assess.app.feedback import texts
from assess.app.messages.feedback import (
    Asking,
    LevelAsked,
    ReplyEnded,
    ReplyQuestions,
    ReplySent,
    SendReply,
    SkillAsked,
)
from assess.app.messages.files import File
from assess.app.shared.widgets import style_of
from assess.app.state.visitor import VisitorState
from assess.bundles import script
from assess.clock import day_of
from assess.clock import moment as moment_of
from assess.domain.model import CompetencyModel
from assess.errors import AnswersError, StoreError
from assess.formats.feedback import present_skills, reply_from_json, reply_to_json, stored_reply
from assess.rate_limit import RateLimit
from assess.report import words
from assess.report.files.plan_text import file_name
from assess.report.markup import stylesheet
from assess.store.feedback import ENDED, FULL, is_open

if TYPE_CHECKING:
    from assess.hub.client import Storage
    from assess.store import FeedbackRequest


def asking_of(model: CompetencyModel, name: str, skills: Iterable[str]) -> Asking:
    """What others are asked: of the model, and of the person the name that they chose."""
    found = [model.competency(key) for key in present_skills(skills, model)]
    return Asking(
        name=name,
        skills=[
            SkillAsked(
                id=item.id,
                title=item.title,
                summary=item.summary,
                levels=[
                    LevelAsked(
                        level=level.level, label=level.label, anchor=item.anchors[level.level]
                    )
                    for level in model.scale
                ],
            )
            for item in found
        ],
    )


_PAGE = """<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{csp}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>{title}</title>
<style>
{style}
</style>
</head>
<body>
<div class="as-app"><main class="ui-feedback-file"><noscript>{no_script}</noscript></main></div>
<script type="application/json" id="assess-request">{data}</script>
<script type="module">{script}</script>
</body>
</html>
"""
STYLES = ("shell/page", "account/account", "shell/buttons", "shared/fields", "rate/rate")


def request_file(model: CompetencyModel, request: FeedbackRequest) -> File:
    """Make the file of a request: one HTML page that works without a network and saves a reply.

    It holds what is asked, and nothing that anybody answered.
    """
    code = script("feedback/reply/file").replace("</", "<\\/")
    digest = base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()
    name, day = request.name, day_of(request.created)
    data = {
        "request": request.id,
        "model": {"id": request.model_id, "version": request.model_version},
        "file": file_name("reply", whose=name, audience="share", day=day),
        "asking": asking_of(model, name, request.skills),
        "texts": texts.REPLY,
    }
    # "<" would end the element, whatever it is part of
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    title = texts.REPLY["title"].format(name=name) if name else texts.REPLY["titleNoName"]
    page = _PAGE.format(
        language=escape(model.language),
        csp=(
            f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{digest}'; "
            "base-uri 'none'; form-action 'none'"
        ),
        title=escape(title),
        style=stylesheet("tokens.css", "page.css") + style_of(*STYLES, "feedback/feedback"),
        no_script=escape(texts.REPLY["script"]),
        data=text,
        script=code,
    )
    called = file_name("questions", whose=name, audience="share", day=day)
    return File(kind="file", name=called, type="text/html", text=page)


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
            raise AnswersError(NO_CODE)
        if not counted and not (self._tries.allows() and store.shares.allow_try()):
            raise AnswersError(TOO_MANY)
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

    def send(self, message: SendReply) -> ReplySent | ReplyEnded:
        """Keep a reply, or the present one as it is now.

        Nothing is kept where one was sent from this browser before and `again` doesn't say that
        this is somebody else's.
        """
        request, store = self._need_open()
        model = self._session.model
        skills = present_skills(request.skills, model)
        said = {"seen": message.seen, "name": message.name, "next": message.next}
        body = reply_to_json(reply_from_json(said, model, skills))
        if not self._key and not message.again and self._earlier(message.known):
            return ReplyEnded(kind="twice")
        asker = request.name or texts.REPLY["person"]
        try:
            if self._key:
                store.feedback.change(self._key, body)
                text = texts.CHANGED.format(name=asker)
                return ReplySent(kind="sent", text=text, code=grouped(self._key), first=False)
            key = new_code()
            store.feedback.reply(self._secret, key, body)
        except StoreError as error:
            raise AnswersError(_SAID.get(str(error)) or str(error)) from error
        self._key = key
        text = texts.REPLY["sent"].format(name=asker)
        return ReplySent(kind="sent", text=text, code=grouped(key), first=True)

    def withdraw(self) -> ReplyEnded:
        """Delete the reply that is open."""
        _request, store = self._need_open()
        if not self._key:
            raise AnswersError(texts.NO_NEED)
        store.feedback.withdraw(self._key)
        self.leave()
        return ReplyEnded(kind="withdrawn")

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
        asking = asking_of(self._session.model, request.name, request.skills)
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
