"""Ask others how they see some skills, and what they said; no widget."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from assess.app.account.state import grouped, new_code
from assess.app.feedback import texts
from assess.app.feedback.reply import request_file
from assess.app.messages.feedback import OtherSeen, RequestOf, SkillSeen
from assess.app.messages.files import Code, File
from assess.app.plan.state import PlanState
from assess.app.state.visitor import VisitorState
from assess.clock import moment as moment_of
from assess.clock import present
from assess.domain.model import CompetencyModel
from assess.domain.review.feedback import (
    MOST_SKILLS,
    REPLIER_LIMIT,
    Beside,
    Reply,
    beside,
    skills_to_ask,
)
from assess.errors import AnswersError, StoreError
from assess.formats.feedback import (
    about,
    present_skills,
    reply_file_from_json,
    reply_to_json,
    stored_reply,
)
from assess.planning.wording import listed
from assess.report import words
from assess.store.feedback import FULL, is_open

if TYPE_CHECKING:
    from assess.store import FeedbackRequest

VALID = timedelta(days=30)
"""For how long a code takes replies."""


class AskingState:
    """This visit's person asks others. Every method may raise AnswersError or StoreError.

    `codes`: other computers can reach this server, so that codes make sense.
    """

    def __init__(self, session: VisitorState, plans: PlanState, *, codes: bool) -> None:
        self.session = session
        self.codes = codes
        self._plans = plans

    # --- asking --------------------------------------------------------------------------------

    def suggested(self) -> tuple[str, ...]:
        """Return the skills that are most worth asking about."""
        plan = self._plans.plan
        planned = [key for quarter in plan.quarters for key in quarter.focus] if plan else []
        return skills_to_ask(
            self.session.model,
            self.session.assessment,
            self.session.roles[1],
            deciding=self._plans.deciding,
            planned=planned,
        )

    def ask_by_code(self, skills: Sequence[str], name: str) -> Code:
        """Make a request that others answer on this server; the code, as it is typed."""
        if not self.codes:
            raise AnswersError(texts.NO_REQUEST)
        code, until = new_code(), present() + VALID
        self._ask(skills, name, code, until)
        return Code(kind="code", code=grouped(code), until=words.day_of(until))

    def ask_by_file(self, skills: Sequence[str], name: str) -> File:
        """Make a request that others answer in a file; the file."""
        return self.file(self._ask(skills, name))

    def _ask(
        self,
        skills: Sequence[str],
        name: str,
        secret: str | None = None,
        until: datetime | None = None,
    ) -> str:
        store, model = self.session.need_stored(texts.NOTHING), self.session.model
        chosen = list(dict.fromkeys(skills))
        if not 1 <= len(chosen) <= MOST_SKILLS or not all(map(model.has_competency, chosen)):
            raise AnswersError(texts.NO_SKILLS)
        called = " ".join("".join(c if c.isprintable() else " " for c in name).split())
        if len(called) > REPLIER_LIMIT:
            raise AnswersError(texts.LONG_NAME)
        in_order = [item.id for item in model.by_area if item.id in chosen]
        try:
            return store.feedback.ask(
                self.session.code,
                in_order,
                (model.id, model.version),
                called,
                secret=secret,
                expires=until,
            )
        except StoreError as error:
            raise AnswersError(str(error)) from error

    def file(self, request_id: str) -> File:
        """Make the file of a request, to be sent to those who are asked."""
        return request_file(self.session.model, self._own(request_id))

    # --- what was asked ------------------------------------------------------------------------

    def requests(self) -> list[RequestOf]:
        """Every request of this model in words, newest first."""
        model = self.session.model
        found = []
        for request in reversed(self._requests()):
            titles = [model.competency(key).title for key in present_skills(request.skills, model)]
            takes = is_open(request)
            until = words.day_of(moment_of(request.expires)) if takes and request.expires else ""
            found.append(
                RequestOf(
                    id=request.id,
                    day=words.day_of(moment_of(request.created)),
                    skills=listed(titles),
                    way=texts.ways(until, request.expires is not None),
                    count=texts.replies(len(request.replies)),
                    open=takes,
                    replies=[
                        [item.id, stored_reply(item.body, model).name] for item in request.replies
                    ],
                )
            )
        return found

    def end(self, request_id: str) -> str:
        """End a request's code; a sentence."""
        store = self.session.need_stored(texts.NOTHING)
        store.feedback.end(self.session.code, self._own(request_id).id)
        return texts.CANCELLED

    def delete(self, request_id: str) -> str:
        """Delete a request with its replies; a sentence."""
        store = self.session.need_stored(texts.NOTHING)
        store.feedback.delete(self.session.code, self._own(request_id).id)
        return texts.DELETED

    def remove(self, request_id: str, reply_id: str) -> str:
        """Delete one reply; a sentence."""
        store, request = self.session.need_stored(texts.NOTHING), self._own(request_id)
        # only an id that was shown goes to the database
        if reply_id in {item.id for item in request.replies}:
            store.feedback.remove(self.session.code, request.id, reply_id)
        return texts.CUT

    # --- what came back ------------------------------------------------------------------------

    def load(self, data: object) -> str:
        """Keep the reply in a file's parsed JSON; a sentence."""
        model = self.session.model
        reply = reply_file_from_json(data, model)
        store = self.session.need_stored(texts.FOREIGN)
        request = self._own(reply.request, otherwise=texts.FOREIGN)
        said = about(reply.said, {*request.skills, *present_skills(request.skills, model)})
        try:
            again = store.feedback.add(
                self.session.code, request.id, reply.reply, reply_to_json(said)
            )
        except StoreError as error:
            raise AnswersError(texts.FULL_FILE if str(error) == FULL else str(error)) from error
        return (texts.LOADED_AGAIN if again else texts.LOADED).format(
            name=said.name or texts.ASK["somebody"]
        )

    def replies(self) -> list[Reply]:
        """Every reply, oldest first; none during a blind round, which they would colour."""
        if self.session.assessment.round:
            return []
        return [
            stored_reply(item.body, self.session.model)
            for request in self._requests()
            for item in request.replies
        ]

    def seen(self) -> list[SkillSeen]:
        """Every skill that others said something about, beside one's own level."""
        model, assessment = self.session.model, self.session.assessment
        return seen_of(model, beside(model, assessment, self.replies()))

    def _requests(self) -> tuple[FeedbackRequest, ...]:
        if self.session.store is None or not self.session.stored:
            return ()
        found = self.session.store.feedback.of(self.session.code)
        return tuple(item for item in found if item.model_id == self.session.model.id)

    def _own(self, request_id: str, otherwise: str = texts.NO_REQUEST) -> FeedbackRequest:
        for request in self._requests():
            if request.id == request_id:
                return request
        raise AnswersError(otherwise)


def seen_of(model: CompetencyModel, skills: Iterable[Beside]) -> list[SkillSeen]:
    """Each skill with what the others chose and wrote."""
    return [
        SkillSeen(
            id=item.competency_id,
            title=model.competency(item.competency_id).title,
            own=item.own,
            said=_said(item),
            others=[
                OtherSeen(name=name, level=seen.level, saw=seen.saw, next=next_)
                for name, seen, next_ in item.others
            ],
        )
        for item in skills
    ]


def _said(item: Beside) -> str:
    """How the person's level and the others' differ, without adding anything up."""
    if item.own is None:
        return texts.OTHERS["notRated"]
    rated = [(name, seen.level) for name, seen, _ in item.others if seen.level is not None]
    if not rated:
        return ""
    if len(rated) == 1:
        name, level = rated[0]
        sentence = (
            texts.HIGHER if level < item.own else texts.LOWER if level > item.own else texts.SAME
        )
        return sentence.format(who=name or texts.ASK["somebody"])

    def of(count: int) -> str:
        return texts.OF.format(count=count, all=len(rated))

    if item.lower and item.higher:
        return texts.BOTH.format(some=of(item.lower), others=of(item.higher))
    if item.lower:
        return texts.HIGHER.format(who=of(item.lower))
    return texts.LOWER.format(who=of(item.higher)) if item.higher else texts.SAME_ALL
