"""Find who says so."""

from tasks.extract.attribution.find import AttributionReading, attribution_of, find_attributions, innermost

__all__ = ["AttributionReading", "attribution_of", "find_attributions", "innermost"]
