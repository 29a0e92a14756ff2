"""A filter rule: text becomes a Rule, a Rule and an entry become actions; pure."""
