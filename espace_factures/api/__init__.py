"""The API: what the programs of suppliers may do, by the same use cases as the pages."""
