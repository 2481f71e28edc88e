"""What a person takes away, and how they leave: the export of their data, the end of their account."""
