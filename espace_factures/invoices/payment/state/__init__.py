"""States of the comptable's pages."""
