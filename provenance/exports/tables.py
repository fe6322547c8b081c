"""One row for each record: pure functions from what the store gives back to the cells of `catalogue`.

Owns what an export says, and what it keeps back: names of reviewers, their reasons, and paths of this machine.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath, PureWindowsPath

from provenance.core.chain import publisher_name
from provenance.core.records import Agent, Article, Hop, Quotation, Role
from provenance.core.text import Span, hull
from provenance.core.wire import text_sha256
from provenance.exports.cells import (
    Row,
    build_row,
    day_of,
    short_label,
    to_json,
    words_after,
    words_at,
    words_before,
)
from provenance.exports.pseudonyms import Pseudonyms
from provenance.store.records import (
    ArticleMarks,
    Assertion,
    NamedAgent,
    StoredArticle,
    StoredOutlet,
    StoredQuotation,
)

_WEB_ADDRESS = re.compile(r"https?://[^\s\x00-\x1f\x7f]+", re.IGNORECASE)


def quote_row(stored: StoredQuotation, *, number: int) -> Row:
    """Build the row of a quotation.

    Args:
        stored: The quotation as it stands.
        number: Its place in the export, from 1.
    """
    article, quotation = stored.article.article, stored.current.quotation
    whole = hull(quotation.content)
    return build_row(
        id=stored.id,
        number=number,
        label=short_label(stored.text),
        text=stored.text,
        **_asserted_cells(quotation, article=article),
        outlet=stored.article.outlet,
        publisher=publisher_name(quotation.chain, article=article),
        article=stored.article.version,
        published=day_of(article.published),
        before=words_before(article.text, whole.start),
        after=words_after(article.text, whole.end),
        start_char=whole.start,
        end_char=whole.end,
        segments=to_json([[span.start, span.end] for span in quotation.content]),
        whole=words_at(whole, text=article.text) if len(quotation.content) > 1 else None,
        **_edges("source", quotation.source),
        **_edges("cue", quotation.cue),
        decided_by=stored.current.decided_by,
        # What concerns several quotations is known only when all are there; see `filling`.
        family=None,
        outlets_in_family=None,
        flags="[]",
        worst_flag=None,
    )


def _asserted_cells(quotation: Quotation, *, article: Article) -> Row:
    speaker, relays = quotation.speaker, quotation.relays
    return {
        "speaker": speaker.id if speaker else None,
        "speaker_label": speaker.name if speaker else None,
        "anonymity": quotation.chain[0].anonymity.value if quotation.chain else None,
        "on_behalf_of": quotation.on_behalf_of.id if quotation.on_behalf_of else None,
        "form": quotation.form.value,
        "medium": quotation.medium.value if quotation.medium else None,
        "said_on": quotation.said_on,
        "quoted_lang": quotation.quoted_lang,
        "hops": len(relays),
        "chain": to_json([_station(hop, quotation, article=article) for hop in quotation.chain]),
        "relayed_by": to_json(relay_names(relays)),
        "roles": to_json([hop.role.value for hop in relays]),
        "source": words_at(quotation.source, text=article.text),
        "cue": words_at(quotation.cue, text=article.text),
        "score": quotation.score,
    }


def hop_rows(stored: StoredQuotation) -> Iterator[Row]:
    """Build the rows of a quotation's chain, the speaker's first."""
    text = stored.article.article.text
    for position, hop in enumerate(stored.current.quotation.chain):
        yield build_row(
            id=f"{stored.id}-{position:02}",
            quote=stored.id,
            position=position,
            role=hop.role.value,
            agent=hop.agent.id if hop.agent else None,
            agent_label=hop.agent.name if hop.agent else None,
            surface=words_at(hop.mention, text=text),
            evidence=words_at(hop.evidence, text=text),
            **_edges("evidence", hop.evidence),
            explicit=int(hop.explicit),
            anonymity=hop.anonymity.value,
        )


def history_rows(
    quotation: str, history: Sequence[Assertion], *, current: str, pseudonyms: Pseudonyms
) -> Iterator[Row]:
    """Build the rows of all that was asserted of a quotation.

    Args:
        quotation: Its id.
        history: Oldest first.
        current: Id of the assertion that holds.
        pseudonyms: Stands for the names of reviewers; new ones are added.
    """
    steps = {assertion.id: f"{quotation}-{step:02}" for step, assertion in enumerate(history, start=1)}
    for step, assertion in enumerate(map(pseudonyms.disclose, history), start=1):
        speaker = assertion.quotation.speaker
        yield build_row(
            id=steps[assertion.id],
            quote=quotation,
            step=step,
            label=short_label(f"{step}. {assertion.by}"),
            assertion=assertion.assertion,
            decided_by=assertion.decided_by,
            made_by=assertion.by,
            speaker=speaker.id if speaker else None,
            speaker_label=speaker.name if speaker else None,
            form=assertion.quotation.form.value,
            relayed_by=to_json(relay_names(assertion.quotation.relays)),
            score=assertion.quotation.score,
            reason=assertion.reason,
            created_at=assertion.created_at,
            supersedes=steps.get(assertion.supersedes or ""),
            holds=int(assertion.id == current),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """What an export holds of one agent.

    Attributes:
        voiced: Number of quotations that it speaks.
        relayed: Number of quotations that it relays.
        first_seen: Earliest day of publication among them; None where no article tells.
        last_seen: Latest day.
    """

    voiced: int = 0
    relayed: int = 0
    first_seen: str | None = None
    last_seen: str | None = None


def agent_row(agent: Agent, *, known: NamedAgent | None, tally: Tally) -> Row:
    """Build the row of an agent.

    Args:
        agent: The agent as the quotations name it.
        known: What the store knows of it besides; None for nothing.
        tally: What this export holds of it.
    """
    label = short_label(agent.name)
    names = known.names if known else (agent.name,)
    identifiers = dict(known.identifiers) if known else {}
    return build_row(
        id=agent.id,
        label=label,
        kind=agent.kind.value,
        wikidata=identifiers.get("wikidata"),
        n_voiced=tally.voiced,
        n_relayed=tally.relayed,
        first_seen=tally.first_seen,
        last_seen=tally.last_seen,
        # A name that the label could not show in full stands here, so that nothing is lost.
        aliases=to_json([name for name in dict.fromkeys((agent.name, *names)) if name != label]),
    )


def outlet_row(stored: StoredOutlet) -> Row:
    """Build the row of a medium."""
    return build_row(
        id=stored.id,
        name=short_label(stored.agent.name),
        agent=stored.agent.id,
        kind=stored.kind,
        country=stored.country,
        lang=stored.lang,
        domain=stored.domain,
        labels=to_json(list(dict.fromkeys(label.label for label in stored.labels))),
        citations=to_json(
            [
                {"label": one.label, "citation": one.citation, "from": one.valid_from, "to": one.valid_to}
                for one in stored.labels
            ]
        ),
    )


def article_row(stored: StoredArticle, *, with_text: bool) -> Row:
    """Build the row of one version of an article.

    Args:
        stored: The version.
        with_text: Whether its whole text goes out, which its publisher may not allow.
    """
    article = stored.article
    row = build_row(
        id=stored.version,
        article=stored.id,
        version=stored.version_no,
        label=article_label(stored),
        title=article.title,
        url=web_address(article),
        file=file_name(article),
        outlet=stored.outlet,
        publisher=article.publisher,
        published=article.published,
        byline=article.byline,
        dateline=article.dateline,
        credit_line=article.credit_line,
        lang=article.lang,
        characters=len(article.text),
        sha256=text_sha256(article.text),
        fetched_at=stored.fetched_at,
    )
    return row | build_row(text=article.text) if with_text else row


def article_label(stored: StoredArticle) -> str:
    """Return what stands for a version of an article: its title, else its file, its address, or its id."""
    article = stored.article
    return short_label(article.title or file_name(article) or web_address(article) or stored.version)


def file_name(article: Article) -> str | None:
    """Return the name of the file of an article, without the folders of whoever read it; None for no file."""
    # Windows paths have both separators, so its rules find the last part of any path.
    return PureWindowsPath(PurePosixPath(article.path).name).name if article.path else None


def web_address(article: Article) -> str | None:
    """Return the address of an article, if it is one of the web and nothing that a page could run; else None."""
    return article.url if article.url and _WEB_ADDRESS.fullmatch(article.url) else None


def rejected_rows(version: str, marks: ArticleMarks, *, text: str) -> Iterator[Row]:
    """Build the rows of words in quotation marks that quote nobody.

    Args:
        version: Id of the article's version.
        marks: What stands in it beside its quotations.
        text: Its text.
    """
    for place, rejected in enumerate(marks.rejected, start=1):
        yield build_row(
            id=f"{version}-{place:04}",
            article=version,
            text=words_at(rejected.span, text=text),
            reason=rejected.reason.value,
            start_char=rejected.span.start,
            end_char=rejected.span.end,
        )


def credit_rows(version: str, marks: ArticleMarks, *, text: str) -> Iterator[Row]:
    """Build the rows of the credit lines of an article; the arguments are those of `rejected_rows`."""
    for place, credit in enumerate(marks.credits, start=1):
        yield build_row(
            id=f"{version}-{place:04}",
            article=version,
            text=words_at(credit.span, text=text),
            kind=credit.kind,
            origin=credit.chain[0].id if credit.chain else None,
            supplier=credit.chain[-1].id if credit.chain else None,
            chain=to_json([agent.name for agent in credit.chain]),
            start_char=credit.span.start,
            end_char=credit.span.end,
        )


def relay_names(relays: Iterable[Hop]) -> list[str]:
    """Return the names of relays, in their order; `unknown` for one without an agent."""
    return [short_label(hop.agent.name) if hop.agent else "unknown" for hop in relays]


def relay_ids(relays: Iterable[Hop]) -> list[str | None]:
    """Return the ids of relays, in their order; None for one without an agent."""
    return [hop.agent.id if hop.agent else None for hop in relays]


def _edges(prefix: str, span: Span | None) -> Row:
    return {f"{prefix}_start": span.start if span else None, f"{prefix}_end": span.end if span else None}


def _station(hop: Hop, quotation: Quotation, *, article: Article) -> Mapping[str, object]:
    principal = quotation.on_behalf_of if hop.role is Role.SPEAKER else None
    named = {"name": publisher_name(quotation.chain, article=article)} if hop.role is Role.PUBLISHER else {}
    return {
        "role": hop.role.value,
        **_agent_cells(hop.agent),
        **named,
        "words": words_at(hop.evidence, text=article.text),
        "explicit": hop.explicit,
        **({"on_behalf_of": _agent_cells(principal)} if principal else {}),
    }


def _agent_cells(agent: Agent | None) -> dict[str, str | None]:
    if agent is None:
        return {"name": None, "agent": None, "kind": None}
    return {"name": agent.name, "agent": agent.id, "kind": agent.kind.value}
