"""RSS 0.90 to 2.0, RDF and the dialects, without a namespace or in one of theirs. Atom's elements are read
here too when a feed forgets to declare Atom."""

from __future__ import annotations

from mainstem.parsing import elements, podcasting
from mainstem.parsing.namespaces import atom

URIS = (
    "http://purl.org/rss/1.0/",
    "",
    "http://backend.userland.com/rss2",
    "http://backend.userland.com/rss",
    "http://backend.userland.com/rss091",
    "http://backend.userland.com/rss092",
    "http://blogs.law.harvard.edu/tech/rss",
    "http://cyber.law.harvard.edu/rss/rss.html",
    "http://my.netscape.com/rdf/simple/0.9/",
    "http://channel.netscape.com/rdf/simple/0.9/",
    "http://my.netscape.com/publish/formats/rss-0.91.dtd",
    "http://purl.org/net/rss1.1#",
    "http://purl.org/rss/2.0/",
    "http://www.rssboard.org/rss-specification",
    "http://backend.userland.com/creativecommonsrssmodule",
)
PREFIXES = ("rss", "rss1", "rss10", "rss20")

COMMON = {
    **atom.COMMON,
    "copyright": elements.rights,
    "pubDate": elements.published,
    "published_at": elements.published,
    "lastBuildDate": elements.updated,
    "expirationDate": elements.expires,
    "category": elements.category,
    "tags": elements.keywords,
    "keywords": elements.keywords,
    "language": elements.language,
}
ENTRY = {
    **atom.ENTRY,
    "description": elements.summary,
    "abstract": elements.summary,
    "fullItem": elements.content,
    "body": elements.content,
    "guid": elements.guid,
    "comments": elements.comments,
    "enclosure": elements.enclosure,
    "image": elements.entry_image,
    "source": elements.source,
    "logo": elements.entry_image,
}
FEED = {
    **atom.FEED,
    "description": elements.description,
    "managingEditor": elements.author,
    "webMaster": elements.publisher,
    "docs": elements.docs,
    "ttl": elements.ttl,
    "image": elements.image,
    "cloud": elements.cloud,
    "skipHours": elements.skip_hours,
    "skipDays": elements.skip_days,
    "newLocation": podcasting.new_url,
    "textInput": elements.text_input,
    "textinput": elements.text_input,
}
