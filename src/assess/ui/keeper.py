"""Where a page keeps answers and how it shares them: the one place in `ui` that opens a store."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assess import settings
from assess.store import Store, open_store

if TYPE_CHECKING:
    from assess.hub.client import HubSharing


def keeper() -> Store | HubSharing:
    """The store that `settings` names; on a hub, what concerns others goes to its service."""
    store = open_store(settings.database_url())
    service = settings.sharing_service()
    if service is None:
        return store
    from assess.hub.client import HubSharing, SharingService

    return HubSharing(store, SharingService(*service))
