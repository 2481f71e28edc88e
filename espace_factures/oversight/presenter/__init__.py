"""Rows, plots and files, in French."""
