"""Who is reading: User, preferences, passwords, tokens; pure."""
