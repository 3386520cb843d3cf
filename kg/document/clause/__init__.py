"""The tree of clauses: printed ordinals and what they nest."""
