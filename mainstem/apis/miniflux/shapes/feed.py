"""A feed, with its category and its icon."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mainstem.accounts.user import User
from mainstem.apis.miniflux.shapes.category import category_id, is_hidden
from mainstem.apis.miniflux.shapes.moments import written
from mainstem.reading import Subscription

# what cannot be set through this API, or is secret: shown as not set
UNSET: dict[str, Any] = {
    "etag_header": "",
    "last_modified_header": "",
    "scraper_rules": "",
    "rewrite_rules": "",
    "blocklist_rules": "",
    "keeplist_rules": "",
    "block_filter_entry_rules": "",
    "keep_filter_entry_rules": "",
    "urlrewrite_rules": "",
    "user_agent": "",
    "cookie": "",
    "username": "",
    "password": "",
    "no_media_player": False,
    "ignore_http_cache": False,
    "allow_self_signed_certificates": False,
    "fetch_via_proxy": False,
    "disable_http2": False,
    "pushover_enabled": False,
    "ntfy_enabled": False,
    "ignore_entry_updates": False,
    "apprise_service_urls": "",
    "webhook_url": "",
    "ntfy_priority": 0,
    "ntfy_topic": "",
    "pushover_priority": 0,
    "proxy_url": "",
}


def feed(user: User, one: Subscription, categories: Mapping[int, dict[str, Any]]) -> dict[str, Any]:
    """A subscription as Miniflux shows a feed; ``categories`` by id (see ``shapes.category.by_id``)."""
    kept = one.feed
    return {
        "id": kept.id,
        "user_id": user.id,
        "feed_url": kept.feed_url,
        "site_url": kept.site_url or kept.feed_url,
        "title": one.title,
        "description": kept.description,
        "language": kept.language,
        "checked_at": written(kept.fetched_at),
        "next_check_at": written(kept.due_at),
        "parsing_error_message": kept.fault,
        "parsing_error_count": kept.faults,
        **UNSET,
        "disabled": one.is_muted,
        "hide_globally": is_hidden(one),
        "crawler": bool(one.settings.get("full_text")),
        "category": categories[category_id(one)],
        "icon": {
            "feed_id": kept.id,
            "icon_id": kept.icon_id or 0,
            "external_icon_id": str(kept.icon_id or ""),
        },
    }
