"""A user, with every field that strict clients require."""

from __future__ import annotations

from typing import Any

from mainstem.accounts import preferences
from mainstem.accounts.user import User
from mainstem.apis.miniflux.shapes.moments import written

# what has no counterpart here: the values that mean "as usual"
_FIXED: dict[str, Any] = {
    "theme": "system_serif",
    "stylesheet": "",
    "custom_js": "",
    "external_font_hosts": "",
    "google_id": "",
    "openid_connect_id": "",
    "keyboard_shortcuts": True,
    "show_reading_time": True,
    "entry_swipe": True,
    "gesture_nav": "tap",
    "display_mode": "standalone",
    "default_reading_speed": 265,
    "cjk_reading_speed": 500,
    "default_home_page": "unread",
    "categories_sorting_order": "unread_count",
    "mark_read_on_media_player_completion": False,
    "media_playback_rate": 1,
    "block_filter_entry_rules": "",
    "keep_filter_entry_rules": "",
    "always_open_external_links": False,
    "open_external_links_in_new_tab": True,
}


def user(one: User) -> dict[str, Any]:
    """A user as Miniflux shows one; never a password."""
    own = preferences.of(one.preferences)
    return {
        "id": one.id,
        "username": one.name,
        "is_admin": one.is_admin,
        "language": own.language.replace("-", "_") or "en_US",
        "timezone": own.timezone,
        "entry_sorting_direction": "asc" if own.order == "oldest" else "desc",
        "entry_sorting_order": "published_at",
        "entries_per_page": own.page_size,
        "last_login_at": written(one.seen_at or one.created_at),
        "mark_read_on_view": own.mark_on_open,
        **_FIXED,
    }
