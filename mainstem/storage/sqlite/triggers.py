"""Counts that are right by construction, and the full-text index, kept in the writer's own transaction."""

from mainstem.storage.sqlite import fulltext

_SUBSCRIPTION = "WHERE user_id = new.user_id AND feed_id = new.feed_id"

STATEMENTS = (
    *fulltext.STATEMENTS,
    f"""
    CREATE TRIGGER states_came AFTER INSERT ON states BEGIN
      UPDATE subscriptions SET
        total_count = total_count + 1,
        unread_count = unread_count + new.is_unread,
        starred_count = starred_count + new.is_starred,
        starred_unread_count = starred_unread_count + (new.is_starred AND new.is_unread)
      {_SUBSCRIPTION};
    END""",
    f"""
    CREATE TRIGGER states_turned AFTER UPDATE OF is_read, is_starred, is_hidden, is_folded, snoozed_until ON states
    WHEN old.is_unread <> new.is_unread OR old.is_starred <> new.is_starred BEGIN
      UPDATE subscriptions SET
        unread_count = unread_count + new.is_unread - old.is_unread,
        starred_count = starred_count + new.is_starred - old.is_starred,
        starred_unread_count = starred_unread_count
          + (new.is_starred AND new.is_unread) - (old.is_starred AND old.is_unread)
      {_SUBSCRIPTION};
    END""",
    """
    CREATE TRIGGER states_turned_labelled AFTER UPDATE OF is_read, is_hidden, is_folded, snoozed_until ON states
    WHEN old.is_unread <> new.is_unread
      AND EXISTS (SELECT 1 FROM labelled WHERE user_id = new.user_id AND entry_id = new.entry_id) BEGIN
      UPDATE labels SET unread_count = unread_count + new.is_unread - old.is_unread
      WHERE id IN (SELECT label_id FROM labelled WHERE user_id = new.user_id AND entry_id = new.entry_id);
    END""",
    f"""
    CREATE TRIGGER states_went AFTER DELETE ON states BEGIN
      UPDATE subscriptions SET
        total_count = total_count - 1,
        unread_count = unread_count - old.is_unread,
        starred_count = starred_count - old.is_starred,
        starred_unread_count = starred_unread_count - (old.is_starred AND old.is_unread)
      {_SUBSCRIPTION.replace("new.", "old.")};
    END""",
    """
    CREATE TRIGGER labelled_came AFTER INSERT ON labelled BEGIN
      UPDATE labels SET total_count = total_count + 1, unread_count = unread_count + coalesce(
        (SELECT is_unread FROM states WHERE user_id = new.user_id AND entry_id = new.entry_id), 0)
      WHERE id = new.label_id;
    END""",
    """
    CREATE TRIGGER labelled_went AFTER DELETE ON labelled BEGIN
      UPDATE labels SET total_count = total_count - 1, unread_count = unread_count - coalesce(
        (SELECT is_unread FROM states WHERE user_id = old.user_id AND entry_id = old.entry_id), 0)
      WHERE id = old.label_id;
    END""",
)
