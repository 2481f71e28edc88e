"""One invoice for its supplier: where it stands, and what they answer, correct, choose or take back."""
