"""The API as HTTP."""

from espace_factures.api.http.app import ROUTES

__all__ = ["ROUTES"]
