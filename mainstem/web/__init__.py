"""Pages a person sees: they ask the library and nothing else, and work without scripts.

``pages/`` holds one module per noun, found by itself; its ``ENTRANCES`` say which addresses it answers.
``templates/`` holds what they show, ``static/`` what browsers need besides, ``themes/`` the colours.
"""

from mainstem.web.door import exception_handlers, middleware, routes

__all__ = ["exception_handlers", "middleware", "routes"]
