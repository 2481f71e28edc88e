"""The queues in the database; nothing is asked of more than the agent may see, nor without a bound."""
