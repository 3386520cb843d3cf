"""The explorer: the whole graph as columns for the browser, and the facts behind each of its lines."""

TIERS = ("-", "central", "province", "prefecture", "county", "township", "village")
"""Those of a body by their numbers in the columns; "-" for what is no body or has none."""
