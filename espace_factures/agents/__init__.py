"""The agents themselves, and their dashboard."""
