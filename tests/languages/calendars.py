"""Writes mainstem/languages/calendars.json from the CLDR as Babel carries it.

    python -m tests.languages.calendars > mainstem/languages/calendars.json

So that serving pages needs no Babel, and a date costs a microsecond.
"""

from __future__ import annotations

import json
import re
import sys

from babel import Locale

TAGS = "ar de en es fa fr he hi id it ja ko nl pl pt ru tr uk zh-Hans zh-Hant".split()
_LOCALES = {"en": "en_GB"}
_HALVES = {"ar": ["ص", "م"], "ko": ["오전", "오후"], "zh-Hant": ["上午", "下午"]}
_FIELDS = {"d": "{day}", "MMMM": "{month}", "MMM": "{month}", "M": "{number}", "y": "{year}"}
_HOURS = {"HH": "{hour:02}", "H": "{hour}", "h": "{hour12}", "mm": "{minute}", "a": "{half}", "B": "{half}"}


def calendar(tag: str) -> dict[str, object]:
    """What CLDR says about days, hours and numbers in a language."""
    locale = Locale.parse(_LOCALES.get(tag, tag).replace("-", "_"))
    months = locale.months["format"]
    halves = _HALVES.get(tag, ["am", "pm"])
    short = locale.datetime_skeletons["yMMMd"].pattern
    return {
        "months": [months["wide"][number] for number in range(1, 13)],
        "short_months": [months["abbreviated"][number] for number in range(1, 13)],
        "weekdays": [locale.days["format"]["wide"][number] for number in range(7)],
        "date": _pattern(locale.date_formats["long"].pattern, _FIELDS),
        "short_date": _pattern(short, _FIELDS),
        "time": _pattern(locale.time_formats["short"].pattern, _HOURS),
        "halves": halves,
        "name": Locale.parse(tag.replace("-", "_")).get_display_name() or tag,
        "group": locale.number_symbols["latn"]["group"],
        "decimal": locale.number_symbols["latn"]["decimal"],
        "percent": re.sub(r"[#,]*0", "{n}", locale.percent_formats[None].pattern),
        "is_right_to_left": locale.text_direction == "rtl",
    }


def _pattern(pattern: str, fields: dict[str, str]) -> str:
    return re.sub(r"'([^']*)'|([A-Za-z])\2*", lambda m: m[1] if m[1] is not None else fields[m[0]], pattern)


if __name__ == "__main__":
    json.dump({tag: calendar(tag) for tag in TAGS}, sys.stdout, ensure_ascii=False, indent=1)
