"""What leaves the database: every column by name, so that a new one goes out only after somebody has thought of it."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from provenance.exports.datasette import export_datasette
from provenance.exports.filling import Disclosure
from provenance.exports.flat import COLUMNS
from provenance.exports.lines import write_lines
from provenance.store.engine import Store
from provenance.store.records import QuotationFilter, StoredQuotation

NOW = "2025-07-16T12:00:00.000000+00:00"
# Tables that search is made of hold nothing that the others do not.
SEARCH = ("_fts", "_trigram", "_data", "_idx", "_docsize", "_config", "sqlite_")
PUBLIC = {
    "quotes": (
        "id number text speaker relayed_by roles hops form outlet publisher article published before after source cue "
        "anonymity on_behalf_of medium said_on quoted_lang family outlets_in_family flags worst_flag decided_by score "
        "chain speaker_label label start_char end_char segments whole source_start source_end cue_start cue_end"
    ),
    "hops": (
        "id quote position role agent agent_label surface evidence evidence_start evidence_end explicit anonymity"
    ),
    "routes": "id speaker relayed_by relays outlet publisher n_quotations first_seen last_seen",
    "agents": "id label kind wikidata n_voiced n_relayed first_seen last_seen aliases",
    "outlets": "id name agent kind country lang domain labels citations",
    "articles": (
        "id article version label title url file outlet publisher published byline dateline credit_line lang "
        "characters sha256 fetched_at"
    ),
    "families": (
        "id label representative n_members n_articles n_outlets first_seen last_seen first_quote root_outlet "
        "max_drift meanings"
    ),
    "family_members": "id family quote variant drift meanings diff",
    "findings": "id code severity state quote article message opened_at waived_until waived_by waiver_reason",
    "checks": "id label about severity n_open",
    "attribution_history": (
        "id quote step label assertion decided_by made_by speaker speaker_label form relayed_by score reason "
        "created_at supersedes holds"
    ),
    "rejected": "id article text reason start_char end_char",
    "credits": "id article text kind origin supplier chain start_char end_char",
}


def columns_of(site: Path) -> dict[str, str]:
    with closing(sqlite3.connect(site / "quotes.db")) as connection:
        names = [row[0] for row in connection.execute("select name from sqlite_master where type = 'table'")]
        kept = [name for name in names if not any(part in name for part in SEARCH)]
        return {name: " ".join(row[1] for row in connection.execute(f"pragma table_info({name})")) for name in kept}


def test_no_other_column_leaves(site: Path) -> None:
    """An export holds these columns and no other: think of privacy before you add one here."""
    assert columns_of(site) == PUBLIC


def test_the_text_is_one_column_more(store: Store, tmp_path: Path) -> None:
    """What is asked for beside adds the whole text, and nothing else."""
    disclosed = Disclosure(text=True, reviewers=True)
    site = tmp_path / "site"
    export_datasette(store, site, wanted=QuotationFilter(), now=NOW, disclosed=disclosed)
    assert columns_of(site) == {**PUBLIC, "articles": f"{PUBLIC['articles']} text"}


@pytest.mark.parametrize("lifted", [False, True])
def test_reviewers_leave_only_if_asked_for(lifted: bool, store: Store, tmp_path: Path) -> None:  # noqa: FBT001
    """Names and reasons of reviewers, of their decisions and waivers, stand in no file unless they were asked for."""
    site = tmp_path / "site"
    disclosed = Disclosure(reviewers=lifted)
    export_datasette(store, site, wanted=QuotationFilter(), now=NOW, disclosed=disclosed)
    everything = b"".join(path.read_bytes() for path in site.iterdir())
    assert ((b"Lovelace" in everything), (b"rang him" in everything)) == (lifted, lifted)
    with closing(sqlite3.connect(site / "quotes.db")) as connection:
        waived = connection.execute("select waived_by, waiver_reason from findings where state = 'waived'").fetchall()
    assert waived == [("Ada Lovelace", "Ada rang him") if lifted else ("reviewer 1", None)]


def test_no_other_column_leaves_in_files(lavrov: StoredQuotation) -> None:
    """The flat table has these columns, and a line of JSON these keys; a line tells where its article lies."""
    assert " ".join(column.name for column in COLUMNS) == (
        "speaker_label text relayed_by publisher published title url form speaker_kind anonymity on_behalf_of_label "
        "medium said_on quoted_lang hops roles source cue before after score decided_by status file start_char "
        "end_char segments id speaker on_behalf_of relays outlet article version chain"
    )
    (line,) = write_lines([lavrov])
    told = json.loads(line)
    assert " ".join(told) == (
        "id form content text cue source speaker on_behalf_of medium said_on quoted_lang chain score article "
        "canceled_at assertion"
    )
    assert " ".join(told["article"]) == (
        "id version locator path url title publisher published modified byline dateline credit_line place lang status "
        "encoding reader authors captions based_on redirects remarks block_quotations sha256 raw_sha256 characters"
    )
    assert " ".join(told["assertion"]) == "id assertion decided_by by reason created_at supersedes"
