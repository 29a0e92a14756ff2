"""Feeds that follow from an address alone."""

import pytest

from mainstem.parsing import guess
from mainstem.parsing.sites import rules


@pytest.mark.parametrize(
    ("url", "feed_url"),
    [
        (
            "https://www.youtube.com/channel/UCabcdefghijklmnopqrstuv",
            "https://www.youtube.com/feeds/videos.xml?playlist_id=UULFabcdefghijklmnopqrstuv",
        ),
        (
            "https://www.youtube.com/watch?v=x&list=PL1234567890abc",
            "https://www.youtube.com/feeds/videos.xml?playlist_id=PL1234567890abc",
        ),
        ("https://old.reddit.com/r/sheep/", "https://www.reddit.com/r/sheep/.rss"),
        ("https://www.reddit.com/r/sheep/top/?t=week", "https://www.reddit.com/r/sheep/top/.rss"),
        ("https://github.com/hill/crook", "https://github.com/hill/crook/releases.atom"),
        ("https://github.com/hill/crook.git", "https://github.com/hill/crook/releases.atom"),
        ("https://github.com/ada", "https://github.com/ada.atom"),
        ("https://gitlab.com/hill/tools/crook", "https://gitlab.com/hill/tools/crook/-/tags?format=atom"),
        ("https://codeberg.org/hill/crook", "https://codeberg.org/hill/crook/releases.rss"),
        ("https://mastodon.example/@ada", "https://mastodon.example/@ada.rss"),
        ("https://bsky.app/profile/ada.example", "https://bsky.app/profile/ada.example/rss"),
        ("https://medium.com/@ada/a-story", "https://medium.com/feed/@ada"),
        ("https://hill.substack.com/p/lambs", "https://hill.substack.com/feed"),
        ("https://hill.blogspot.com/2020/01/x.html", "https://hill.blogspot.com/feeds/posts/default"),
        ("https://hill.wordpress.com", "https://hill.wordpress.com/feed/"),
        ("https://hill.tumblr.com/post/1", "https://hill.tumblr.com/rss"),
        ("https://hill.ghost.io/", "https://hill.ghost.io/rss/"),
        (
            "https://stackoverflow.com/questions/tagged/sheep",
            "https://stackoverflow.com/feeds/tag?tagnames=sheep&sort=newest",
        ),
        ("https://news.ycombinator.com/", "https://news.ycombinator.com/rss"),
        ("https://arxiv.org/list/cs.AI/recent", "https://rss.arxiv.org/atom/cs.AI"),
        (
            "https://podcasts.apple.com/gb/podcast/hill/id12345?i=6",
            "https://itunes.apple.com/lookup?id=12345&entity=podcast",
        ),
        ("hill.substack.com", "https://hill.substack.com/feed"),
        ("https://www.youtube.com/user/hill", "https://www.youtube.com/feeds/videos.xml?user=hill"),
        ("https://www.youtube.com/playlist?list=PL1234567890abc",
         "https://www.youtube.com/feeds/videos.xml?playlist_id=PL1234567890abc"),
        ("https://www.reddit.com/user/ada", "https://www.reddit.com/user/ada/.rss"),
        ("https://www.reddit.com/r/sheep/comments/1abc/a_ewe/", "https://www.reddit.com/r/sheep/comments/1abc/.rss"),
        ("https://www.reddit.com/search/?q=sheep", "https://www.reddit.com/search.rss?q=sheep"),
        ("https://github.com/hill/crook/commits/main", "https://github.com/hill/crook/commits/main.atom"),
        ("https://gist.github.com/ada", "https://gist.github.com/ada.atom"),
        ("https://fosstodon.org/tags/sheep", "https://fosstodon.org/tags/sheep.rss"),
        ("https://fosstodon.org/users/ada", "https://fosstodon.org/users/ada.rss"),
        ("https://medium.com/tag/sheep", "https://medium.com/feed/tag/sheep"),
        ("https://unix.stackexchange.com/", "https://unix.stackexchange.com/feeds"),
        ("https://stackoverflow.com/questions/123/a-ewe", "https://stackoverflow.com/feeds/question/123"),
        ("https://arxiv.org/a/hill_a_1", "https://arxiv.org/a/hill_a_1.atom2"),
        ("https://hill.bearblog.dev/lambs/", "https://hill.bearblog.dev/feed/"),
        ("https://tube.example/c/hill/videos", "https://tube.example/feeds/videos.xml?videoChannelName=hill"),
    ],
)  # fmt: skip
def test_the_best_guess_comes_first(url, feed_url):
    assert guess(url)[0].feed_url == feed_url


def test_a_repository_has_releases_commits_and_tags():
    assert [one.title for one in guess("https://github.com/hill/crook")] == ["Releases", "Commits", "Tags"]


@pytest.mark.parametrize(
    ("url", "feed_url"),
    [
        (
            "https://gitlab.com/hill/crook/-/issues",
            "https://gitlab.com/hill/crook/-/issues.atom?state=opened",
        ),
        ("https://hill.wordpress.com/2024/03/07/lambs/", "https://hill.wordpress.com/comments/feed/"),
        ("https://hill.wordpress.com/2024/03/07/lambs/", "https://hill.wordpress.com/2024/03/07/lambs/feed/"),
        ("https://hill.wordpress.com/category/ewes/", "https://hill.wordpress.com/category/ewes/feed/"),
        ("https://hill.blogspot.com/search/label/x", "https://hill.blogspot.com/feeds/posts/default/-/x"),
        ("https://hill.ghost.io/tag/wool/", "https://hill.ghost.io/tag/wool/rss/"),
        ("https://hill.tumblr.com/tagged/wool", "https://hill.tumblr.com/tagged/wool/rss"),
    ],
)
def test_other_feeds_of_the_same_site_follow(url, feed_url):
    assert feed_url in [one.feed_url for one in guess(url)]


@pytest.mark.parametrize(
    "url",
    [
        "",
        "nonsense",
        "https://hill.example/",
        "http://[::1",
        "ftp://hill.substack.com/",
        "x" * 5000,
        "https://youtube.com/@ada",
        "https://www.youtube.com/c/ada",
    ],
)
def test_nothing_is_guessed_of_other_addresses(url):
    assert guess(url) == []


def test_every_rule_makes_an_address_of_its_own_groups():
    for rule in rules():
        names = dict.fromkeys(rule.pattern.groupindex, "x")
        assert rule.feed.format(**names).startswith("https://")
        assert rule.title.format(**names)
