"""The picture beside the questions: the radar, its legend, and the numbers in short."""

from __future__ import annotations

from assess import charts
from assess.ui import views
from assess.ui.earlier_self import EarlierSelf
from assess.ui.session import Session
from assess.ui.step import box
from assess.ui.widgets import Chart, Closer, Words


class Picture:
    """Follows each answer."""

    def __init__(self, session: Session, since: EarlierSelf, bundle: str) -> None:
        self.session = session
        self.since = since
        self.legend = Words()
        self.radar = Chart(self._radar(), bundle=bundle, ahead=charts.ahead(session.model))
        self.summary = Words()
        self.closer = Closer()
        self.root = box("as-aside", self.legend, self.radar, self.closer, self.summary)
        self._draw_words()

    def _radar(self) -> charts.Chart:
        held, wanted = self.session.roles
        return charts.radar(
            self.session.model, self.session.assessment, held, wanted, self.since.snapshot
        )

    def draw(self) -> None:
        """Show the present answers."""
        self.radar.show(self._radar())
        self._draw_words()

    def _draw_words(self) -> None:
        self.legend.value = views.legend(self.session, self.since.snapshot)
        self.summary.value = views.summary(self.session)
