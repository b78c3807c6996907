"""Draw the radar beside questions or profile, the level details and the numbers in short."""

from __future__ import annotations

from assess.app.radar import views
from assess.app.radar.earlier_self import EarlierSelf
from assess.app.shared.controller import box
from assess.app.shared.widgets import LevelDetails, Radar, Words
from assess.app.state.visitor import VisitorState
from assess.domain.answers import Snapshot


class RadarPanel:
    """Follows each answer. While the person rates, only their own marks are drawn."""

    def __init__(self, session: VisitorState, since: EarlierSelf) -> None:
        self.session = session
        self.since = since
        self.comparing = False
        self.radar = Radar()
        self.comparison = Words()
        self.summary = Words()
        self.summary.add_class("ui-so-far")
        self.level_details = LevelDetails()
        self._framed: Snapshot | None = None
        own = box("ui-own-radar", Words(views.OWN_TITLE), self.radar)
        self.root = box("as-aside", own, self.comparison, self.level_details, self.summary)
        self.draw()

    def compare(self, with_roles: bool) -> None:
        """Draw the roles, too, or only the person."""
        if self.comparing != with_roles:
            self.comparing = with_roles
            self.draw()

    def draw(self) -> None:
        """Show the present answers."""
        session, earlier = self.session, self.since.snapshot
        self.radar.alt = views.own_radar(session, earlier).description
        if not self.radar.html or earlier != self._framed:
            self.radar.html, self._framed = views.frame(session, earlier), earlier
        self.comparison.value = views.comparison(session, earlier) if self.comparing else ""
        self.summary.value = views.summary(session)
