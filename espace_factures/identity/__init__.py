"""The compte provincial: sign-up, sign-in, sessions and codes."""
