"""The list of a supplier's invoices in the database; nothing is asked of more than the person may follow."""
