"""Places: find every toponym of a document, choose what it means, and say where an act took place."""

from tasks.extract.places.find import find_places
from tasks.extract.places.situate import place_of

__all__ = ["find_places", "place_of"]
