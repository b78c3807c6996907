"""Step 2: the gaps to the role wanted, as a dot plot and as a table."""

from __future__ import annotations

from assess import charts
from assess.gaps import gaps
from assess.ui import forms, texts, views
from assess.ui.session import Session
from assess.ui.step import Desk, Message, guarded, head, panel, values_of
from assess.ui.widgets import Chart, Fields, Words


class ProfileStep:
    """Hears the choice of roles; draws the profile while it is shown."""

    def __init__(self, session: Session, desk: Desk, bundle: str) -> None:
        self.session = session
        self.desk = desk
        self.roles = Fields(fields=forms.role_fields(session))
        self.words = Words()
        self.dots = Chart(bundle=bundle)
        self.details = Words()
        self.roles.on_msg(self.hear)
        self.root = panel(
            "profile",
            head(texts.PROFILE_TITLE, texts.PROFILE_LEAD),
            self.roles,
            self.words,
            self.dots,
            self.details,
        )

    @guarded
    def hear(self, message: Message) -> None:
        """Which roles were chosen."""
        values = values_of(message)
        self.session.choose_roles(str(values.get("held")), str(values.get("wanted")))

    def show(self) -> None:
        """Put another pair of roles into the lists."""
        self.roles.fields = forms.role_fields(self.session)

    def draw(self) -> None:
        """Show the profile of the present answers."""
        held, wanted = self.session.roles
        found = gaps(self.session.model, self.session.assessment, wanted)
        self.words.value = views.profile(self.session)
        if found.open:
            self.dots.show(charts.gap_dots(self.session.model, found, held))
        self.dots.layout.display = "" if found.open else "none"
        self.details.value = views.details(self.session)
