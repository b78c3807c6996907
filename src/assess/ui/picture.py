"""The picture beside the questions: the radar, its legend, and the numbers in short."""

from __future__ import annotations

from assess import charts
from assess.ui import views
from assess.ui.session import Session
from assess.ui.step import box
from assess.ui.widgets import Chart, Words


class Picture:
    """Follows each answer."""

    def __init__(self, session: Session, bundle: str) -> None:
        self.session = session
        self.legend = Words()
        self.radar = Chart(self._radar(), bundle=bundle)
        self.summary = Words()
        self.root = box("as-aside", self.legend, self.radar, self.summary)
        self._draw_words()

    def _radar(self) -> charts.Chart:
        return charts.radar(self.session.model, self.session.assessment, *self.session.roles)

    def draw(self) -> None:
        """Show the present answers."""
        self.radar.show(self._radar())
        self._draw_words()

    def _draw_words(self) -> None:
        self.legend.value = views.legend(self.session)
        self.summary.value = views.summary(self.session)
