"""What a person seen at a desk obtains."""
