"""What an administrator rules."""
