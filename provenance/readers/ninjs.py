"""ninjs, the JSON in which agencies deliver their stories (IPTC, versions 1 to 3): a story a file, or one a line.

Owns what of a story means what. A story that its agency takes back is an article too, with the status `canceled`.
"""

import re
from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from provenance.core.records import Article
from provenance.plugins import hookimpl
from provenance.readers.fields import parse_object, read_fields, read_text
from provenance.readers.fragments import Fragment, read_fragment
from provenance.readers.html.values import clean_text, read_date, read_lang, read_url, unique
from provenance.readers.json_records import MAX_RECORD_BYTES, read_lines
from provenance.readers.lines import find_credit_line, find_dateline, read_byline
from provenance.readers.locators import record_locator, url_locator
from provenance.readers.records import Reader, ReadItem, Source
from provenance.readers.signatures import plain_start
from provenance.readers.whole import read_whole

MAX_STORY_BYTES = 20 * 1024 * 1024

# Keys that no other JSON of articles has; one of them and an address make a story.
_OF_STORIES = re.compile(
    rb'"(?:versioncreated|firstcreated|pubstatus|representationtype|body_xhtml|headlines|bodies|infosources?)"\s*:'
)
_ADDRESS = re.compile(rb'"uri"\s*:')
_MARKUP = re.compile(r"</?[a-zA-Z][^<>]*>")
_CANCELED = "canceled"
_STATUSES: Mapping[str, str] = {"canceled": _CANCELED, "cancelled": _CANCELED}
_WITHHELD = "withheld"
_PUBLISHING = re.compile(r"publisher|provider|distribut|supplier", re.IGNORECASE)

Story = Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class NinjsReader:
    """Reads each story of a ninjs file as one article.

    Attributes:
        name: What users call it.
        limit: The most bytes of a file that is one story over several lines, 1 or more.
    """

    name: str = "ninjs"
    limit: int = MAX_STORY_BYTES

    def sniff(self, head: bytes, name: str) -> float:
        """Claim a JSON object with an address and a key that only stories of agencies have."""
        del name
        start = plain_start(head)
        is_story = start.startswith(b"{") and _ADDRESS.search(start) and _OF_STORIES.search(start)
        return 0.95 if is_story else 0.0

    def read_source(self, source: Source) -> Iterator[ReadItem]:
        """Read the stories, in their order.

        Raises:
            Unusable: The input is too large, is not in UTF-8, or has no text in it.
            InvalidRecord: It is one story and breaks its format.
        """
        if _is_over_lines(source.head):
            raw = read_whole(source, limit=self.limit, hint="write each story as one line, for instance with `jq -c`")
            yield self._build_article(raw.removeprefix(BOM_UTF8), address=source.locator, source=source)
            return
        yield from read_lines(
            source,
            limit=MAX_RECORD_BYTES,
            build=lambda line: self._build_article(
                line.raw, address=record_locator(source.locator, line.number), source=source
            ),
        )

    def _build_article(self, raw: bytes, *, address: str, source: Source) -> Article:
        story = parse_object(raw)
        title, status = _find_title(story), _find_status(story)
        body = _read_body(story, title=title, name=source.name)
        text = read_text({"text": _notice(story, title) if status and not body.text.strip() else body.text})
        uri, published = _string(story, "uri"), _find_dates(story)
        url = read_url(uri, base=None)
        byline = clean_text(_string(story, "byline") or _string(story, "by")) or body.byline
        return Article(
            # The same story in another file, or in its next version, is the same article.
            locator=url_locator(url) if url else clean_text(uri) or address,
            text=text,
            raw_sha256=source.keep(raw, suffix=".json"),
            path=source.path,
            url=url,
            title=title,
            publisher=_find_publisher(story),
            published=published[0],
            modified=published[1],
            byline=byline,
            dateline=find_dateline(text),
            credit_line=find_credit_line(text),
            place=_find_place(story),
            lang=read_lang(_string(story, "language")),
            authors=unique([*_names(story, "contributors"), *read_byline(byline or "")]),
            captions=unique([*body.captions, *_find_captions(story)]),
            block_quotations=body.block_quotations,
            based_on=_find_origins(story),
            status=status,
            remarks=(_WITHHELD,) if _string(story, "pubstatus").lower() == _WITHHELD else (),
            reader=self.name,
        )


def _is_over_lines(head: bytes) -> bool:
    """Tell one story over several lines from one story a line: the first line of the latter is whole."""
    first, newline, _ = plain_start(head).partition(b"\n")
    return bool(newline) and not first.rstrip().endswith(b"}")


def _read_body(story: Story, *, title: str | None, name: str) -> Fragment:
    """Read the text: as characters where the story has it so, else its markup."""
    plain, markup = _string(story, "body_text"), _string(story, "body_xhtml") or _string(story, "body_html")
    for body in _objects(story, "bodies"):
        value = _string(body, "value")
        is_markup = "html" in _string(body, "contenttype") or bool(_MARKUP.search(value))
        # The main body comes first; others are its summary or a part of it.
        plain, markup = (plain, markup or value) if is_markup else (plain or value, markup)
    if plain.strip():
        return Fragment(text=plain, captions=(), byline=None)
    return read_fragment(markup, name=name, title=title)


def _notice(story: Story, title: str | None) -> str:
    """Give a story that is taken back without its text the words of the notice."""
    return _string(story, "ednote") or title or _CANCELED


def _find_title(story: Story) -> str | None:
    headlines = list(_objects(story, "headlines"))
    mains = [headline for headline in headlines if _string(headline, "role") in {"", "main"}]
    said = [_string(headline, "value") for headline in (*mains, *headlines)]
    return next((title for title in map(clean_text, (*said, _string(story, "headline"))) if title), None)


def _find_status(story: Story) -> str | None:
    return _STATUSES.get(_string(story, "pubstatus").lower())


def _find_dates(story: Story) -> tuple[str | None, str | None]:
    """Return when the story was first published, and when it was changed last."""
    version = read_date(_string(story, "versioncreated"))
    first = read_date(_string(story, "firstcreated")) or read_date(_string(story, "contentcreated")) or version
    return first, version if version != first else None


def _find_publisher(story: Story) -> str | None:
    """Return who delivers the story: whom it calls its publisher, else its first source, else who owns the rights."""
    sources = list(_sources(story))
    delivering = [source for source in sources if _PUBLISHING.search(_string(source, "role"))]
    named = [_string(source, "name") for source in (*delivering, *sources)]
    said = (*named, _string(story, "infosource"), _string(story, "copyrightholder"))
    return next((name for name in map(clean_text, said) if name), None)


def _find_origins(story: Story) -> tuple[str, ...]:
    """Return the sources beside the publisher."""
    publisher = _find_publisher(story)
    named = (clean_text(_string(source, "name")) for source in _sources(story))
    return unique(name for name in named if name != publisher)


def _sources(story: Story) -> Iterator[Story]:
    yield from _objects(story, "infosources")
    yield from _objects(story, "infosource")


def _find_place(story: Story) -> str | None:
    return clean_text(_string(story, "located")) or next(iter(_names(story, "located")), None)


def _find_captions(story: Story) -> Iterator[str]:
    """Give the captions of the pictures and films that belong to a story."""
    for media in _objects(story, "associations"):
        described = (_string(text, "value") for text in _objects(media, "descriptions"))
        said = (_string(media, "description_text"), *described, _string(media, "body_text"), _string(media, "headline"))
        yield next((caption for caption in map(clean_text, said) if caption), "")


def _names(story: Story, key: str) -> Iterable[str]:
    return (clean_text(_string(value, "name")) for value in _objects(story, key))


def _objects(story: Story, key: str) -> Iterator[Story]:
    """Give the objects under a key: of a list, or of an object with a name for each, as version 1 has them."""
    values = story.get(key)
    if isinstance(values, dict):
        values = [values] if "name" in values else list(values.values())
    for value in values if isinstance(values, list) else []:
        if isinstance(value, dict):
            yield value


def _string(story: Story, key: str) -> str:
    """Return a value that is text; empty for none, since every key of a story may be left out.

    Raises:
        InvalidRecord: It holds what cannot be stored.
    """
    value = story.get(key)
    if not isinstance(value, str):
        return ""
    read_fields({"title": value}, names=("title",))
    return value


@hookimpl
def provenance_readers() -> list[Reader]:
    """Register the reader of ninjs."""
    return [NinjsReader()]
