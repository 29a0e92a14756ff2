# ruff: noqa: E501  (a table of patterns)
"""The frames: which words tell of a departure, a journey, a meeting, a gathering, a vote, a release."""

from __future__ import annotations

import re

from mainstem.stories.events.event import EventKind

EVENT_NOUNS = (
    "summit|conference|congress|forum|convention|election|elections|referendum|vote|runoff|trial|hearing|verdict|sentencing"
    "|launch|festival|fair|exhibition|match|final|finals|cup|game|games|race|marathon|concert|tour|meeting|meetings|talks|strike"
    "|ceremony|inauguration|funeral|wedding|coronation|anniversary|opening|debate|session|parade|rally|auction|workshop"
    "|tournament|championship|championships|symposium|assembly|premiere"
)
_LEGAL_AND_POLLS = "election|elections|referendum|vote|runoff"

DEPARTURE = re.compile(
    r"\b(?:[Dd]epart(?:s|ed|ing)?(?: from)?|[Ll]eav(?:e|es|ing)|left|[Ss]et(?:s|ting)? off from|[Ss]etting out from|took off from) (?=[A-Z]|the [A-Z])"
)
TRAVEL = re.compile(
    r"\b(?:head(?:s|ed|ing)?(?: on)? (?:to|for)|travel(?:s|l?ed|l?ing)?(?: on)? to|fl(?:y|ies|ew|ying)(?: on)? to|go(?:es|ing)?(?: on)? to|went(?: on)? to"
    r"|return(?:s|ed|ing)? to|set(?:s|ting)? off for|arriv(?:e|es|ed|ing) in|visit(?:s|ed|ing)?|tak(?:e|es|ing) (?:him|her|them|the \w+) to|took (?:him|her|them) to"
    r"|land(?:s|ed|ing)? in|sail(?:s|ed|ing)? (?:to|for)|mov(?:e|es|ed|ing) on to|continu(?:e|es|ed|ing)(?: on)? to|stop(?:s|ped)? in)"
    r" (?=(?:the |northern |southern |eastern |western |neighbouring |neighboring )?[A-Z])"
)
MEETING = re.compile(
    r"\b(?:meet(?:s|ing)?(?: with)?|met(?: with)?|hold(?:s|ing)? talks with|held talks with|host(?:s|ed|ing)?|welcom(?:e|es|ed|ing)|receiv(?:e|es|ed|ing)"
    r"|sit(?:s|ting)? down with|confer(?:s|red)? with)\b(?! (?:the )?(?:demand|need|target|deadline|goal|criteria|cost)s?\b)"
)
ATTEND = re.compile(
    r"\b(?:attend(?:s|ed|ing)?|address(?:es|ed|ing)?|sp(?:eak|eaks|oke|eaking) (?:at|to)|tak(?:e|es|ing) part in|took part in|join(?:s|ed|ing)?|chair(?:s|ed)?"
    r"|open(?:s|ed|ing)?|host(?:s|ed|ing)?|hold(?:s|ing)?|held)\b"
)
HELD = re.compile(
    r"\b(?:be held|takes? place|took place|was held|were held|is held|begins?|began|opens?|opened|starts?|started|kicks? off|resumes?|convenes?|gets? under way"
    r"|(?:is|are) (?:scheduled|due|set|planned|expected|slated)|runs? (?:from|until)|follows?)\b"
)
VOTE = re.compile(
    r"\b(?:go(?:es)? to the polls|went to the polls|votes?(?: (?:on|in|for))?|elects?|holds? (?:\w+ )?(?:elections?|a referendum))\b"
)
RELEASE = re.compile(
    r"\b(?:launch(?:es|ed)?|releas(?:e|es|ed)|publish(?:es|ed)?|unveil(?:s|ed)?|introduc(?:e|es|ed))\b"
)

_MODIFIER = (
    r"(?:(?!(?:attend|address|hold|host|open|join|chair|held|took|take|with|from|that|this|their|have|into|over|about|after|before|next|last"
    r"|more|most|such|these|those|when|will|during)[a-z]* )[a-z-]{4,} )"
)
NOUN = re.compile(
    rf"\b((?:(?:[A-Z][\w’'.-]*|[a-z]+(?:al|ic|ary|ian|ual|ateral|nual)|first|second|third|final|\([A-Z]+\)|of|for) ){{0,7}}?{_MODIFIER}?)((?i:{EVENT_NOUNS}))\b"
)
IS_VOTE = re.compile(rf"\b(?:{_LEGAL_AND_POLLS})\b", re.IGNORECASE)

FUTURE = re.compile(
    r"\b(?:will|won['’]t|shall|is to|are to|is expected to|are expected to|plans? to|planned for|intends? to|is due|are due|scheduled|slated|is set to|are set to"
    r"|set for|expected|upcoming|next (?:week|month|year)|going to|hopes? to)\b"
)
UNDER_WAY = re.compile(
    r"\b(?:is|are) (?:currently |now |already )?\w+ing\b|\bhas set off\b|\bhave set off\b|\bunder way\b|\bunderway\b"
)
NEGATED = re.compile(
    r"\b(?:no|not|never|without|cancel(?:l?ed|s)?|called off|postpon(?:ed|es)|rul(?:ed|es) out|refus(?:ed|es) to|declin(?:ed|es) to|unlikely|won['’]t|cannot"
    r"|if|whether|would have|could|might|may|calls? for|called for|urged?|demand(?:s|ed)?)\b",
    re.IGNORECASE,
)
AFTER = re.compile(
    r"^(?:After|Following|From) (?:the |a |his |her |their )?((?:[A-Z][\w’'.-]*(?: |(?=,)))+|[\w ]{3,40}?),"
)
NEXT = re.compile(
    r"^(?:Next|Then|Afterwards?|Later|Finally|Subsequently|From there|Thereafter)\b,?|,? (?:and )?then "
)

GOES_ON = re.compile(r"^(?:At|During|On the sidelines of) (?:this|that|the) \w+|^There\b|\bwhere\b")

VERB_FRAMES: tuple[tuple[EventKind, re.Pattern[str]], ...] = (
    (EventKind.DEPARTURE, DEPARTURE),
    (EventKind.TRAVEL, TRAVEL),
    (EventKind.MEETING, MEETING),
)
