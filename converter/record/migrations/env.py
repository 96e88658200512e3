"""Alembic's environment: the connection is given; nothing is read from a file."""

from alembic import context

from converter.record.tables import METADATA

context.configure(connection=context.config.attributes["connection"], target_metadata=METADATA, transactional_ddl=False)
context.run_migrations()
