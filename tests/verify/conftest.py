"""A small town in the news: articles read by the rules, so that a draft has something to quote."""

from collections.abc import Callable
from typing import Any

import pytest

from provenance.core.records import Article
from provenance.core.wire import text_sha256
from provenance.ingest import ingest_articles
from provenance.nlp.pipeline import Extractor, load_extractor
from provenance.registry import load_registry
from provenance.store.engine import open_store
from provenance.verify.checking import CheckedDraft, check_draft
from provenance.verify.drafts import read_draft

BRIDGE = """\
Mayor Ingrid Halvorsen presented the plans for the river on Monday.

“We will not close the old bridge before the new one has carried its first winter,” Halvorsen said. “Nobody in this \
town will have to swim to work.”

The contractor disagreed. “Two winters of rain have cost us forty days and nearly three million crowns,” said \
Tomas Reinholt, who runs the building site.
"""
FERRY = """\
The ferry company gave up the northern line on Tuesday.

“The northern line carried eleven passengers a day, and most of them were our own sailors,” Marta Oduya said, \
according to Reuters. She added that no ship would be sold.

“Our captains should choose the route that the weather allows,” Oduya said in a statement.
"""
VISIT = """\
The delegation from the sister city left on Wednesday.

According to a Russian translation, Choe Son Hui expressed confidence that under the “steady hand of both harbour \
masters” the twin towns would grow.

“The lighthouse belongs to everybody who has ever been lost at sea,” Tomas Reinholt said at the farewell dinner.
"""
ARTICLES: dict[str, tuple[str, dict[str, Any]]] = {
    "bridge.txt": (BRIDGE, {"title": "A bridge too old", "publisher": "The River Post", "published": "2025-03-03"}),
    "ferry.txt": (FERRY, {"title": "The last ferry", "publisher": "Harbour Times", "published": "2025-03-04"}),
    "visit.txt": (VISIT, {"title": "Farewell", "publisher": "Harbour Times", "published": "2025-03-05"}),
}

Check = Callable[[str], CheckedDraft]


@pytest.fixture(scope="session")
def rules() -> Extractor:
    """The extractor that gives the same answer for ever."""
    return load_extractor("rules", registry=load_registry())


def read_articles() -> list[Article]:
    """Give the articles as a reader would."""
    return [
        Article(locator=name, path=name, text=text, raw_sha256=text_sha256(text), **known)
        for name, (text, known) in ARTICLES.items()
    ]


@pytest.fixture(scope="session")
def town(tmp_path_factory: pytest.TempPathFactory, rules: Extractor) -> str:
    """Path of a database that holds the articles."""
    path = str(tmp_path_factory.mktemp("town") / "town.db")
    with open_store(path, mode="write") as store:
        ingest_articles(read_articles(), extractor=rules, store=store, clock=lambda: "2025-04-01T00:00:00.000000+00:00")
    return path


@pytest.fixture
def check(town: str, rules: Extractor) -> Check:
    """Check a draft in plain text against the town's news."""

    def run(text: str) -> CheckedDraft:
        article = Article(locator="draft.txt", text=text, raw_sha256=text_sha256(text))
        with open_store(town) as store:
            return check_draft(read_draft(article, extract=rules.extract), store=store)

    return run
