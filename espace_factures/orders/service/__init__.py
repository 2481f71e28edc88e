"""What happens to bons de commande: they are imported, consumed and released."""
