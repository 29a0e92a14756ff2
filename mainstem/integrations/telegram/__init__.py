"""Telegram: a message by a bot. https://core.telegram.org/bots/api#sendmessage"""

from __future__ import annotations

import json

from mainstem.integrations.declared import Ask, Outgoing, Service, Setting, Told, Values

_API = "https://api.telegram.org"


def tell(told: Told, values: Values, ask: Ask) -> None:
    """One message an entry."""
    for one in told.items:
        message = {"chat_id": values["chat"], "text": f"{one.feed_title}: {one.title}\n{one.url}"}
        ask(Outgoing(f"{_API}/bot{values['token']}/sendMessage", json.dumps(message, ensure_ascii=False)))


SERVICE = Service(
    "Telegram",
    "Sends entries to a chat through your bot.",
    (Setting("token", "The bot's token", "secret"), Setting("chat", "Chat id")),
    tell,
)
