"""Names of bodies: known ones, built ones, collectives, lists of them, and what only looks like one."""
