"""What a person takes away, and how he leaves: the export of his data, the end of his account."""
