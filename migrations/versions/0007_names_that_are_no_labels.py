"""An index of the names that join agents, since most names are labels that articles bring."""

from alembic import op
from sqlalchemy import text

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

NAME = "ix_agent_names_other"
OTHER = text("kind <> 'label'")


def upgrade() -> None:
    op.create_index(
        NAME, "agent_names", ["name_key"], postgresql_using="hash", sqlite_where=OTHER, postgresql_where=OTHER
    )


def downgrade() -> None:
    op.drop_index(NAME, "agent_names")
