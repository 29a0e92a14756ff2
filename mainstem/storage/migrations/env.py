"""Alembic's entry: runs the migrations on the connection that ``migrate`` hands over, in its transaction."""

from alembic import context

from mainstem.storage.schema import metadata

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=metadata, transactional_ddl=True)
context.run_migrations()
