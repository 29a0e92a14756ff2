"""The only folder that speaks SQL.

One module of statements per noun (``users``, ``feeds``, ``entries``, ``states`` …); every function takes a
connection first, and whoever calls decides how much is one transaction (``database.read()``,
``database.write()``). The tables stand in ``schema/``; ``sqlite/`` and ``postgres/`` hold only what differs;
``migrations/`` brings an older database up. Why the tables are as they are: docs/why/schema.md.
"""

from sqlalchemy import Connection

from mainstem.storage.database import Database, connect

__all__ = ["Connection", "Database", "connect"]
