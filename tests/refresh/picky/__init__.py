"""Hostile and picky servers that judge the real command, `mainstem refresh --once`, in simulated time."""
