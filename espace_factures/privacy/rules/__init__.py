"""What a person takes away, and what stays when they leave."""
