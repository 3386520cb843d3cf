"""Room 10: the site. Pages, JSON API, SPARQL protocol, linked data: all of them read the published build only."""
