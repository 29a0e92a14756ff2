"""Outside services an entry can be sent to; no service knows another."""
