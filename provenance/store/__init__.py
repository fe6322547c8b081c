"""The database: what was read, who asserted what about it and when. The only place that knows SQLAlchemy and Alembic."""
