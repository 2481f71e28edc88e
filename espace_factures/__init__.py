"""The Province Sud's portal of supplier invoices."""
