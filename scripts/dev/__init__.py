"""`make dev`: what a saved file changes is on the screen within seconds, and what was typed stays there.

One process imports other people's modules once, and forks for each compilation of the pages and for the application.
"""
