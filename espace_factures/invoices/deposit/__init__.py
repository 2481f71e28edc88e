"""Depositing an invoice: the document, the draft, the pre-check, « Envoyer »."""
