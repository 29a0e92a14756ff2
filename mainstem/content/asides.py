"""Short lines between paragraphs that are not the text ("read also", "photo:"), in several languages."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from .agreement import leaves
from .pages import drop, words

_LONGEST = 140  # characters; a sentence that only begins so is longer
_BEGINNINGS = r"""
# en
read (?:more|also|next|:) | see also | also read | related (?:articles?|stor(?:y|ies)|posts?|news|content)
related: | you (?:may|might) (?:also )?(?:like|be interested) | more (?:on this|from|stories)
share (?:this|on|via) | advertisement$ | sponsored | sign up (?:for|to) | subscribe\b
get (?:the|our) .{0,60}newsletter | never miss | follow (?:us|me) on | click here to
.{0,20}all rights reserved | © | copyright(?: *(?:©|\(c\)|\d)|$)
(?:photo|image|picture)s? ?(?:credit|by\b|via|:) | credits?: | last modified | posted (?:in|on|by)\b
filed under | tags?: | categor(?:y|ies): | leave a (?:comment|reply) | (?:no|\d+) comments?$
comments? (?:are )?(?:closed|off) | if you (?:enjoyed|liked) (?:this|reading) | want to know more
we want to hear
# de
lesen sie (?:auch|mehr) | mehr (?:zum thema|dazu|lesen) | auch interessant
das (?:thema )?könnte (?:dich|sie|ihnen|euch) | weitere (?:themen|artikel|beiträge|links)
weitere informationen z | siehe auch | teilen(?: mit)?:?$ | anzeige$ | quellen?(?:angaben)?: | fotos?:
bild(?:er)?: | titelbild: | beitragsbild | bild anzeigen | alle (?:rechte vorbehalten|angaben ohne)
keine kommentare | empfohlene (?:beiträge|artikel) | jetzt abonnieren | zum thema: | schlagwörter:
kategorien?: | wird geladen
# fr
[àa] lire (?:aussi|également) | lire (?:aussi|également|la suite) | voir aussi | pour (?:lire la suite|accéder)
crédits? ?(?:photos?)?\s*: | abonnez-vous | partager (?:sur|:) | publicité$
# es
lea también | lee también | te puede interesar | ver también | leer más | comparte\b | compartir | suscríbe
publicidad$ | etiquetas:
# it
leggi anche | ti potrebbe interessare | condividi | pubblicità$ | foto: | iscriviti
# pl
czytaj (?:też|także|również|więcej) | dowiedz się więcej | zobacz (?:też|także|również) | ten tekst przeczytasz
reklama$
# nl
lees ook | lees meer | deel dit | advertentie$ | foto: | bekijk ook
# pt
leia (?:também|mais) | veja também | compartilhe | publicidade$ | assine\b
# sv, da, no, fi
läs (?:också|mer|även) | læs også | les også | annons$ | lue myös | kuva: | mainos$
"""
_PATTERNS = [
    one for line in _BEGINNINGS.splitlines() if line[:1] not in {"", "#"} for one in line.split(" | ")
]
_ASIDE = re.compile(rf"[\W_]*(?:{'|'.join(_PATTERNS)})", re.IGNORECASE)


def drop_asides(root: HtmlElement) -> None:
    """Take such lines out of an article. What follows them is judged by itself."""
    for block in leaves(root):
        if (
            block.tag in {"pre", "figcaption"}
            or next(block.iter("img", "video", "audio", "iframe"), None) is not None
        ):
            continue
        text = words(block)
        if len(text) <= _LONGEST and _ASIDE.match(text):
            drop(block)
