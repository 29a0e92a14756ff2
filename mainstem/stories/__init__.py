"""Which entries tell the same story, and what happens where and when; pure."""
