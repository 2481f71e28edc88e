"""« Profil »: what a person changes once they are in: identity, contacts, and what protects the account."""
