"""How the page is served: Voilà configuration, template, limits."""
