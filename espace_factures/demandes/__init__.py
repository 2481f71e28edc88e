"""The demande: reference, status, history, conversation, documents."""
