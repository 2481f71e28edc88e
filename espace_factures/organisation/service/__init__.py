"""What the Province sets: its parameters, its directions, who works for them."""
