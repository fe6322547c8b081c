"""Records as the store gives them back, and databases full of them; see `exported`."""

from collections.abc import Callable, Sequence

import pytest
from exported import *  # noqa: F403 - fixtures are found by their names
from exported import ALL_HOSTILE

from provenance.core.records import Agent, Role
from provenance.store.records import StoredQuotation

# What readers refuse and a store may hold all the same: no character of UTF-8, of XML, or of many programs.
ODD = ("a\x00b", "a\ud800b", "a\ufffe\uffffb", "＝1+1", "'=1+1", "\n=1")


@pytest.fixture
def hostile_quotations(
    stored_quotation: Callable[..., StoredQuotation], person: Callable[[str], Agent]
) -> Sequence[StoredQuotation]:
    """Return a quotation for everything hostile, which stands in each of its texts and names."""
    facts = ("title", "url", "path", "publisher", "byline", "lang", "published")
    return [
        stored_quotation(
            f"{words} “{words}” he said, {words}.",
            f"“{words}”",
            speaker=person(words),
            source="he",
            cue="said",
            relays=((Role.AGENCY, f"relay {words}", f"said, {words}"), (Role.PERSON, words, None)),
            **dict.fromkeys(facts, words),
        )
        for words in (*ALL_HOSTILE, *ODD)
    ]
