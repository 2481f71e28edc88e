"""What a person changes of their own account, one file each."""
