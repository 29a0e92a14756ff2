"""What Miniflux's clients read: one module per thing, each from our values to plain JSON."""
