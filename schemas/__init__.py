"""What travels: typed records, the ontology, errors and settings."""
