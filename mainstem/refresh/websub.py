"""News that come to us: subscriptions at hubs (WebSub) and clouds (rssCloud), their renewal, and deliveries.

Only with a public address; a daily poll remains as the net, and a poll that finds what a push should have
brought ends our trust in it for a week.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Protocol
from urllib.parse import urlencode

from mainstem.feeds import hubs
from mainstem.feeds.errors import FetchFailed, NotAFeed
from mainstem.fetching import Answer, Options, Request
from mainstem.refresh import keeping, reading, turn
from mainstem.storage import Database, feeds, pushes
from mainstem.storage.pushes import Push

PATH = "/push"
_CLOUD_LEASE = timedelta(hours=24)
_CLOUD_RENEW_BEFORE = timedelta(hours=2)


class Caller(Protocol):
    """Whatever asks hubs."""

    async def call(self, request: Request) -> Answer:
        """Ask an address and take any status; raises FetchFailed."""


async def subscribe(database: Database, caller: Caller, public_url: str, now: datetime) -> int:
    """Ask hubs for what is wanted or runs out; returns how many were asked. They answer at the callback."""
    with database.read() as connection:
        wanted = pushes.to_ask(connection, now)
    await asyncio.gather(*(_ask(database, caller, push, public_url, now) for push in wanted))
    return len(wanted)


async def _ask(database: Database, caller: Caller, push: Push, public_url: str, now: datetime) -> None:
    payload = _cloud_form(push, public_url) if push.kind == "cloud" else _hub_form(push, public_url)
    request = Request(
        push.hub_url, options=Options(method="POST", payload=payload), accept="*/*", subscribers=0
    )
    try:
        answer = await caller.call(request)
        trouble = "" if 200 <= answer.status < 300 else f"The hub answered with status {answer.status}."
    except FetchFailed as failed:
        trouble = str(failed)
    values = {"asked_at": now, "ask_at": now + hubs.ASK_AGAIN_AFTER, "trouble": trouble}
    if push.kind == "cloud" and not trouble:
        values |= {"lease_until": now + _CLOUD_LEASE, "ask_at": now + _CLOUD_LEASE - _CLOUD_RENEW_BEFORE}
    with database.write() as connection:
        pushes.change(connection, push.feed_id, values)


def verify(database: Database, token: str, asked: Mapping[str, str], now: datetime) -> str | None:
    """A hub's question whether we want what it was asked: the challenge to answer with, or None (404)."""
    with database.write() as connection:
        push = pushes.by_token(connection, token)
        if push is None or asked.get("hub.topic") != push.topic:
            return None
        if asked.get("hub.mode") == "denied":
            told = f"The hub refused: {asked.get('hub.reason', 'no reason given')[:200]}."
            values = {"lease_until": None, "ask_at": now + hubs.DISTRUST_FOR, "trouble": told}
            pushes.change(connection, push.feed_id, values)
            return ""
        if asked.get("hub.mode") != "subscribe" or push.asked_at is None:
            return None
        seconds = asked.get("hub.lease_seconds", "")
        lease = timedelta(seconds=min(int(seconds), 10**8)) if seconds.isdecimal() else hubs.LEASE
        renew_at = now + max(lease - hubs.RENEW_BEFORE, lease / 2)
        pushes.change(
            connection, push.feed_id, {"lease_until": now + lease, "ask_at": renew_at, "trouble": ""}
        )
    return asked.get("hub.challenge", "")


def deliver(database: Database, token: str, headers: Mapping[str, str], body: bytes, now: datetime) -> bool:
    """What a hub pushes, read and kept like a fetch; False where nobody asked for it (404). A push with a wrong
    signature is taken and thrown away, so that a forger learns nothing."""
    with database.read() as connection:
        push = pushes.by_token(connection, token)
        due = feeds.due_by_ids(connection, [push.feed_id]) if push else []
    if push is None or not due:
        return False
    if not hubs.is_genuine(headers.get("x-hub-signature", ""), push.secret, body):
        return True
    its = replace(turn.of(due[0]), cause="push")
    try:
        read = reading.read(body, push.topic, headers, due[0].guid_policy)
    except NotAFeed:
        read = None
    with database.write() as connection:
        pushes.change(connection, push.feed_id, {"delivered_at": now})
        if read is None:
            feeds.make_due(connection, [push.feed_id], now, "push")
        else:
            keeping.keep_pushed(connection, its, read, len(body), now)
    return True


def pinged(database: Database, feed_url: str, now: datetime) -> bool:
    """An rssCloud's word that a feed has changed: it is polled at the next turn, if we asked to be told."""
    with database.write() as connection:
        told = [push.feed_id for push in pushes.by_topic(connection, feed_url) if push.kind == "cloud"]
        recent = [one for one in feeds.due_by_ids(connection, told) if not _just_asked(one.fetched_at, now)]
        feeds.make_due(connection, [one.id for one in recent], now, "push")
        return bool(told)


def _just_asked(fetched_at: datetime | None, now: datetime) -> bool:
    return fetched_at is not None and timedelta() <= now - fetched_at < timedelta(minutes=1)


def _hub_form(push: Push, public_url: str) -> str:
    form = {
        "hub.mode": "subscribe",
        "hub.topic": push.topic,
        "hub.callback": f"{public_url}{PATH}/{push.token}",
        "hub.secret": push.secret,
        "hub.lease_seconds": str(int(hubs.LEASE.total_seconds())),
    }
    return urlencode(form)


def _cloud_form(push: Push, public_url: str) -> str:
    scheme, _, rest = public_url.partition("://")
    host, _, path = rest.partition("/")
    name, _, port = host.partition(":")
    form = {
        "notifyProcedure": "",
        "port": port or ("443" if scheme == "https" else "80"),
        "path": f"{'/' + path if path else ''}{PATH}/cloud",
        "protocol": "https-post" if scheme == "https" else "http-post",
        "url1": push.topic,
        "domain": name,
    }
    return urlencode(form)
