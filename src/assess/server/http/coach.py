"""What `assess coach` becomes: Voilà that answers to this computer's own names only."""

from __future__ import annotations

from tornado.routing import Rule
from voila.app import Voila

from assess.server.http.handlers import OtherSite
from assess.server.kernels.limits import LOOPBACK, ForeignHost, Refuse


class CoachVoila(Voila):
    """Voilà, minus requests for foreign host names and those of other sites' pages."""

    def listen(self) -> None:
        """Refuse before any other rule, and serve."""
        refused = (ForeignHost(LOOPBACK), OtherSite())
        self.app.default_router.rules[:0] = [Rule(matcher, Refuse) for matcher in refused]
        super().listen()


if __name__ == "__main__":
    CoachVoila.launch_instance()
