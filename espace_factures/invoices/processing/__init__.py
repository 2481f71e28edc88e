"""Processing invoices: the agents' queue and decisions."""
