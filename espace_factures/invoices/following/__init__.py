"""Following invoices: the home page, the list, one invoice."""
