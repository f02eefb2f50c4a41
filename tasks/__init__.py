"""What happens to a document, a folder a stage."""
