"""What the Province's parameters are, and what a role asks for."""
