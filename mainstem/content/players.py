"""Whose frames may stay: players of films, sounds and talks, told apart by the start of their address.

A frame is a stranger's document. It stays only where it is a known player, in a sandbox, and with the
more private twin of its host where there is one.
"""

from __future__ import annotations

import re

SANDBOX = "allow-scripts allow-same-origin allow-popups allow-presentation"
ALLOW = "encrypted-media; fullscreen; picture-in-picture"

_TWINS = {"www.youtube.com": "www.youtube-nocookie.com", "youtube.com": "www.youtube-nocookie.com"}

# host: how the path must begin
PLAYERS: dict[str, tuple[str, ...]] = {
    "www.youtube.com": ("/embed/",),
    "youtube.com": ("/embed/",),
    "www.youtube-nocookie.com": ("/embed/",),
    "player.vimeo.com": ("/video/",),
    "www.dailymotion.com": ("/embed/",),
    "geo.dailymotion.com": ("/player",),
    "player.twitch.tv": ("/",),
    "clips.twitch.tv": ("/embed",),
    "w.soundcloud.com": ("/player",),
    "bandcamp.com": ("/EmbeddedPlayer/",),
    "open.spotify.com": ("/embed/", "/embed-podcast/"),
    "embed.podcasts.apple.com": ("/",),
    "embed.music.apple.com": ("/",),
    "www.mixcloud.com": ("/widget/iframe/",),
    "player-widget.mixcloud.com": ("/widget/iframe/",),
    "widget.deezer.com": ("/widget/",),
    "embed.tidal.com": ("/",),
    "embed.ted.com": ("/",),
    "archive.org": ("/embed/",),
    "player.bilibili.com": ("/player.html",),
    "rutube.ru": ("/play/embed/",),
    "fast.wistia.net": ("/embed/",),
    "fast.wistia.com": ("/embed/",),
    "play.libsyn.com": ("/embed/",),
    "html5-player.libsyn.com": ("/embed/",),
    "player.simplecast.com": ("/",),
    "share.transistor.fm": ("/e/",),
    "player.captivate.fm": ("/",),
    "www.buzzsprout.com": ("/",),
    "player.megaphone.fm": ("/",),
    "playlist.megaphone.fm": ("/",),
    "embed.acast.com": ("/",),
    "omny.fm": ("/shows/",),
    "art19.com": ("/shows/",),
    "audioboom.com": ("/boos/", "/posts/"),
    "player.podigee-cdn.net": ("/",),
    "media.ccc.de": ("/v/",),
    "streamable.com": ("/e/", "/s/", "/o/"),
    "rumble.com": ("/embed/",),
    "odysee.com": ("/$/embed/",),
    "tube.tchncs.de": ("/videos/embed/",),
    "framatube.org": ("/videos/embed/",),
    "peertube.tv": ("/videos/embed/",),
    "player.pbs.org": ("/",),
    "www.arte.tv": ("/player/", "/embeds/"),
    "www.npr.org": ("/player/embed/",),
    "players.brightcove.net": ("/",),
    "content.jwplatform.com": ("/players/",),
    "cdn.jwplayer.com": ("/players/",),
    "asciinema.org": ("/a/",),
}

_PARTS = re.compile(r"https?://([a-z0-9.-]+)(/[^?#]*)(.*)", re.DOTALL)
_STARTS_BY_ITSELF = re.compile(
    r"(?<=[?&])(?:autoplay|auto_play|autostart|mute|muted)=[^&#]*&?", re.IGNORECASE
)


def player(url: str) -> str:
    """The address of a known player, by https and not starting by itself; ``""`` for any other document."""
    parts = _PARTS.fullmatch(url)
    if parts is None or not parts[2].startswith(PLAYERS.get(parts[1], "\0")):
        return ""
    host = _TWINS.get(parts[1], parts[1])
    return f"https://{host}{parts[2]}{_STARTS_BY_ITSELF.sub('', parts[3]).rstrip('?&')}"
