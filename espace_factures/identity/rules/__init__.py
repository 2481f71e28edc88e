"""What identity decides, in pure Python."""
