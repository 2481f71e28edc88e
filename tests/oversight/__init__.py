"""What the Province watches."""
