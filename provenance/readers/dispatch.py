"""The way from what the user names to articles: find the inputs, find the reader of each, read, report.

Owns the choice of the reader and that one bad input never stops the others. It knows no format.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import pluggy

from provenance.core.records import Article
from provenance.errors import InputError, PluginError, UnknownFormat
from provenance.plugins import blame, call_hook, manager
from provenance.readers.files import build_unusable, find_inputs, open_input
from provenance.readers.locators import (
    STDIN,
    STDIN_LOCATOR,
    STDIN_NAME,
    file_locator,
    is_web_address,
    shown_path,
    shown_url,
)
from provenance.readers.records import Imported, Reader, ReadItem, Skipped, SkipReason, Source, build_skipped
from provenance.readers.signatures import find_markup

if TYPE_CHECKING:
    # Opening files needs no network code.
    from provenance.readers.fetch import Fetched


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisteredReader:
    """A reader and the plugin that brought it."""

    plugin: str
    reader: Reader


def load_readers(plugins: pluggy.PluginManager | None = None) -> Mapping[str, RegisteredReader]:
    """Return every reader under its name, in the order of registration.

    Args:
        plugins: Where they are registered; None for the plugins of this process.

    Raises:
        PluginError: A plugin gave what is no reader, or a reader with a name that is taken.
    """
    readers: dict[str, RegisteredReader] = {}
    for plugin, given in call_hook("provenance_readers", plugins=plugins or manager()):
        for reader in given if isinstance(given, (list, tuple)) else [given]:
            if not isinstance(reader, Reader) or isinstance(reader, type) or not isinstance(reader.name, str):
                message = f"the plugin {plugin} gave what is no reader: {reader!r}"
                raise PluginError(message, hint="a reader has a name, sniff and read_source")
            if reader.name in readers:
                message = f"the plugins {readers[reader.name].plugin} and {plugin} both call a reader {reader.name}"
                raise PluginError(message, hint="remove the package that brings one of them")
            readers[reader.name] = RegisteredReader(plugin=plugin, reader=reader)
    return readers


def read_inputs(
    inputs: Sequence[str],
    *,
    reader: str | None = None,
    stdin: BinaryIO | None = None,
    base: Path | None = None,
    keep_raw: Path | None = None,
    fetch: "Callable[[str], Fetched | Skipped] | None" = None,
) -> Iterator[ReadItem]:
    """Read the articles of files, folders, addresses and standard input, one at a time.

    The same input given twice is read once. What gives no article is a `Skipped`, and the rest goes on.

    Args:
        inputs: Paths; folders are read with all folders below, sorted by name; http and https URLs;
            `-` is standard input.
        reader: Name of the reader for all of them; None to find the reader of each by its content.
        stdin: What standard input is; None for that of this process.
        base: A folder below which locators are relative to it; None for the working directory alone.
        keep_raw: A folder that the bytes of each article are kept in, see `provenance.readers.keeping`; None to keep
            none.
        fetch: Fetches a URL, as `provenance.readers.fetch.fetch` does once it has its options; None to fetch nothing
            and skip every URL with the reason `unfetched`.

    Returns:
        Articles and skipped inputs in the order of the inputs. Nothing is opened before it is asked for.

    Raises:
        UnknownFormat: No reader has that name.
        PluginError: A plugin gave what is no reader.
    """
    readers = load_readers()
    if reader is not None and reader not in readers:
        message = f"there is no reader {reader!r}"
        raise UnknownFormat(message, hint=f"the readers are {', '.join(sorted(readers))}")
    candidates = [readers[reader]] if reader is not None else list(readers.values())
    way = _Way(candidates=candidates, stdin=stdin, base=base, keep_raw=keep_raw, fetch=fetch)
    return _read_all(inputs, way=way)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Way:
    """How every input of one call is read; see `read_inputs`."""

    candidates: Sequence[RegisteredReader]
    stdin: BinaryIO | None
    base: Path | None
    keep_raw: Path | None
    fetch: "Callable[[str], Fetched | Skipped] | None"


def _read_all(inputs: Sequence[str], *, way: _Way) -> Iterator[ReadItem]:
    for found in find_inputs(inputs, base=way.base):
        if isinstance(found, Skipped):
            yield found
        else:
            yield from _read_one(found, way=way)


def _read_one(name: str, *, way: _Way) -> Iterator[ReadItem]:
    if is_web_address(name):
        yield from _read_address(name, way=way)
        return
    locator = STDIN_LOCATOR if name == STDIN else file_locator(name, base=way.base)
    shown = STDIN_NAME if name == STDIN else shown_path(name)
    yield from _read_opened(open_input(name, stdin=way.stdin, base=way.base), locator=locator, shown=shown, way=way)


def _read_address(url: str, *, way: _Way) -> Iterator[ReadItem]:
    if way.fetch is None:
        shown = shown_url(url)
        message = f"{shown} is an address, and nobody asked to fetch it"
        yield Skipped(locator=shown, reason=SkipReason.UNFETCHED.value, message=message, hint="add --fetch to fetch it")
        return
    given = way.fetch(url)
    if isinstance(given, Skipped):
        yield given
        return
    for item in _read_opened(given.open_source(), locator=given.locator, shown=given.final_url, way=way):
        yield _add_way(item, given) if isinstance(item, Article) else item


def _add_way(article: Article, page: "Fetched") -> Article:
    """Say of an article how its page was come by."""
    # What is one article as a whole was published where it was fetched, unless it says otherwise.
    url = article.url or (page.locator if article.locator == page.locator else None)
    return replace(article, url=url, redirects=tuple(map(str, page.redirects)))


def _read_opened(opening: AbstractContextManager[Source], *, locator: str, shown: str, way: _Way) -> Iterator[ReadItem]:
    try:
        with opening as opened:
            source = replace(opened, raw_folder=way.keep_raw)
            yield from _read_with(_choose(way.candidates, source), source)
    except InputError as error:
        yield build_skipped(error, locator=locator)
    except OSError as error:
        yield build_skipped(build_unusable(error, name=shown), locator=locator)
    except PluginError as error:
        yield Skipped(locator=locator, reason=SkipReason.PLUGIN.value, message=error.message, hint=error.hint)


def _choose(candidates: Sequence[RegisteredReader], source: Source) -> RegisteredReader:
    """Return the reader that is surest of the input; of two as sure the one registered later, so that plugins win."""
    if len(candidates) == 1:
        return candidates[0]
    best, best_score = None, 0.0
    for candidate in candidates:
        score = _sniff(candidate, source)
        if score > 0 and score >= best_score:
            best, best_score = candidate, score
    if best is None:
        markup = find_markup(source.head)
        message = f"{source.name} is {markup.what if markup else 'of an unknown format'}, which no reader takes"
        hint = markup.hint if markup else "name a reader for it"
        raise UnknownFormat(message, hint=hint)
    return best


def _sniff(candidate: RegisteredReader, source: Source) -> float:
    with blame(candidate.plugin, f"failed to sniff {source.name}"):
        score: object = candidate.reader.sniff(source.head, source.name)
    if not isinstance(score, (int, float)) or not 0 <= score <= 1:
        message = f"the plugin {candidate.plugin} answered {score!r} when asked how sure it is of {source.name}"
        raise PluginError(message, hint="sniff answers with a number from 0 to 1")
    return score


def _read_with(chosen: RegisteredReader, source: Source) -> Iterator[ReadItem]:
    with blame(chosen.plugin, f"failed to read {source.name}"):
        items: Iterable[object] = chosen.reader.read_source(source)
        for item in items:
            if not isinstance(item, (Article, Imported, Skipped)):
                message = f"the plugin {chosen.plugin} read {source.name} and gave what is no article: {item!r}"
                raise PluginError(message, hint="read_source yields Article, Imported and Skipped")
            yield item
