"""What an administrator rules: agents, directions, parameters; above all that they rule."""
