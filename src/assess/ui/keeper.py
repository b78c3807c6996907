"""Where a page keeps answers and how it shares them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assess import settings
from assess.hub.client import HubSharing
from assess.hub.client import keeper as kept_at

if TYPE_CHECKING:
    from assess.store import Store


def keeper() -> Store | HubSharing:
    """The store that `settings` names; on a hub, what concerns others goes to its service."""
    return kept_at(settings.database_url(), settings.sharing_service())
