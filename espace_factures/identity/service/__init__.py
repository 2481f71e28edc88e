"""Use cases of coming in, and of what protects an account."""
