"""A briefing of quotations: what matters most, where sources disagree, which sentence may be kept; pure."""

from mainstem.stories.briefing.composing import Briefing, BriefStory, Quotation, Source, StoryNews, compose
from mainstem.stories.briefing.disagreement import Claim, Disagreement, disagreements
from mainstem.stories.briefing.support import is_supported

__all__ = [
    "BriefStory",
    "Briefing",
    "Claim",
    "Disagreement",
    "Quotation",
    "Source",
    "StoryNews",
    "compose",
    "disagreements",
    "is_supported",
]
