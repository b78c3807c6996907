"""Step 2: gaps as dots, words and numbers; what moved; what a plan will leave out."""

from __future__ import annotations

from assess import charts
from assess.gaps import gaps
from assess.history import course
from assess.ui import forms, profile_views
from assess.ui import texts_profile as texts
from assess.ui.earlier_self import EarlierSelf
from assess.ui.picture import Picture
from assess.ui.session import Session
from assess.ui.step import Desk, Message, box, guarded, head, panel, values_of
from assess.ui.widgets import Chart, Fields, Fold, Words

DATES_FOR_LINES = 3
"""A line through two points says nothing that the list of moves doesn't."""


class ProfileStep:
    """Hears whom the person compares with; draws the profile while it is shown."""

    def __init__(
        self, session: Session, desk: Desk, since: EarlierSelf, picture: Picture, bundle: str
    ) -> None:
        self.session = session
        self.desk = desk
        self.since = since
        self.picture = picture
        self._bundle = bundle
        self._lines: tuple[Chart, Chart] | None = None
        self.roles = Fields(fields=forms.role_fields(session, since))
        self.words = Words()
        self.dots = Chart(bundle=bundle)
        self.steps = Words()
        self.over_time = box("ui-over-time")
        self.numbers = Words()
        self.transition = Fold(texts.TRANSITION_TITLE, lambda: profile_views.transition(session))
        self.guide = Fold(texts.GUIDE_TITLE, lambda: profile_views.decisions(session.model))
        self.before_plan = Words()
        guided = [self.guide] if session.model.guide.decisions else []
        self.roles.on_msg(self.hear)
        self.root = panel(
            "profile",
            head(texts.TITLE, texts.LEAD),
            self.roles,
            self.words,
            self.dots,
            self.steps,
            self.over_time,
            self.numbers,
            self.transition,
            *guided,
            self.before_plan,
        )

    @guarded
    def hear(self, message: Message) -> None:
        """Which earlier day was chosen; roles come by way of the visit (`visit_desk`)."""
        values = values_of(message)
        if "since" in values and self.since.choose(str(values["since"])):
            self.picture.draw()
            self.draw()

    def show(self) -> None:
        """Put what is chosen now into the lists."""
        self.roles.fields = forms.role_fields(self.session, self.since)
        self.transition.renew()

    def empty(self) -> None:
        """Take everything off that was drawn; it is drawn again when the step is shown."""
        for words in (self.words, self.steps, self.numbers, self.before_plan):
            words.value = ""
        self.dots.clear()
        if self._lines:
            self._lines, self.over_time.children = None, ()
        self.transition.renew()

    def draw(self) -> None:
        """Show the profile of the present answers."""
        session = self.session
        held, wanted = session.roles
        found = gaps(session.model, session.assessment, wanted)
        if len(self.roles.fields) != len(forms.role_fields(session, self.since)):
            self.show()  # the first earlier day came up during this visit
        self.words.value = profile_views.head(session)
        if found.open:
            self.dots.show(charts.gap_dots(session.model, found, held))
        else:
            self.dots.clear()
        self.dots.layout.display = "" if found.open else "none"
        moves = profile_views.moves(session, self.since.snapshot)
        self.steps.value = profile_views.next_steps(session) + moves
        self._draw_over_time()
        self.numbers.value = profile_views.numbers(session)
        self.before_plan.value = profile_views.before_plan(session)

    def _draw_over_time(self) -> None:
        found = course(self.session.model, self.session.assessment)
        if len(found.dates) < DATES_FOR_LINES:
            self.over_time.layout.display = "none"
            return
        if self._lines is None:
            # most visits need no such chart: each would cost its script
            self._lines = (Chart(bundle=self._bundle), Chart(bundle=self._bundle))
            self._table = Words()
            title = Words(f"<h3>{texts.OVER_TIME_TITLE}</h3>")
            self.over_time.children = (title, *self._lines, self._table)
        areas, fit = self._lines
        areas.show(charts.areas_over_time(self.session.model, found))
        fit.show(charts.fit_over_time(self.session.model, found, *self.session.roles))
        self._table.value = profile_views.over_time_table(self.session, found)
        self.over_time.layout.display = ""
