"""Tests of the looks: colours, and what readers hear."""
