"""Room 4: what the clauses of a document name: agencies, duties, citations, deadlines, groups, appointments."""
