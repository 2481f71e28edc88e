"""What an administrator reads, ready to read."""
