"""Commands run beside the application."""
