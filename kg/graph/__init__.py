"""Room 7: facts as RDF and back: vocabulary, store, shapes, and the same graph for networkx."""
