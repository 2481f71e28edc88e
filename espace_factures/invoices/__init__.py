"""Invoices: deposit, life, tracking, processing."""
