"""What the log may be asked, what is counted, and in which words."""
