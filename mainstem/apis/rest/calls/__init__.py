"""The calls, one module per noun; each has a ``router``, and is found by itself."""
