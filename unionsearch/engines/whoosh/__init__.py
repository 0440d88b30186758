"""The index in Whoosh. The only room that imports whoosh."""

from unionsearch.engines.whoosh.store import WhooshEngine

__all__ = ["WhooshEngine"]
