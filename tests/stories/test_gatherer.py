from dataclasses import replace
from datetime import timedelta

from mainstem.stories import Gatherer, Link, Reason, Settings
from tests.stories.making import BANK, FERRY, entry


def gathered(entries, gatherer=None):
    gatherer = gatherer or Gatherer()
    for one in sorted(entries, key=lambda one: one.arrived_at):
        gatherer.add(one)
    gatherer.replay()
    return gatherer


def groups(gatherer):
    return {frozenset(entries) for entries in gatherer.stories().values()}


def ids(entries):
    return frozenset(one.entry_id for one in entries)


def test_two_happenings_become_two_stories():
    assert groups(gathered(FERRY + BANK)) == {ids(FERRY), ids(BANK)}


def test_a_join_names_the_words_that_speak_for_it():
    gatherer = Gatherer()
    gatherer.add(FERRY[0])
    joined = gatherer.add(FERRY[1])
    (evidence,) = joined.evidence
    assert evidence.reason is Reason.WORDS
    assert evidence.other_id == FERRY[0].entry_id
    words = {shared.word.lower() for shared in evidence.words}
    assert {"skarvøy", "hvaldal", "reef"} <= words
    assert "the" not in words
    weights = [shared.weight for shared in evidence.words]
    assert weights == sorted(weights, reverse=True)
    assert all(weight > 0 for weight in weights)


def test_the_first_entry_of_a_story_needs_no_evidence():
    joined = Gatherer().add(FERRY[0])
    assert joined.evidence == ()
    assert joined.copy_of is None


def test_an_entry_that_comes_twice_stays_where_it_is():
    gatherer = gathered(FERRY)
    before = gatherer.stories()
    assert gatherer.add(FERRY[1]).story_id == gatherer.story_of(FERRY[0].entry_id)
    assert gatherer.stories() == before


def test_the_same_address_is_the_same_story_whatever_the_words():
    first = entry("Ferry runs aground", "Near Hvaldal.", feed=1, url="https://a.example/1")
    second = entry(
        "Wie konnte das geschehen?", "Eine Chronik.", feed=2, url="https://a.example/1", language="de"
    )
    gatherer = gathered([first])
    joined = gatherer.add(second)
    assert joined.story_id == gatherer.story_of(first.entry_id)
    assert joined.evidence[0].reason is Reason.ADDRESS


def test_a_feed_that_gives_everything_one_address_joins_nothing_by_it():
    home = "https://a.example/"
    titles = ["Budget passed", "Storm warning", "Choir festival", "Bridge closed", "Goalkeeper injured"]
    gatherer = gathered(entry(title, feed=7, url=home, minutes=at) for at, title in enumerate(titles))
    assert len(gatherer.stories()) == len(titles)


def test_the_same_text_under_another_roof_is_a_copy():
    twin = replace(FERRY[0], entry_id=9001, feed_id=55, url="https://other.example/x")
    gatherer = gathered([FERRY[0]])
    joined = gatherer.add(twin)
    assert joined.copy_of == FERRY[0].entry_id
    assert joined.evidence[0].reason is Reason.TEXT


def test_a_reprint_with_another_title_and_ending_is_a_copy():
    reprint = replace(
        FERRY[0],
        entry_id=9002,
        feed_id=56,
        title="Drama at sea",
        text=FERRY[0].text + " More to follow tonight.",
    )
    gatherer = gathered(FERRY[:1])
    joined = gatherer.add(reprint)
    assert joined.copy_of == FERRY[0].entry_id
    assert joined.evidence[0].reason is Reason.REPRINT


def test_within_one_feed_only_the_same_title_makes_a_copy():
    update = replace(FERRY[0], entry_id=9003, title="Ferry refloated off Hvaldal after night on the reef")
    assert gathered(FERRY[:1]).add(update).copy_of is None


def test_private_entries_join_only_their_own_feed():
    private = [
        replace(one, entry_id=9100 + n, feed_id=70, is_private=True) for n, one in enumerate(FERRY[:2])
    ]
    elsewhere = replace(FERRY[0], entry_id=9200, feed_id=71, is_private=True, url="https://a.example/1")
    gatherer = gathered([*FERRY, *private, elsewhere])
    assert groups(gatherer) == {ids(FERRY), ids(private), ids([elsewhere])}


def test_not_the_same_story_is_obeyed_and_stays_obeyed():
    gatherer = gathered(FERRY)
    moves = gatherer.correct(FERRY[2].entry_id, FERRY[0].entry_id, same=False)
    assert len(moves) == 1
    gatherer.correct(FERRY[2].entry_id, FERRY[1].entry_id, same=False)
    gatherer.replay()
    assert groups(gatherer) == {ids(FERRY[:2]), ids(FERRY[2:])}


def test_the_same_story_is_obeyed_and_can_be_taken_back():
    gatherer = gathered(FERRY + BANK)
    gatherer.correct(FERRY[0].entry_id, BANK[0].entry_id, same=True)
    assert groups(gatherer) == {ids(FERRY + BANK)}
    gatherer.correct(FERRY[0].entry_id, BANK[0].entry_id, same=False)
    assert groups(gatherer) == {ids(FERRY), ids(BANK)}


def test_a_reader_can_part_a_copy_from_its_text():
    twin = replace(FERRY[0], entry_id=9004, feed_id=57)
    gatherer = gathered([FERRY[0], twin])
    gatherer.correct(twin.entry_id, FERRY[0].entry_id, same=False)
    assert groups(gatherer) == {ids([FERRY[0]]), ids([twin])}


def test_a_correction_given_before_the_entry_comes_is_obeyed_when_it_comes():
    gatherer = gathered(FERRY[:1])
    gatherer.correct(FERRY[0].entry_id, FERRY[1].entry_id, same=False)
    assert gatherer.add(FERRY[1]).story_id != gatherer.story_of(FERRY[0].entry_id)


def test_an_id_survives_that_its_story_grows():
    gatherer = gathered(FERRY[:2])
    before = gatherer.story_of(FERRY[0].entry_id)
    gatherer.add(FERRY[2])
    gatherer.replay()
    assert gatherer.story_of(FERRY[0].entry_id) == before


def test_what_is_older_than_the_window_attracts_nothing():
    late = replace(
        FERRY[1],
        entry_id=9005,
        published_at=FERRY[0].arrived_at + timedelta(days=4),
        arrived_at=FERRY[0].arrived_at + timedelta(days=4),
    )
    gatherer = gathered(FERRY[:1])
    assert gatherer.add(late).evidence == ()
    assert gatherer.story_of(FERRY[0].entry_id) != gatherer.story_of(late.entry_id)


def test_expiring_lets_go_and_says_how_many():
    gatherer = gathered(FERRY + BANK)
    assert gatherer.expire(FERRY[0].arrived_at + timedelta(days=1)) == 0
    assert gatherer.expire(FERRY[0].arrived_at + timedelta(days=9)) == 5


def test_restoring_from_rows_goes_on_where_it_stopped():
    first = gathered(FERRY[:2] + BANK)
    links = [Link(one.entry_id, first.story_of(one.entry_id)) for one in FERRY[:2] + BANK]
    again = Gatherer.restore(FERRY[:2] + BANK, links, learnt=first.learnt(), next_story_id=50)
    assert again.stories() == first.stories()
    assert again.add(FERRY[2]).story_id == first.story_of(FERRY[0].entry_id)
    assert again.add(entry("Something else entirely happens in Quillmouth", minutes=200)).story_id >= 50


def test_restoring_keeps_copies_and_corrections():
    twin = replace(FERRY[0], entry_id=9006, feed_id=58)
    first = gathered([FERRY[0], twin, *BANK])
    first.correct(FERRY[0].entry_id, BANK[0].entry_id, same=True)
    links = [
        Link(i, s, FERRY[0].entry_id if i == 9006 else None) for s, es in first.stories().items() for i in es
    ]
    again = Gatherer.restore([FERRY[0], twin, *BANK], links, corrections=first.corrections())
    again.replay()
    assert groups(again) == groups(first)
    again.correct(FERRY[0].entry_id, BANK[0].entry_id, same=False)
    assert groups(again) == {ids([FERRY[0], twin]), ids(BANK)}


def test_a_footer_under_everything_joins_nothing():
    footer = "Subscribe to the Harbour Gazette newsletter for weekend offers, puzzles and recipes."
    subjects = [f"{a} {b}" for a in ("Budget", "Storm", "Choir", "Bridge", "Museum", "Harvest")
                for b in ("postponed", "celebrated", "inspected", "rebuilt", "photographed", "measured")]  # fmt: skip
    entries = [entry(subject, footer, feed=9, minutes=at) for at, subject in enumerate(subjects)]
    gatherer = gathered(entries)
    biggest = max(map(len, gatherer.stories().values()))
    assert biggest <= len(entries) // 3


def test_ten_thousand_near_identical_entries_are_one_story_and_its_copies():
    text = "Buy the miracle kettle now at half price, limited offer while stocks last, order number "
    gatherer = Gatherer()
    for number in range(2_000):
        spam = entry("Miracle kettle at half price", text + str(number), feed=13, minutes=number / 100)
        gatherer.add(spam)
    gatherer.replay()
    assert len(gatherer.stories()) == 1


def test_a_story_that_is_full_takes_no_more_and_says_so():
    gatherer = Gatherer(Settings(largest_story=2))
    gathered(FERRY, gatherer)
    assert gatherer.capped > 0


def test_empty_odd_and_huge_entries_are_survived():
    odd = [
        entry("", ""),
        entry("word"),
        entry("\ud800\x00", "\udfff" * 10),
        entry("東京で地震", "東京都で震度五の地震がありました。気象庁が発表しました。" * 3, language="ja"),
        entry("a" * 100_000, "b c d " * 900_000),
        entry("🦊🦊🦊", "🦊 " * 50, language="xx-invalid"),
    ]
    gatherer = gathered(odd)
    assert all(gatherer.story_of(one.entry_id) is not None for one in odd)


def test_stories_are_gathered_in_writing_without_spaces():
    one = entry(
        "北海道で震度六の地震",
        "北海道苫小牧市で震度六の地震があり、気象庁は津波の心配はないと発表した。",
        language="ja",
    )
    two = entry(
        "苫小牧で強い地震 津波の心配なし",
        "北海道苫小牧市で震度六。気象庁によると津波の心配はない。",
        feed=2,
        language="ja",
    )
    other = entry(
        "首相が予算案を説明",
        "首相は国会で来年度予算案について説明した。野党は反対した。",
        feed=3,
        language="ja",
    )
    assert groups(gathered([one, two, other])) == {ids([one, two]), ids([other])}


def test_a_thread_holds_the_events_of_one_affair():
    storm = [
        entry("Storm Wilma heads for Kestrel coast", "Storm Wilma will reach the Kestrel coast tonight."),
        entry("Kestrel cleans up after storm Wilma", "Volunteers cleared the Kestrel coast of what storm Wilma left.",
              feed=2, minutes=1500),
        entry("Insurers count losses of storm Wilma", "Storm Wilma cost insurers 40 million on the Kestrel coast.",
              feed=3, minutes=2900),
    ]  # fmt: skip
    gatherer = gathered([*storm, *BANK])
    threads = gatherer.threads()
    thread_of = {story: thread for thread, stories in threads.items() for story in stories}
    assert len({thread_of[gatherer.story_of(one.entry_id)] for one in storm}) == 1
    assert thread_of[gatherer.story_of(BANK[0].entry_id)] != thread_of[gatherer.story_of(storm[0].entry_id)]
    assert gatherer.threads() == threads
