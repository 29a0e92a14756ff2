"""Bytes become a ParsedFeed; pure."""
