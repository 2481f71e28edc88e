"""The right to act for an établissement, asked for and decided."""
