"""Alembic's entry: it runs inside the one transaction that `assess.store.migrations` has begun."""

from alembic import context

from assess.store.migrations import VERSION_TABLE

context.configure(
    connection=context.config.attributes["connection"],
    version_table=VERSION_TABLE,
    transactional_ddl=True,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
