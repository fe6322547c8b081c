"""Which outlet published an article: by the publisher's name, else by the host of its address."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from sqlalchemy import Connection, select

from provenance.core.text import name_key
from provenance.store.tables import article_versions, articles
from provenance.store.world import agent_names, outlets


def find_outlet(connection: Connection, *, publisher: str | None, addresses: tuple[str | None, ...]) -> str | None:
    """Find the outlet that published an article.

    Args:
        connection: In any transaction.
        publisher: Who published it, as the input names it.
        addresses: Where it was published, best first; what is no URL is passed over.

    Returns:
        `ou_…`, or None where no outlet fits or more than one does.
    """
    key = name_key(publisher or "")
    if key:
        named = select(outlets.c.id).join(agent_names, agent_names.c.agent_id == outlets.c.agent_id)
        named = named.where(agent_names.c.name_key == key, agent_names.c.retracted_at.is_(None)).distinct()
        found = connection.execute(named).scalars().all()
        if found:
            return found[0] if len(found) == 1 else None
    for address in addresses:
        for host in _hosts(address or ""):
            found = connection.execute(select(outlets.c.id).where(outlets.c.domain == host)).scalars().all()
            if found:
                return found[0] if len(found) == 1 else None
    return None


def link_outlet(
    connection: Connection, article: str, *, publisher: str | None, addresses: tuple[str | None, ...]
) -> None:
    """Link an article, `ar_…`, to the outlet that published it, where it has none yet; see `find_outlet`."""
    outlet = find_outlet(connection, publisher=publisher, addresses=addresses)
    if outlet:
        free = articles.update().where(articles.c.id == article, articles.c.outlet_id.is_(None))
        connection.execute(free.values(outlet_id=outlet))


def link_outlets(connection: Connection) -> None:
    """Link the articles that have no outlet yet, once the registry knows new ones."""
    version = article_versions.c
    unlinked = (
        select(version.article_id, version.publisher, version.url, articles.c.locator)
        .join(articles, articles.c.id == version.article_id)
        .where(articles.c.outlet_id.is_(None))
        .order_by(version.article_id, version.version_no)
    )
    for article, publisher, url, locator in connection.execute(unlinked).all():
        link_outlet(connection, article, publisher=publisher, addresses=(url, locator))


def _hosts(address: str) -> Iterator[str]:
    """Give the host of an address, then the domains that it belongs to, without the last label alone."""
    try:
        host = (urlsplit(address).hostname or "").removeprefix("www.") if "://" in address else ""
    except ValueError:
        return
    labels = host.split(".")
    for start in range(len(labels) - 1):
        yield ".".join(labels[start:])
