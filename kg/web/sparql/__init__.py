"""The SPARQL 1.1 Protocol, read-only: https://www.w3.org/TR/sparql11-protocol/"""
