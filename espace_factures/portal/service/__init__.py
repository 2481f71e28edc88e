"""What the portal itself does: search, and receive what people report of its accessibility."""
