"""The explorer: the whole graph as columns for the browser, and the facts behind each of its lines."""
