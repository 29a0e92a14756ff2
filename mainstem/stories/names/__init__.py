"""Names in prose, with a kind only where it is certain; pure."""

from mainstem.stories.names.aliases import Aliases
from mainstem.stories.names.finding import find
from mainstem.stories.names.name import Name, NameKind
from mainstem.stories.names.places import Place, place
from mainstem.stories.names.rising import Rising, rising

__all__ = ["Aliases", "Name", "NameKind", "Place", "Rising", "find", "place", "rising"]
