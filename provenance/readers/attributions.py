"""Attributions that `provenance export jsonl --with-text` wrote: taken over as they are, with their ids.

Owns the way from its lines back to extractions. What was found in one article stands on lines that follow each other.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from importlib import metadata

from provenance.core.records import Extraction, Pipeline
from provenance.core.wire import Wire, canonical_json, from_wire, pipeline_id, version_id
from provenance.errors import InvalidRecord
from provenance.readers.records import Imported, ReadItem, Skipped, SkipReason

_NAME = "provenance"
# What stands beside the attribution itself on its line.
_BESIDE = frozenset({"article", "canceled_at", "assertion"})
_FOUND = ("rejected", "credits", "mentions")


def is_attribution_record(record: Mapping[str, object]) -> bool:
    """Say whether a record is an attribution with its article."""
    return isinstance(record.get("article"), dict) and {"content", "chain"} <= record.keys()


def import_attribution(record: Mapping[str, object]) -> Imported:
    """Take over an attribution with the article that it stands in.

    Raises:
        InvalidRecord: The text of the article is missing, a field is missing or of the wrong type, or an id is not
            that of what it names.
    """
    article = record["article"]
    text = article.get("text") if isinstance(article, dict) else None
    if not isinstance(article, dict) or not isinstance(text, str):
        message = "an attribution without the text of its article"
        raise InvalidRecord(message, hint="write it with `provenance export jsonl --with-text`")
    said = {name: value for name, value in record.items() if name not in _BESIDE}
    described = {name: value for name, value in article.items() if name != "text"}
    wire: Wire = {"article": described, "quotations": [said], "pipeline": _pipeline(), **{name: [] for name in _FOUND}}
    return Imported(extraction=from_wire(wire, text=text))


def join_attributions(items: Iterable[ReadItem]) -> Iterator[ReadItem]:
    """Join the attributions of one article to one extraction, as they are saved; whatever else is read passes.

    Args:
        items: What was read, line by line.
    """
    held: Extraction | None = None
    done: set[str] = set()
    for item in items:
        if not isinstance(item, Imported) or item.extraction.pipeline.name != _NAME:
            yield item
        elif held and held.article == item.extraction.article:
            held = replace(held, quotations=(*held.quotations, *item.extraction.quotations))
        elif (version := version_id(item.extraction.article)) in done:
            yield _apart(item)
        else:
            done.add(version)
            if held:
                yield Imported(extraction=held)
            held = item.extraction
    if held:
        yield Imported(extraction=held)


def _apart(item: Imported) -> Skipped:
    """Refuse what would be lost without a word, since an article is saved once."""
    message = "attributions of an article that stand apart from the others of it"
    hint = "sort the lines by article, as `provenance export jsonl` writes them"
    return Skipped(locator=item.locator, reason=SkipReason.INVALID_RECORD.value, message=message, hint=hint)


def _pipeline() -> Wire:
    version = metadata.version("quote-provenance")
    pipeline = Pipeline(stage="import", name=_NAME, version=version, params=canonical_json({"format": "jsonl"}))
    told = {"id": pipeline_id(pipeline), "stage": pipeline.stage, "name": pipeline.name, "version": pipeline.version}
    return {**told, "model_sha256": None, "params": {"format": "jsonl"}}
