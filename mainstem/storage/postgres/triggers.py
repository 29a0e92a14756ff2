"""Counts that are right by construction: one statement's rows are counted together, then added once."""

from mainstem.storage.postgres import fulltext

_ADD = """
    UPDATE subscriptions s SET
      total_count = s.total_count + d.total,
      unread_count = s.unread_count + d.unread,
      starred_count = s.starred_count + d.starred,
      starred_unread_count = s.starred_unread_count + d.starred_unread
    FROM (SELECT user_id, feed_id, {columns} FROM {source} GROUP BY user_id, feed_id
          ORDER BY user_id, feed_id) d
    WHERE s.user_id = d.user_id AND s.feed_id = d.feed_id;
"""
_COUNTED = """{sign}count(*) AS total, {sign}count(*) FILTER (WHERE is_unread) AS unread,
 {sign}count(*) FILTER (WHERE is_starred) AS starred,
 {sign}count(*) FILTER (WHERE is_starred AND is_unread) AS starred_unread"""
_TURNED = """(SELECT n.user_id, n.feed_id, n.entry_id,
  n.is_unread::int - o.is_unread::int AS unread, n.is_starred::int - o.is_starred::int AS starred,
  (n.is_starred AND n.is_unread)::int - (o.is_starred AND o.is_unread)::int AS starred_unread
  FROM turned n JOIN was o ON o.user_id = n.user_id AND o.entry_id = n.entry_id) t"""
_SUMMED = "0 AS total, sum(unread) AS unread, sum(starred) AS starred, sum(starred_unread) AS starred_unread"


def _function(name: str, body: str) -> str:
    return f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body} RETURN NULL; END $$"


_LABELS_TURNED = f"""
    UPDATE labels l SET unread_count = l.unread_count + d.unread
    FROM (SELECT x.label_id, sum(t.unread) AS unread FROM {_TURNED}
          JOIN labelled x ON x.user_id = t.user_id AND x.entry_id = t.entry_id
          WHERE t.unread <> 0 GROUP BY x.label_id ORDER BY x.label_id) d
    WHERE l.id = d.label_id;
"""


def _labelled(table: str, sign: str) -> str:
    return f"""
    UPDATE labels l SET total_count = l.total_count {sign} d.total, unread_count = l.unread_count {sign} d.unread
    FROM (SELECT x.label_id, count(*) AS total, count(*) FILTER (WHERE s.is_unread) AS unread
          FROM {table} x LEFT JOIN states s ON s.user_id = x.user_id AND s.entry_id = x.entry_id
          GROUP BY x.label_id ORDER BY x.label_id) d
    WHERE l.id = d.label_id;
    """


STATEMENTS = (
    *fulltext.STATEMENTS,
    _function("states_came", _ADD.format(columns=_COUNTED.format(sign=""), source="came")),
    """CREATE TRIGGER states_came AFTER INSERT ON states REFERENCING NEW TABLE AS came
       FOR EACH STATEMENT EXECUTE FUNCTION states_came()""",
    _function("states_went", _ADD.format(columns=_COUNTED.format(sign="-"), source="went")),
    """CREATE TRIGGER states_went AFTER DELETE ON states REFERENCING OLD TABLE AS went
       FOR EACH STATEMENT EXECUTE FUNCTION states_went()""",
    _function("states_turned", _ADD.format(columns=_SUMMED, source=_TURNED) + _LABELS_TURNED),
    """CREATE TRIGGER states_turned AFTER UPDATE ON states REFERENCING OLD TABLE AS was NEW TABLE AS turned
       FOR EACH STATEMENT EXECUTE FUNCTION states_turned()""",
    _function("labelled_came", _labelled("came", "+")),
    """CREATE TRIGGER labelled_came AFTER INSERT ON labelled REFERENCING NEW TABLE AS came
       FOR EACH STATEMENT EXECUTE FUNCTION labelled_came()""",
    _function("labelled_went", _labelled("went", "-")),
    """CREATE TRIGGER labelled_went AFTER DELETE ON labelled REFERENCING OLD TABLE AS went
       FOR EACH STATEMENT EXECUTE FUNCTION labelled_went()""",
)
