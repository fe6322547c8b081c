"""Markdown: one input, one article, with what is known of it in its front matter.

Owns what of the marking is text: the words of paragraphs, headings, lists, tables and block quotations are; code,
HTML blocks, and where links lead, are not.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from provenance.core.records import Article
from provenance.core.text import Span
from provenance.errors import InputError, InvalidRecord
from provenance.plugins import hookimpl
from provenance.readers.decoding import decode_bytes
from provenance.readers.fields import SIDECAR_FIELDS, read_fields
from provenance.readers.lines import read_byline
from provenance.readers.locators import url_locator
from provenance.readers.paragraphs import Paragraph, join_paragraphs
from provenance.readers.records import Reader, Skipped, SkipReason, Source, Unusable
from provenance.readers.signatures import find_binary, find_markup, plain_start
from provenance.readers.surroundings import read_surroundings
from provenance.readers.whole import read_whole, whole_locator

if TYPE_CHECKING:
    from markdown_it.token import Token

# Parsing takes some seconds for each megabyte of marks; an article has some kilobytes.
MAX_MARKDOWN_BYTES = 2 * 1024 * 1024

_SUFFIXES = (".md", ".markdown", ".mdown", ".mkd")
_FRONT_MATTER = re.compile(r"\ufeff?---[ \t]*\r?\n(?P<lines>.*?\n)?(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_FIELD = re.compile(r"(?P<key>[A-Za-z][\w-]*)[ \t]*:(?:[ \t]+(?P<value>.*?))?[ \t]*")
_SIGNS = (
    re.compile(rb"^#{1,6} \S", re.MULTILINE),
    re.compile(rb"\[[^\]\n]+\]\((?:https?://|/|#)[^)\s]*(?: \"[^\"\n]*\")?\)"),
    re.compile(rb"^(?:={3,}|-{3,})[ \t]*$", re.MULTILINE),
    re.compile(rb"\*\*\w[^*\n]*\*\*"),
)
_FEWEST_SIGNS = 2
# What the makers of pages call the fields of a sidecar.
_ALIASES = {"date": "published", "author": "byline", "language": "lang", "permalink": "url", "canonical": "url"}
_ZONE_APART = re.compile(r"(?<=[0-9]) (?=(?:Z|[+-][0-9]{2}:?[0-9]{2})$)")
_QUOTE_TAG = re.compile(r"<(?P<end>/?)q(?:\s[^>]*)?>", re.IGNORECASE)
_BREAK_TAG = re.compile(r"<br\s*/?>", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkdownReader:
    """Reads a whole input as one text in Markdown.

    Attributes:
        name: What users call it.
        limit: The most bytes of a text, 1 or more; a larger one is left out without being read.
    """

    name: str = "markdown"
    limit: int = MAX_MARKDOWN_BYTES

    def sniff(self, head: bytes, name: str) -> float:
        """Claim what is called so, or is marked in several ways at once; a plain text file is never Markdown."""
        if find_binary(head) or find_markup(head) or name.lower().endswith(".txt"):
            return 0.0
        if name.lower().endswith(_SUFFIXES):
            return 0.8
        start = plain_start(head)
        signs = sum(bool(sign.search(start)) for sign in _SIGNS)
        return 0.3 if signs >= _FEWEST_SIGNS else 0.0

    def read_source(self, source: Source) -> Iterator[Article | Skipped]:
        """Read the one article.

        Raises:
            Unusable: The bytes are no text, there are too many, or all of them are code.
            InvalidRecord: The front matter has a value of the wrong form.
        """
        raw = read_whole(source, limit=self.limit, hint="split it into its articles")
        decoded = decode_bytes(raw, name=source.name)
        matter, body = split_front_matter(decoded.text)
        fields, remarks = _read_matter(matter, name=source.name)
        rendered = render_text(body)
        if not rendered.text.strip():
            message = f"{source.name} has no words in it but marks, code and HTML"
            raise Unusable(SkipReason.EMPTY, message, hint="leave it out, or look whether it was saved whole")
        byline = fields.pop("byline", None)
        origin = read_surroundings(rendered.text, byline=byline, authors=_authors_of(byline))
        extra: dict[str, Any] = {"title": rendered.title or None, **fields}
        digest = source.keep(raw, suffix=".md")
        yield Article(
            locator=url_locator(fields["url"]) if "url" in fields else whole_locator(source, digest=digest),
            text=rendered.text,
            raw_sha256=digest,
            path=source.path,
            encoding=decoded.encoding,
            reader=self.name,
            captions=rendered.captions,
            block_quotations=rendered.block_quotations,
            remarks=remarks,
            byline=origin.byline,
            authors=origin.authors,
            dateline=origin.dateline,
            credit_line=origin.credit_line,
            **extra,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """Markdown as plain text.

    Attributes:
        text: One line a paragraph.
        title: The first heading of the first level; empty where there is none.
        captions: What stands for the pictures.
        block_quotations: Where those stand in the text.
    """

    text: str
    title: str
    captions: tuple[str, ...]
    block_quotations: tuple[Span, ...] = ()


def split_front_matter(text: str) -> tuple[Mapping[str, str], str]:
    r"""Part a text from the `key: value` lines between two lines of hyphens before it.

    Lines of any other form, such as lists, are let be; quotation marks around a whole value go.

    Args:
        text: The whole decoded input.

    Returns:
        The values by key in small letters, and the rest of the text; no values where there is no front matter.

    Example:
        >>> split_front_matter("---\ntitle: 'Who said it'\n---\nHe said it.")
        ({'title': 'Who said it'}, 'He said it.')
    """
    found = _FRONT_MATTER.match(text)
    if not found:
        return {}, text
    lines = (found["lines"] or "").splitlines()
    pairs = [pair for line in lines if (pair := _FIELD.fullmatch(line)) and pair["value"]]
    # Three hyphens are also a rule across the page.
    if lines and not pairs:
        return {}, text
    return {pair["key"].lower(): _unquote(pair["value"]) for pair in pairs}, text[found.end() :]


def render_text(body: str) -> Rendered:
    r"""Render Markdown as plain text: what a reader of the page would read, without pictures.

    Args:
        body: Markdown without front matter.

    Example:
        >>> render_text("# Talks\n\n> “We *agree*,”\n> [he](https://a.example) said.").text
        'Talks\n“We agree,” he said.'
    """
    from markdown_it import MarkdownIt  # noqa: PLC0415 - for those who read Markdown

    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(body)
    lines, captions, title = list[Paragraph](), list[str](), ""
    for before, token, quote in zip([None, *tokens], tokens, _number_quotes(tokens), strict=False):
        if token.type != "inline":
            continue
        line = " ".join("".join(_words_of(token.children or [])).split())
        if line:
            lines.append(Paragraph(text=line, quote=quote))
        captions += [child.content for child in token.children or [] if child.type == "image" and child.content]
        if before and before.type == "heading_open" and before.tag == "h1":
            title = title or line
    found = join_paragraphs(lines)
    return Rendered(text=found.text, title=title, captions=tuple(captions), block_quotations=found.block_quotations)


def _number_quotes(tokens: Iterable["Token"]) -> Iterator[int | None]:
    """Say of each token in which block quotation it stands; one inside another belongs to it."""
    number = depth = 0
    for token in tokens:
        if token.type == "blockquote_open":
            number += depth == 0
            depth += 1
        elif token.type == "blockquote_close":
            depth -= 1
        yield number if depth else None


def _words_of(tokens: list["Token"]) -> Iterator[str]:
    for token in tokens:
        if token.type in {"text", "code_inline"}:
            yield token.content
        elif token.type in {"softbreak", "hardbreak"}:
            yield " "
        elif token.type == "html_inline":
            mark = _QUOTE_TAG.fullmatch(token.content)
            if mark:
                yield "”" if mark["end"] else "“"
            elif _BREAK_TAG.fullmatch(token.content):
                yield " "


def _unquote(value: str) -> str:
    quote = value[0]
    return value[1:-1] if len(value) > 1 and quote in "'\"" and value.endswith(quote) else value


def _read_matter(matter: Mapping[str, str], *, name: str) -> tuple[dict[str, str], tuple[str, ...]]:
    """Take the fields of an article; a sidecar's own must be right, another name may mean something else."""
    fields, unread = dict[str, str](), False
    for alias, field in _ALIASES.items():
        try:
            value = _ZONE_APART.sub("", matter.get(alias, ""))
            fields |= read_fields({field: value}, names=(field,))
        except InputError:
            unread = unread or field == "published"
    try:
        fields |= read_fields(matter, names=SIDECAR_FIELDS)
    except InvalidRecord as error:
        message = f"the front matter of {name}: {error.message}"
        raise InvalidRecord(message, hint=error.hint) from error
    return fields, ("date_unread",) if unread and "published" not in fields else ()


def _authors_of(byline: str | None) -> tuple[str, ...]:
    return (read_byline(byline) or (byline,)) if byline else ()


@hookimpl
def provenance_readers() -> list[Reader]:
    """Register the reader of Markdown."""
    return [MarkdownReader()]
