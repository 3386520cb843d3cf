"""A store behind an address: any server of SPARQL 1.1 Protocol and SPARQL 1.1 Graph Store HTTP Protocol."""

from kg.graph.remote.connection import Connection
from kg.graph.remote.loading import Pushed, push
from kg.graph.remote.places import connect
from kg.graph.remote.store import RemoteStore, open_remote

__all__ = ["Connection", "Pushed", "RemoteStore", "connect", "open_remote", "push"]
