"""What use cases stand on: transactions, forms, sealed values; no Reflex, no Starlette."""
