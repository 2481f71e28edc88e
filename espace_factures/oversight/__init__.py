"""What the Province watches: the log, the figures, the delays, the whole file of an invoice."""
