"""The queue on the screen, piece by piece."""
