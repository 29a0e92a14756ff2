"""Everything a reader can do; web, apis and cli come in here and nowhere else; one module per verb.

Every function takes the open ``Library`` first and, where it concerns one, the ``User`` second. All are
plain functions: the web framework runs them in threads.
"""

from mainstem.library.context import Library
from mainstem.storage.states import Actor, Change

__all__ = ["Actor", "Change", "Library"]
