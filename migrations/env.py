"""Runs migrations on the connection that `provenance.store.schema` hands over, inside its transaction."""

from alembic import context

from provenance.store.columns import metadata
from provenance.store.schema import include_name

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    # SQLite cannot change a table in place: Alembic copies it, and triggers must be made again afterwards.
    render_as_batch=True,
    compare_type=True,
    include_name=include_name,
)
context.run_migrations()
