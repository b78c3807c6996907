"""`python -m assess.hub`: the sharing service, as the hub starts it."""

from assess.hub.service import main

main()
