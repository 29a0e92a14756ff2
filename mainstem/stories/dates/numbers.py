"""Numbers in words."""

from __future__ import annotations

_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
).split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth".split()

CARDINALS = {word: n for n, word in enumerate(_SMALL)} | {word: 10 * n for n, word in enumerate(TENS, 2)}
ORDINALS = {word: n for n, word in enumerate(_ORDINALS, 1)} | {"last": 4}

TENS_WORD = "(?:" + "|".join(TENS) + ")"
_SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
SMALL_WORD = "(?:" + "|".join(sorted(_SMALL[1:], key=len, reverse=True)) + ")"
_DIGITS = r"(?:\d{1,3}(?:,\d{3}){1,4}|\d{1,12}(?:\.\d{1,6})?(?: \d/\d)?)"  # longer ones are no news
_SCALE = "(?: (?:hundred|thousand|million|billion))?"
NUMBER = (
    rf"(?:(?:{_DIGITS}|{TENS_WORD}(?:[- ]{SMALL_WORD})?|{SMALL_WORD}){_SCALE}"
    r"|(?:a )?(?:hundred|dozen|thousand|million|billion))"
)


def number_of(text: str) -> float:
    """The number that a phrase like "7", "2 1/2", "twenty-one", "three thousand" or "a dozen" names."""
    text = text.lower().strip().replace(",", "")
    if text.endswith("dozen"):
        return 12
    head, _, scale = text.rpartition(" ")
    if scale in _SCALES:
        return _SCALES[scale] * (number_of(head) if head not in ("", "a") else 1)
    if text[:1].isdigit():
        whole, _, part = text.partition(" ")
        return float(whole) + (int(part[0]) / int(part[2]) if part else 0)
    return sum(CARDINALS[word] for word in text.replace("-", " ").split())
