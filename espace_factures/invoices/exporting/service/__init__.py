"""Writing a sheet, asking for one, making it, taking it."""
