"""Step 2: the answer first, then areas, strengths and gaps; everything else to unfold."""

from __future__ import annotations

from assess import charts
from assess.app.again.panel import on_profile
from assess.app.feedback.panel import AskPanel
from assess.app.messages.forms import FromFields
from assess.app.profile import views
from assess.app.radar import EarlierSelf, RadarPanel
from assess.app.rate.step import role_fields
from assess.app.shared.controller import NoticePanel, box, head, hears, step_panel
from assess.app.shared.widgets import Chart, Fields, Fold, Words
from assess.app.state.visitor import VisitorState
from assess.domain.history import course
from assess.report import fragments, pictures
from assess.views.profile import profile_view
from assess.views.radar import skill_radar

DATES_FOR_LINES = 3
"""A line through two points says nothing that the list of moves doesn't."""


class ProfileStep:
    """Hears whom the person compares with; draws the profile while it is shown."""

    def __init__(
        self,
        session: VisitorState,
        panel: NoticePanel,
        since: EarlierSelf,
        radar_panel: RadarPanel,
        feedback: AskPanel,
        bundle: str,
    ) -> None:
        self.session = session
        self.panel = panel
        self.since = since
        self.radar_panel = radar_panel
        self.feedback = feedback
        self._bundle = bundle
        self._lines: tuple[Chart, Chart] | None = None
        self.roles = Fields(fields=role_fields(session, since))
        self.answer = Words()
        self.short = Words()
        self.dots = Words()
        self.skills = Fold(views.SKILLS_TITLE, self._skill_radar, "radar")
        self.moves = Words()
        self.all_roles = Words()
        self.over_time = box("ui-over-time")
        self.numbers = Words()
        self.transition = Fold(
            views.TRANSITION_TITLE,
            lambda: fragments.transition_table(session.model, *session.roles),
            "transition",
        )
        self.guide = Fold(views.GUIDE_TITLE, lambda: views.decisions(session.model), "guide")
        self.before_plan = Words()
        guided = [self.guide] if session.model.guide.decisions else []
        self._drawn = (
            *(self.answer, self.short, self.dots, self.before_plan),
            *(self.moves, self.numbers, self.all_roles),
        )
        self.roles.on_msg(self.hear)
        self.root = step_panel(
            "profile",
            head(views.TITLE, views.LEAD),
            self.answer,
            self.roles,
            self.short,
            self.dots,
            feedback.others,
            self.skills,
            self.before_plan,
            # a native fold whose content are widgets: the style sheet shows what follows it
            Words(views.fold(views.SHOW_ALL, "", "ui-show-all")),
            box(
                "ui-all",
                self.moves,
                self.over_time,
                self.numbers,
                self.all_roles,
                self.transition,
                *guided,
            ),
        )

    @hears(FromFields)
    def hear(self, message: FromFields) -> None:
        """Which earlier day was chosen; roles arrive through `VisitorPanel`."""
        values = message.values
        if "since" in values and self.since.choose(str(values["since"])):
            self.radar_panel.draw()
            self.draw()

    def show(self) -> None:
        """Put what is chosen now into the lists."""
        self.roles.fields = role_fields(self.session, self.since)
        self.transition.renew()

    def empty(self) -> None:
        """Take everything off that was drawn; it is drawn again when the step is shown."""
        for words in self._drawn:
            words.value = ""
        self.feedback.draw_others(empty=True)
        self.skills.renew()
        if self._lines:
            self._lines, self.over_time.children = None, ()
        self.transition.renew()

    def draw(self) -> None:
        """Show the profile of the present answers."""
        session = self.session
        if len(self.roles.fields) != len(role_fields(session, self.since)):
            self.show()  # the first earlier day came up during this visit
        profile = profile_view(session.model, session.assessment)
        self.answer.value = views.answer(profile)
        self.short.value = views.short(session.model, profile)
        self.before_plan.value = views.before_plan(session)
        self.feedback.draw_others()
        others = self.feedback.asking.replies()
        self.dots.value = views.dot_plot(session, profile, others)
        self.skills.layout.display = "" if self.dots.value else "none"
        self.skills.renew()
        since = self.since.snapshot
        again = on_profile(session, since)
        self.moves.value = views.moves(session, since) + again
        self._draw_over_time()
        self.numbers.value = views.numbers(session)
        roles = fragments.roles(profile)
        self.all_roles.value = f"<h3>{views.ROLES_TITLE}</h3>{roles}"

    def _skill_radar(self) -> str:
        model, assessment = self.session.model, self.session.assessment
        view = skill_radar(model, assessment, *self.session.roles, self.since.snapshot)
        return pictures.radar_figure(view, live=True)

    def _draw_over_time(self) -> None:
        found = course(self.session.model, self.session.assessment)
        if len(found.dates) < DATES_FOR_LINES:
            self.over_time.layout.display = "none"
            return
        if self._lines is None:
            # most visits need no such chart: each would cost its script
            self._lines = (Chart(bundle=self._bundle), Chart(bundle=self._bundle))
            self._table = Words()
            title = Words(f"<h3>{views.OVER_TIME_TITLE}</h3>")
            self.over_time.children = (title, *self._lines, self._table)
        areas, fit = self._lines
        areas.show(charts.areas_over_time(self.session.model, found))
        fit.show(charts.fit_over_time(self.session.model, found, *self.session.roles))
        self._table.value = views.over_time_table(self.session, found)
        self.over_time.layout.display = ""
