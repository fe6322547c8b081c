"""What the two lines of Datasette, 0.65 and 1.0, do differently; the rest of the plugin need not know which it is."""

from collections.abc import Iterable
from typing import Any


async def ensure_visible(datasette: Any, actor: Any, *, database: str, tables: Iterable[str]) -> None:  # noqa: ANN401
    """Refuse whoever may not see some tables of a database.

    Raises:
        Forbidden: Datasette's own error, which it turns into its page.
    """
    for table in tables:
        if hasattr(datasette, "ensure_permission"):
            from datasette.resources import TableResource  # noqa: PLC0415 - 0.65 has no such module

            resource = TableResource(database, table)
            await datasette.ensure_permission(action="view-table", resource=resource, actor=actor)
        else:
            asked = [("view-table", (database, table)), ("view-database", database), "view-instance"]
            await datasette.ensure_permissions(actor, asked)
