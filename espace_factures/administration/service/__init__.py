"""What an administrator may do, each right asked again."""
