"""Measurements of the application beside its floors: python -m benchmarks."""
