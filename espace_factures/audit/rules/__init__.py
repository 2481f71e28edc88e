"""What may be remembered, and how one entry holds the one before it."""
