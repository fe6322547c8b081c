"""Addresses: of our pages, of Datasette's, and which addresses from an export may become a link at all."""

import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

_WIKIDATA = re.compile(r"Q[1-9][0-9]*")
_UNSAFE = re.compile(r"[\s\x00-\x20\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def safe_link(address: object) -> str | None:
    """Return an address if a page may link to it: http or https with a host; None for anything else."""
    if not isinstance(address, str) or _UNSAFE.search(address):
        return None
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    return address if parts.scheme in {"http", "https"} and parts.hostname else None


def wikidata_link(identifier: object) -> str | None:
    """Return the page of a Wikidata item; None where it is none."""
    if isinstance(identifier, str) and _WIKIDATA.fullmatch(identifier):
        return f"https://www.wikidata.org/wiki/{identifier}"
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Links:
    """Addresses on one Datasette, below its base URL.

    Attributes:
        urls: Datasette's own builder of addresses.
        database: Name of the export's database.
    """

    urls: Any
    database: str

    def home(self) -> str:
        """Return the address of the export's first page."""
        return f"{self.urls.database(self.database)}/home"

    def search(self, words: str) -> str:
        """Return the address of what is found for some words."""
        return f"{self.home()}?{urlencode({'q': words})}"

    def page(self, kind: str, of: str, *, extension: str = "") -> str:
        """Return the address of a page of ours: a quotation, an article, a speaker or a family."""
        return f"{self.urls.database(self.database)}/{kind}/{quote(of, safe='')}{extension}"

    def quotation(self, of: str) -> str:
        """Return the address of a quotation's page."""
        return self.page("quotation", of)

    def article(self, of: str) -> str:
        """Return the address of an article's page."""
        return self.page("article", of)

    def speaker(self, of: str) -> str:
        """Return the address of an agent's page, whether it speaks or relays."""
        return self.page("speaker", of)

    def family(self, of: str) -> str:
        """Return the address of a family's page."""
        return self.page("family", of)

    def database_page(self) -> str:
        """Return the address of Datasette's page about the database."""
        return str(self.urls.database(self.database))

    def table(self, name: str, **filters: str) -> str:
        """Return the address of a table, filtered."""
        asked = f"?{urlencode(filters)}" if filters else ""
        return f"{self.urls.table(self.database, name)}{asked}"

    def row(self, table: str, of: str, *, extension: str = "") -> str:
        """Return the address of a row, or of the same row in another format."""
        return f"{self.urls.table(self.database, table)}/{quote(of, safe='')}{extension}"

    def question(self, name: str, **given: str) -> str:
        """Return the address of a canned query with its parameters."""
        asked = f"?{urlencode(given)}" if given else ""
        return f"{self.urls.query(self.database, name)}{asked}"

    def style(self, version: str) -> str:
        """Return the address of the style sheet."""
        return f"{self.urls.path('/-/provenance.css')}?{urlencode({'v': version})}"
