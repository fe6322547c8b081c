"""How a table of an export is told: columns, keys, labels, facets, and what each of them means.

Owns the words for it. The database, its metadata and its README are all written from the tables of `catalogue`.
"""

from dataclasses import dataclass
from enum import StrEnum


class Facet(StrEnum):
    """How the values of a column are counted: each as it stands, or each member of a JSON array."""

    VALUE = "value"
    ARRAY = "array"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column.

    Attributes:
        name: Singular snake case.
        about: What it says, with its unit or range, and what an empty cell means.
        type: `TEXT`, `INTEGER` or `REAL`.
        refers: The table whose id it holds; None for a plain value.
        facet: How it is counted beside the table; None for not at all.
        indexed: Whether queries look things up by it; facets and references always are.
    """

    name: str
    about: str
    type: str = "TEXT"
    refers: str | None = None
    facet: Facet | None = None
    indexed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One table.

    Attributes:
        name: Plural snake case.
        title: Its heading.
        about: What one row is.
        label: Column that stands for a row where others refer to it.
        columns: The first one is the primary key.
        sort: Column that the page is sorted by.
        descending: Whether the largest comes first.
        search: Columns that full-text search looks into for words; empty for no search.
        pieces: Columns that are also searched for pieces of words, and for scripts without spaces.
        together: Columns that are looked up together, each group in the order of its index.
    """

    name: str
    title: str
    about: str
    label: str
    columns: tuple[Column, ...]
    sort: str
    descending: bool = False
    search: tuple[str, ...] = ()
    pieces: tuple[str, ...] = ()
    together: tuple[tuple[str, ...], ...] = ()

    @property
    def key(self) -> str:
        """Name of the primary key."""
        return self.columns[0].name

    @property
    def indexes(self) -> tuple[tuple[str, ...], ...]:
        """Columns of each index; one that begins another needs none of its own."""
        begun = {group[0] for group in self.together}
        alone = (
            column.name
            for column in self.columns
            if (column.indexed or column.facet or column.refers) and column.name not in begun
        )
        return (*((name,) for name in alone), *self.together)
