"""The query a reader types becomes a Query; pure."""
