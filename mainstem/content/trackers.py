"""Who counts readers: parameters of links, pictures that only report, and links that pass through a counter.

Tables, gathered from what publishers' feeds and newsletters hold. To add one, add it to its table.
"""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import unquote

PARAMETER_PREFIXES = (
    *(
        "utm_",
        "mtm_",
        "matomo_",
        "piwik_",
        "pk_",
        "hsa_",
        "oly_",
        "vero_",
        "bsft_",
        "elq",
        "iesrc",
        "asc_",
        "trk_",
    ),
    *("at_bbc", "at_custom", "at_campaign", "at_medium", "at_link", "at_format", "at_ptr", "at_send"),
)
PARAMETERS = frozenset(
    """
    __hsfp __hssc __hstc __s __twitter_impression _branch_match_id _branch_referrer _bta_c _bta_tid _ga _gl
    _hsenc _hsmi _kx _openstat action_object_map action_ref_map action_type_map awc bbeml campid ck_subscriber_id
    click_id clickid cmp cmpid cx_click cx_recsorder dclid dicbo dm_i ef_id efid epik fb_action_ids fb_action_types
    fb_comment_id fb_ref fb_source fbc fbclid gad_campaignid gad_source gbraid gclid gclsrc
    gdffi gdfms gdftrk ghstuff guccounter guce_referrer guce_referrer_sig hctatracking hmb_campaign hmb_medium
    hmb_source ictid ig_mid igsh igshid irclickid irgwc itm_campaign itm_content itm_medium itm_source
    li_fat_id lipi mbid mc_cid mc_eid mibextid mkt_tok ml_subscriber ml_subscriber_hash mkcid mkevt mkrid
    msclkid nb_klid ncid ns_campaign ns_linkname ns_mchannel ns_source obOrigUrl ocid od_campaign
    partner_campaign pcampaignid rb_clickid rdt_cid ref_source ref_src ref_url referrer_id rss_id s_cid s_kwcid
    sc_campaign sc_channel sc_cid sc_content sc_country sc_geo sc_medium sc_outcome sms_click sms_source sms_uph
    smid smtyp soc_src soc_trk spm sr_share srsltid sscid stm_source tblci tduid trackid trkcampaign trkemail
    ttclid twclid vgo_ee wbraid wickedid wickedsource wt_mc wt_mc_o wt_zmc xtor yclid ymclid ysclid zanpid
    """.split()
)
HOST_PARAMETERS: dict[str, frozenset[str]] = {
    "youtube.com": frozenset(["si", "feature", "pp", "embeds_referring_euri", "source_ve_path"]),
    "youtu.be": frozenset(["si", "feature"]),
    "spotify.com": frozenset(["si", "context"]),
    "twitter.com": frozenset(["s", "t"]),
    "x.com": frozenset(["s", "t"]),
    "linkedin.com": frozenset(["trk", "trackingId", "refId"]),
    "medium.com": frozenset(["source", "sk"]),
    "substack.com": frozenset(
        ["r", "publication_id", "post_id", "isFreemail", "triedRedirect", "triggerShare"]
    ),
    "reddit.com": frozenset(["share_id", "rdt"]),
    "tiktok.com": frozenset(["_r", "_t", "is_from_webapp", "sender_device"]),
    "amazon.com": frozenset(["linkCode", "ref_", "pd_rd_r", "pd_rd_w", "pd_rd_wg", "pf_rd_p", "pf_rd_r"]),
    "ebay.com": frozenset(["campid", "toolid", "customid"]),
}

PICTURE_HOSTS = frozenset(
    """
    2o7.net adform.net adnxs.com ads.pheedo.com adsrvr.org aidata.io amazon-adsystem.com api.follow.it assoc-amazon.com
    assoc-amazon.co.uk assoc-amazon.de bat.bing.com bidswitch.net bluekai.com casalemedia.com chartbeat.net
    clarity.ms clicky.com cnt.my counter.yadro.ru crwdcntrl.net da.feedsportal.com demdex.net doubleclick.net
    eloqua.com everesttech.net eventbrite-email.com feedads.g.doubleclick.net fmpub.net getclicky.com gemius.pl
    google-analytics.com googleadservices.com googlesyndication.com googletagmanager.com histats.com hit.ua
    imrworldwide.com in.getclicky.com ioam.de ivwbox.de krxd.net liveinternet.ru loopfuse.net mathtag.com
    mc.yandex.ru metrics.apple.com mixpanel.com mmtro.com moatads.com omtrdc.net openx.net parsely.com
    pheedo.com pi.feedsportal.com pixel.quantserve.com pixel.wp.com plausible.io quantcount.com quantserve.com
    res3.feedsportal.com rfihub.com rlcdn.com rubiconproject.com scorecardresearch.com segment.io sitemeter.com
    smartadserver.com statcounter.com stats.wordpress.com stats.wp.com tagcommander.com taboola.com
    top-fwz1.mail.ru top.mail.ru tracking.feedpress.it tracking.feedpress.com tracking.myregisteredsite.com
    tns-counter.ru tynt.com vgwort.de webtrekk.net webtrends.com weborama.fr xiti.com zemanta.com
    """.split()
)
_COUNTER_LABELS = frozenset(
    "analytics beacon collect counter hits metrics open pixel pixels stats telemetry track tracker tracking".split()
)
_PICTURE_PLACES: dict[str, str] = {
    # host: how the path begins
    "blogger.com": "/tracker/",
    "blogger.googleusercontent.com": "/tracker/",
    "facebook.com": "/tr",
    "feedburner.com": "/~",
    "feedproxy.google.com": "/~",
    "feeds.wordpress.com": "/1.0/",
    "feedsportal.com": "/",
    "linkedin.com": "/px",
    "medium.com": "/_/stat",
    "t.co": "/i/adsct",
    "twitter.com": "/i/adsct",
}
_PICTURE_PATH = re.compile(
    r"""/(?:
      ~(?:r|ff|f|a|at|fb|flare)/
    | (?:[bciopst]|count|dot|hit|open|stats?|trans|utm|__utm|zero)\.gif(?:[?#;]|$)
    | (?:[a-z0-9]*[_-])?(?:px|1px|1x1|2x2|pix|pixels?|piksel|beacon|blank|clear|clear\.?dot|empty|impression|spacer
        |tracker|tracking|tracking[-_]?pixel|transparent|web-?bug)\.(?:gif|png|php|aspx?|ashx|jpe?g|bmp|svg)(?:[?#;]|$)
    | (?:matomo|piwik|pixel|tracker|track|counter|count|hit|stat)\.(?:php|aspx?|cgi|pl|gif)
    | (?:wf/open|e/o|track(?:ing)?/(?:open|pixel|view|impression))(?:[/?#.]|$)
    | (?:email[-_]?open|open[-_]?track(?:ing)?|track[-_]?open|pixel|beacon|impression|trackingpixel)(?:[/?#]|$)
    | open(?:\.aspx?|\.php|\.gif)?\?
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_IMAGE_NAME = re.compile(r"\.(?:jpe?g|png|webp|avif|svg)(?:[?#]|$)", re.IGNORECASE)

PASSAGES: dict[str, tuple[str, str]] = {
    # host: (how the path begins, the parameter that holds the true address)
    "google.com": ("/url", "q url"),
    "facebook.com": ("/", "u"),
    "instagram.com": ("/", "u"),
    "t.umblr.com": ("/redirect", "z"),
    "vk.com": ("/away", "to"),
    "youtube.com": ("/redirect", "q"),
    "steamcommunity.com": ("/linkfilter", "url u"),
    "duckduckgo.com": ("/l/", "uddg"),
    "out.reddit.com": ("/", "url"),
    "linkedin.com": ("/", "url"),
    "disq.us": ("/url", "url"),
    "exit.sc": ("/", "url"),
    "zhihu.com": ("/", "target"),
    "slack-redir.net": ("/link", "url"),
    "bing.com": ("/news/apiclick", "url"),
    "getpocket.com": ("/redirect", "url"),
    "safelinks.protection.outlook.com": ("/", "url"),
    "curseforge.com": ("/linkout", "remoteurl"),
    "doubleclick.net": ("/", "adurl"),
    "googleadservices.com": ("/pagead/aclk", "adurl"),
}


def without_tracking(url: str) -> str:
    """The address without parameters that only say where a reader came from. The rest keeps its order."""
    if "?" not in url and "#" not in url:
        return url
    head, mark, fragment = url.partition("#")
    if mark and _reports(fragment, ""):
        mark = fragment = ""
    place, question, query = head.partition("?")
    if not question:
        return place + mark + fragment
    host = _host(place)
    kept = [rest for part in query.split("&") if (rest := _unreported(part, host)) or not part]
    question = "?" if kept and query else ""
    return f"{place}{question}{'&'.join(kept) if question else ''}{mark}{fragment}"


def destination(url: str) -> str:
    """Where an address leads that passes through a known counter; else the address itself."""
    passage = _passage_of(_host(url))
    if passage is None or not _path(url).startswith(passage[0]):
        return url
    return _parameter(url.partition("?")[2], passage[1].split()) or url


@lru_cache(maxsize=4096)
def _passage_of(host: str) -> tuple[str, str] | None:
    return next((PASSAGES[parent] for parent in _parents(host) if parent in PASSAGES), None)


def is_tracker(url: str) -> bool:
    """Whether a picture (a sound, a film) at this address is there to count readers."""
    counts, start, is_counter = _pictures_of(_host(url))
    if counts or _PICTURE_PATH.search(url, 8):
        return True
    if start and _path(url).startswith(start):
        return True
    return is_counter and not _IMAGE_NAME.search(url)


@lru_cache(maxsize=4096)
def _pictures_of(host: str) -> tuple[bool, str, bool]:
    """Whether all pictures of a host count, how the paths of those begin that do, whether its name says so."""
    parents = _parents(host)
    start = next((_PICTURE_PLACES[parent] for parent in parents if parent in _PICTURE_PLACES), "")
    return not PICTURE_HOSTS.isdisjoint(parents), start, parents[0].partition(".")[0] in _COUNTER_LABELS


@lru_cache(maxsize=4096)
def _parameters_of(host: str) -> frozenset[str]:
    return frozenset().union(*(HOST_PARAMETERS.get(parent, ()) for parent in _parents(host)))


def _unreported(part: str, host: str) -> str:
    """What a part of a query says apart from where the reader came from; some join parameters by semicolons."""
    if ";" not in part or part.startswith("amp;"):
        return "" if _reports(part, host) else part
    return ";".join(one for one in part.split(";") if not _reports(one, host))


def _reports(part: str, host: str) -> bool:
    name = part.partition("=")[0]
    if "%" in name:
        name = unquote(name)
    name = name.removeprefix("amp;")
    plain = name.lower()
    return plain in PARAMETERS or plain.startswith(PARAMETER_PREFIXES) or name in _parameters_of(host)


def _parameter(query: str, names: list[str]) -> str:
    for part in query.split("&"):
        name, _, value = part.partition("=")
        if name in names and (found := unquote(value)).startswith(("http://", "https://")):
            return found
    return ""


def _host(url: str) -> str:
    return url.partition("://")[2].partition("/")[0].partition("?")[0].partition(":")[0]


def _path(url: str) -> str:
    return "/" + url.partition("://")[2].partition("/")[2]


def _parents(host: str) -> list[str]:
    """a.b.c → a.b.c, b.c, c."""
    labels = host.split(".")
    return [".".join(labels[place:]) for place in range(len(labels))]
