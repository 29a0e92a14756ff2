"""A chat room with an incoming webhook: Slack, Mattermost, Rocket.Chat, Zulip and others that take its form."""

from __future__ import annotations

import json

from mainstem.integrations.declared import Ask, Outgoing, Service, Setting, Told, Values


def tell(told: Told, values: Values, ask: Ask) -> None:
    """One message an event, with a line for each entry."""
    lines = [f"{one.feed_title}: {one.title} {one.url}" for one in told.items]
    ask(Outgoing(values["url"], json.dumps({"text": "\n".join(lines)}, ensure_ascii=False)))


SERVICE = Service(
    "Chat room",
    "Posts entries in a chat room through its incoming webhook (Slack, Mattermost, Rocket.Chat …).",
    (Setting("url", "The webhook's address", "secret"),),
    tell,
)
