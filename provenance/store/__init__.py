"""The database: what was read, who asserted what of it and when. Nothing else knows SQLAlchemy and Alembic."""
