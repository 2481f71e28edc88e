"""What the API answers, as JSON, and what the page of its tokens shows."""
