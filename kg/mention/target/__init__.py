"""Numbers that the work of a clause is to reach."""
