"""What a queue, and a batch made in it, look like to who reads them."""
