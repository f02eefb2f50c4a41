"""The actors of a document: who is named, and whom each noun phrase denotes."""

from tasks.extract.entities.index import EntityIndex, recognise

__all__ = ["EntityIndex", "recognise"]
