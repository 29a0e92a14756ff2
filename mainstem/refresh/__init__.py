"""The way of a feed, which feeds are due, and the worker loop."""
