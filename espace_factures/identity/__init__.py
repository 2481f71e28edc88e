"""The compte provincial and coming in: sign-up, sign-in, recovery, codes, sessions, NC Connect."""
