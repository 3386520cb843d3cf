"""A store behind an address: any server of SPARQL 1.1 Protocol and SPARQL 1.1 Graph Store HTTP Protocol."""

from kg.graph.remote.connection import Connection
from kg.graph.remote.loading import Pushed, push
from kg.graph.remote.mirror import mirror, place
from kg.graph.remote.places import connect
from kg.graph.remote.store import BASE, RemoteStore, open_remote

__all__ = ["BASE", "Connection", "Pushed", "RemoteStore", "connect", "mirror", "open_remote", "place", "push"]
