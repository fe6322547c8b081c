"""What an article says of itself: who signs it, its captions, what it is based on, and whether it was taken back."""

from alembic import op
from sqlalchemy import Column, Text
from sqlalchemy.dialects import postgresql

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

TEXT = Text().with_variant(postgresql.TEXT(collation="C"), "postgresql")
LISTS = ("authors", "captions", "based_on", "remarks")


def upgrade() -> None:
    # Columns are added in place, which leaves rows, triggers and views as they are.
    for name in LISTS:
        op.add_column("article_versions", Column(name, TEXT, nullable=False, server_default="[]"))
    op.add_column("article_versions", Column("status", TEXT))
    op.add_column("articles", Column("canceled_at", TEXT))


def downgrade() -> None:
    op.drop_column("articles", "canceled_at")
    for name in ("status", *reversed(LISTS)):
        op.drop_column("article_versions", name)
