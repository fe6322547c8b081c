"""What a page says of itself outside its text: meta elements, links, JSON-LD, and which of them is believed.

Owns the order of trust: JSON-LD first, since it names persons, zones and sources; then meta elements; then what is
printed.
"""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from provenance.readers.html.linked import LinkedData, parse_scripts
from provenance.readers.html.values import clean_text, is_same_site, read_date, read_lang, read_url, unique
from provenance.readers.lines import read_byline

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_TITLES = ("og:title", "twitter:title", "dc.title", "dcterms.title", "title", "headline")
_PUBLISHERS = (
    "og:site_name",
    "dc.publisher",
    "dcterms.publisher",
    "publisher",
    "citation_publisher",
    "application-name",
)
_AUTHORS = ("author", "article:author", "article:author_name", "parsely-author", "sailthru.author", "dc.creator", "byl")
_PUBLISHED = (
    "article:published_time", "og:article:published_time", "datepublished", "parsely-pub-date", "pubdate",
    "publish-date", "sailthru.date", "dc.date.issued", "dcterms.created", "dc.date", "date",
)  # fmt: skip
_MODIFIED = ("article:modified_time", "og:updated_time", "datemodified", "lastmod", "dcterms.modified", "last-modified")
_ORIGINALS = ("original-source", "syndication-source")
_TITLE_END = re.compile(r"\s+(?:[|•·»]|[–—-]{1,2})\s+(?P<site>[^|•·»–—]{2,40})$")


@dataclass(frozen=True, slots=True, kw_only=True)
class PageFacts:
    """What a page says of its article. Attributes are those of `provenance.core.records.Article`.

    Attributes:
        url: Address of publication.
        title: Headline.
        publisher: Who published it.
        published: ISO 8601 date or time, with its zone where it has one.
        modified: The same, for the last change.
        dateline: Only where JSON-LD says it apart from the text.
        credit_line: The same.
        place: Place of reporting.
        lang: BCP 47 tag.
        authors: Persons and organisations that sign it.
        based_on: Addresses or names of its sources; also the article elsewhere that a copy names as the original.
        body: The text without paragraphs, which some pages carry beside what they show.
        is_free: False where it says that it may not be read without paying.
    """

    url: str | None
    title: str | None
    publisher: str | None
    published: str | None
    modified: str | None
    dateline: str | None
    credit_line: str | None
    place: str | None
    lang: str | None
    authors: tuple[str, ...]
    based_on: tuple[str, ...]
    body: str | None
    is_free: bool


def read_facts(tree: "HtmlElement", *, url: str | None) -> PageFacts:
    """Read what a page says of its article.

    Args:
        tree: The whole page, as parsed.
        url: Where it was fetched from; None if unknown.
    """
    metas = _metas(tree)
    addresses = _addresses(tree, metas, url=url)
    nodes = parse_scripts(s.text or "" for s in tree.iter("script") if "ld+json" in (s.get("type") or "").lower())
    linked = LinkedData(nodes, url=addresses[0] if addresses else url)
    own = [read_url(address, base=url) for address in linked.addresses()]
    chosen, original = _choose_url([*addresses, *filter(None, own)], url=url)
    publisher = linked.name("publisher", "sourceOrganization") or _first(metas, _PUBLISHERS)
    return PageFacts(
        url=chosen,
        title=linked.text("headline") or _title(tree, metas, publisher=publisher),
        publisher=publisher,
        published=linked.date("datePublished")
        or linked.date("dateCreated")
        or _date(tree, metas, _PUBLISHED, "datePublished"),
        modified=linked.date("dateModified") or _date(tree, metas, _MODIFIED, "dateModified"),
        dateline=linked.text("dateline"),
        credit_line=linked.text("creditText"),
        place=linked.name("locationCreated"),
        lang=read_lang(
            tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or linked.text("inLanguage")
        ),
        authors=_authors(linked, metas),
        based_on=unique([*linked.based_on(), *(v for k in _ORIGINALS for v in metas.get(k, ())), original]),
        body=linked.text("articleBody"),
        is_free=linked.is_free,
    )


def _metas(tree: "HtmlElement") -> dict[str, list[str]]:
    """Return the contents of meta elements under their names in lower case."""
    metas: dict[str, list[str]] = {}
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop")
        content = clean_text(meta.get("content") or "")
        if name and content:
            metas.setdefault(name.strip().lower(), []).append(content)
    return metas


def _first(metas: dict[str, list[str]], names: tuple[str, ...]) -> str | None:
    return next((metas[name][0] for name in names if name in metas), None)


def _addresses(tree: "HtmlElement", metas: dict[str, list[str]], *, url: str | None) -> list[str]:
    """Return the addresses that a page gives itself, the canonical one first, unless it is only that of the site."""
    base = next((read_url(e.get("href"), base=url) for e in tree.iter("base") if e.get("href")), None) or url
    links = [link.get("href") for link in tree.iter("link") if "canonical" in (link.get("rel") or "").lower().split()]
    found = [read_url(value, base=base) for value in [*links, *metas.get("og:url", [])]]
    return sorted(filter(None, found), key=_is_front_page)


def _is_front_page(url: str) -> bool:
    return url.count("/") < len("///") or (url.endswith("/") and url.count("/") == len("///"))


def _choose_url(addresses: list[str], *, url: str | None) -> tuple[str | None, str | None]:
    """Return the address of publication, and the original's where the page names one on another site.

    A page that was fetched may not claim the address of somebody else's article: it would become a version of it.
    """
    if not addresses or url is None:
        return (addresses[0] if addresses else url), None
    same = [address for address in addresses if is_same_site(address, url)]
    return (same[0], None) if same and same[0] == addresses[0] else ((same or [url])[0], addresses[0])


def _title(tree: "HtmlElement", metas: dict[str, list[str]], *, publisher: str | None) -> str | None:
    title = _first(metas, _TITLES)
    if title:
        return title
    heading = next((text for e in tree.iter("h1") if (text := clean_text(" ".join(e.itertext())))), None)
    if heading:
        return heading
    text = next((clean_text(e.text_content()) for e in tree.iter("title")), "")
    end = _TITLE_END.search(text)
    return (text[: end.start()] if end and publisher and end["site"] == publisher else text) or None


def _date(tree: "HtmlElement", metas: dict[str, list[str]], names: tuple[str, ...], prop: str) -> str | None:
    """Return the first date of meta elements, else of an element that says what it is, else the first printed one."""
    found = [read_date(value) for name in names for value in metas.get(name, ())]
    marked = [
        e.get("datetime") or e.get("content") or e.text_content() for e in tree.xpath("//*[@itemprop=$p]", p=prop)
    ]
    found += [read_date(value) for value in marked]
    if prop == "datePublished":
        found += [read_date(e.get("datetime")) for e in tree.iter("time")]
    return next(filter(None, found), None)


def _authors(linked: LinkedData, metas: dict[str, list[str]]) -> tuple[str, ...]:
    if linked.authors:
        return linked.authors
    values = next((metas[name] for name in _AUTHORS if name in metas), [])
    return unique(name for value in values if "://" not in value for name in read_byline(value) or (value[:100],))
