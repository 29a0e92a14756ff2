"""The briefing: what matters, quoted; as a page, a feed and a letter, reworded by an endpoint where wanted."""
