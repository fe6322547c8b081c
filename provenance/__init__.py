"""Reads news articles and says who said what, and through whom we know it.

The names below are loaded when they are first used, so that `import provenance` costs neither spaCy nor SQLAlchemy.

    from provenance import load_extractor, load_registry, read_inputs

    extractor = load_extractor(registry=load_registry())
    for read in read_inputs(["article.txt"]):
        ...
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from provenance.core.agents import Registry as Registry
    from provenance.core.records import Agent as Agent
    from provenance.core.records import Article as Article
    from provenance.core.records import Extraction as Extraction
    from provenance.core.records import Hop as Hop
    from provenance.core.records import Quotation as Quotation
    from provenance.core.text import Span as Span
    from provenance.core.wire import from_wire as from_wire
    from provenance.core.wire import to_wire as to_wire
    from provenance.errors import ProvenanceError as ProvenanceError
    from provenance.exports.datasette import export_datasette as export_datasette
    from provenance.ingest import ingest_articles as ingest_articles
    from provenance.nlp.pipeline import load_extractor as load_extractor
    from provenance.plugins import hookimpl as hookimpl
    from provenance.readers.dispatch import read_inputs as read_inputs
    from provenance.readers.records import Skipped as Skipped
    from provenance.registry import load_registry as load_registry
    from provenance.store.corrections import save_correction as save_correction
    from provenance.store.engine import open_store as open_store
    from provenance.store.queries import find_quotations as find_quotations
    from provenance.store.queries import load_history as load_history
    from provenance.store.queries import load_quotation as load_quotation
    from provenance.store.records import Correction as Correction
    from provenance.store.records import QuotationFilter as QuotationFilter
    from provenance.store.records import StoredQuotation as StoredQuotation
    from provenance.verify.checking import check_draft as check_draft
    from provenance.verify.drafts import read_draft as read_draft

_ROOMS = {
    "provenance.core.agents": ("Registry",),
    "provenance.core.records": ("Agent", "Article", "Extraction", "Hop", "Quotation"),
    "provenance.core.text": ("Span",),
    "provenance.core.wire": ("from_wire", "to_wire"),
    "provenance.errors": ("ProvenanceError",),
    "provenance.exports.datasette": ("export_datasette",),
    "provenance.ingest": ("ingest_articles",),
    "provenance.nlp.pipeline": ("load_extractor",),
    "provenance.plugins": ("hookimpl",),
    "provenance.readers.dispatch": ("read_inputs",),
    "provenance.readers.records": ("Skipped",),
    "provenance.registry": ("load_registry",),
    "provenance.store.corrections": ("save_correction",),
    "provenance.store.engine": ("open_store",),
    "provenance.store.queries": ("find_quotations", "load_history", "load_quotation"),
    "provenance.store.records": ("Correction", "QuotationFilter", "StoredQuotation"),
    "provenance.verify.checking": ("check_draft",),
    "provenance.verify.drafts": ("read_draft",),
}
_HOMES = {name: room for room, names in _ROOMS.items() for name in names}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted(_HOMES)
