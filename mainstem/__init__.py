"""Mainstem: a self-hosted news reader and feed aggregator."""

__version__ = "0.1.0"
