"""What is to be paid, the files that leave for the bank, and the payments that come back."""
