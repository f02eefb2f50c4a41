"""Find the dates of a text, and the date of an act."""

from tasks.extract.dates.attach import date_of
from tasks.extract.dates.find import find_dates
from tasks.extract.dates.telling import passage_dates

__all__ = ["date_of", "find_dates", "passage_dates"]
