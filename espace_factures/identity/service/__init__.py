"""Use cases of coming in, one file each."""
