"""When the next request comes: never before manners allow, never long after."""

from __future__ import annotations

from datetime import timedelta

from tests.refresh.picky.journey import must, should
from tests.refresh.picky.site import BUSY, DAILY, DAY, HOUR, MINUTE, date, made
from tests.refresh.world import START, rss

JITTER = 1.1


@must("schedule")
def never_closer_than_a_quarter_of_an_hour(site):
    site.honest()
    yield
    assert min(site.gaps()) >= 15 * MINUTE


@must("schedule")
def never_closer_than_an_hour_without_validators(site):
    site.answer = lambda asked: made(BUSY)
    yield
    assert len(site.asked) > 2
    assert min(site.gaps()) >= HOUR


@must("schedule", "days")
def daily_where_no_request_is_ever_conditional(site):
    site.answer = lambda asked: made(BUSY)
    yield
    assert len(site.asked) > 5
    assert all(gap >= DAY for gap in site.gaps()[5:]), site.gaps()


@must("schedule", "days")
def daily_where_conditions_are_ignored(site):
    site.answer = lambda asked: made(BUSY, ETag='"1"', Last_Modified="then")
    yield
    assert len(site.asked) > 5
    assert all(gap >= DAY for gap in site.gaps()[12:]), site.gaps()


@must("schedule")
def max_age_is_obeyed(site):
    site.honest(Cache_Control="public, max-age=7200")
    yield
    assert len(site.asked) > 2
    assert min(site.gaps()) >= 2 * HOUR


@must("schedule")
def max_age_of_a_304_is_obeyed(site):
    site.steps(made(BUSY, ETag='"1"'), made(b"", 304, Cache_Control="max-age=10800"))
    yield
    assert len(site.asked) > 2
    assert all(gap >= 3 * HOUR for gap in site.gaps()[1:]), site.gaps()


@must("schedule")
def max_age_outlives_a_bare_304(site):
    site.steps(made(BUSY, ETag='"1"', Cache_Control="max-age=7200"), made(b"", 304))
    yield
    assert len(site.asked) > 2
    assert min(site.gaps()) >= 2 * HOUR


@must("schedule")
def a_shorter_max_age_replaces_a_longer_one(site):
    site.steps(
        made(BUSY, ETag='"1"', Cache_Control="max-age=7200"),
        made(b"", 304, Cache_Control="max-age=60"),
    )
    yield
    assert site.gaps()[0] >= 2 * HOUR
    assert site.gaps()[1] <= HOUR


@must("schedule")
def expires_is_obeyed(site):
    site.answer = lambda asked: made(BUSY, ETag='"1"', Expires=date(site.now + 3 * HOUR), Date=date(site.now))
    yield
    assert len(site.asked) > 1
    assert min(site.gaps()) >= 3 * HOUR - MINUTE


@must("schedule")
def expires_counts_from_the_servers_own_clock(site):
    def answer(asked):
        theirs = site.now - 500 * DAY
        return made(BUSY, ETag='"1"', Expires=date(theirs + 3 * HOUR), Date=date(theirs))

    site.answer = answer
    yield
    assert len(site.asked) > 1
    assert min(site.gaps()) >= 3 * HOUR


@must("schedule")
def max_age_goes_before_expires(site):
    site.answer = lambda asked: made(
        BUSY,
        ETag='"1"',
        Cache_Control="max-age=3600",
        Expires=date(site.now + 20 * HOUR),
        Date=date(site.now),
    )
    yield
    assert len(site.asked) > 3
    assert min(site.gaps()) >= HOUR


@should("schedule")
def age_is_taken_off_max_age(site):
    site.answer = lambda asked: made(BUSY, ETag='"1"', Cache_Control="max-age=14400", Age="10800")
    yield
    assert HOUR <= site.gaps()[0] <= 2 * HOUR


@must("schedule", "days")
def a_max_age_of_years_does_not_stop_the_feed(site):
    site.honest(Cache_Control="max-age=504576000")
    yield
    assert len(site.asked) >= 8
    assert max(site.gaps()) <= 26 * HOUR


@must("schedule")
def no_cache_does_not_mean_all_the_time(site):
    site.honest(
        Cache_Control="no-cache, no-store, max-age=0, must-revalidate", Pragma="no-cache", Expires="0"
    )
    yield
    assert len(site.asked) > 5
    assert min(site.gaps()) >= 15 * MINUTE


@must("schedule")
def a_max_age_that_is_none_is_survived(site):
    site.honest(Cache_Control="max-age=-5, max-age=abc, , ===;")
    yield
    assert len(site.asked) > 5
    assert min(site.gaps()) >= 15 * MINUTE


@should("schedule")
def what_shared_caches_are_told_is_not_told_to_us(site):
    site.honest(Cache_Control="s-maxage=72000")
    yield
    assert len(site.asked) > 5


@must("schedule")
def ttl_is_obeyed(site):
    site.honest(BUSY.replace(b"<item>", b"<ttl>180</ttl><item>", 1))
    yield
    assert len(site.asked) > 1
    assert min(site.gaps()) >= 3 * HOUR


@must("schedule", "days")
def an_absurd_ttl_does_not_stop_the_feed(site):
    site.honest(BUSY.replace(b"<item>", b"<ttl>99999999999</ttl><item>", 1))
    yield
    assert len(site.asked) >= 8


@must("schedule")
def a_ttl_that_is_none_is_survived(site):
    site.honest(BUSY.replace(b"<item>", b"<ttl>-3</ttl><ttl>soon</ttl><item>", 1))
    yield
    assert len(site.asked) > 5


@should("schedule", "days")
def the_update_period_is_obeyed(site):
    space = b'<rss xmlns:sy="http://purl.org/rss/1.0/modules/syndication/" '
    period = b"<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>2</sy:updateFrequency><item>"
    site.honest(BUSY.replace(b"<rss ", space).replace(b"<item>", period, 1))
    yield
    assert len(site.asked) > 5
    assert min(site.gaps()) >= 12 * HOUR


@must("schedule", "days")
def skipped_hours_are_left_out(site):
    hours = b"".join(b"<hour>%d</hour>" % n for n in range(7, 20))
    site.honest(BUSY.replace(b"<item>", b"<skipHours>%s</skipHours><item>" % hours, 1))
    yield
    assert len(site.asked) > 20
    assert all(one.at.hour not in range(7, 20) for one in site.asked), [one.at for one in site.asked][:5]


@must("schedule", "days")
def skipped_days_are_left_out(site):
    site.honest(
        BUSY.replace(b"<item>", b"<skipDays><day>Saturday</day><day>Sunday</day></skipDays><item>", 1)
    )
    yield
    assert len(site.asked) > 20
    assert all(one.at.weekday() < 5 for one in site.asked)


@should("schedule", "days")
def a_feed_that_skips_everything_is_still_asked(site):
    hours = b"".join(b"<hour>%d</hour>" % n for n in range(24))
    site.honest(BUSY.replace(b"<item>", b"<skipHours>%s</skipHours><item>" % hours, 1))
    yield
    assert len(site.asked) > 3


@should("schedule", "days")
def a_rare_feed_is_asked_rarely(site):
    rare = rss(*((f"e{n}", START - n * 60 * DAY) for n in range(1, 6)))
    site.honest(rare)
    yield
    assert 8 <= len(site.asked) <= 40, len(site.asked)


@should("schedule", "days")
def a_busy_feed_is_asked_often(site):
    site.answer = lambda asked: made(
        rss(*((f"e{site.now - n * 10 * MINUTE:%d%H%M}", site.now - n * 10 * MINUTE) for n in range(10))),
        ETag=f'"{site.now:%d%H%M}"',
    )
    yield
    assert len(site.asked) > 200, len(site.asked)


@must("schedule", "days")
def no_feed_waits_longer_than_a_day(site):
    site.honest(rss(*((f"e{n}", START - n * 900 * DAY) for n in range(1, 6))))
    yield
    assert max(site.gaps()) <= 25 * HOUR + MINUTE


@should("schedule", "days")
def feeds_do_not_march_in_step(site):
    site.feeds = [f"/{n}" for n in range(6)]
    site.honest(DAILY, Cache_Control="max-age=36000")
    yield
    assert len({moment[:16] for moment in site.due}) > 2, site.due


@must("schedule", "days")
def jitter_is_a_tenth_at_most(site):
    site.honest(BUSY, Cache_Control="max-age=36000")
    yield
    assert all(10 * HOUR <= gap <= 10 * HOUR * JITTER + HOUR + MINUTE for gap in site.gaps()), site.gaps()


@must("schedule")
def a_new_entry_is_there_after_one_poll(site):
    site.steps(
        made(DAILY, ETag='"1"'), made(DAILY.replace(b"e1<", b"fresh<").replace(b"urn:e1", b"urn:fresh"))
    )
    yield
    assert "fresh" in site.titles


@must("schedule")
def a_restart_at_each_step_changes_nothing(site):
    site.honest(BUSY, Cache_Control="max-age=14400")
    yield
    assert len(site.asked) == 2, len(site.asked)


def near(gap: timedelta, hours: float, step: timedelta) -> bool:
    """Whether a gap is that long, give or take jitter and the step of the rounds."""
    wait = timedelta(hours=hours)
    return wait - timedelta(seconds=5) <= gap <= wait * JITTER + step + MINUTE
