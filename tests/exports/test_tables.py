"""Rows: what an export says of each record, and what it keeps back."""

import json
from collections.abc import Callable
from dataclasses import replace

import pytest

from provenance.core.agents import build_agent
from provenance.core.known import OutletLabel
from provenance.core.records import Agent, AgentKind, Credit, Rejected, RejectReason
from provenance.core.text import Span
from provenance.exports.catalogue import (
    AGENTS,
    ARTICLE_TEXT,
    ARTICLES,
    CREDITS,
    HISTORY,
    HOPS,
    OUTLETS,
    QUOTES,
    REJECTED,
)
from provenance.exports.cells import Row
from provenance.exports.layout import Table
from provenance.exports.pseudonyms import Pseudonyms
from provenance.exports.tables import (
    Tally,
    agent_row,
    article_row,
    credit_rows,
    history_rows,
    hop_rows,
    outlet_row,
    quote_row,
    rejected_rows,
)
from provenance.store.records import (
    ArticleMarks,
    Assertion,
    NamedAgent,
    StoredArticle,
    StoredOutlet,
    StoredQuotation,
)

KCNA = build_agent("Korean Central News Agency", AgentKind.ORGANISATION, scope="")


def assert_fits(row: Row, table: Table) -> None:
    assert sorted(row) == sorted(column.name for column in table.columns)


def test_quote_row(lavrov: StoredQuotation) -> None:
    """A quotation's row tells the words, whose they are, and the whole way they came."""
    row = quote_row(lavrov, number=7)
    assert row == row | {
        "id": lavrov.id,
        "number": 7,
        "label": "“Ties are close,”",
        "text": "“Ties are close,”",
        "speaker_label": "Sergei Lavrov",
        "anonymity": "named",
        "form": "direct",
        "publisher": "The Daily",
        "article": lavrov.article.version,
        "published": "2025-07-13",
        "hops": 2,
        "relayed_by": '["TASS", "CNN"]',
        "roles": '["agency", "outlet"]',
        "source": "he",
        "cue": "told",
        "before": "",
        "after": " he told CNN on Sunday, according to Tass.",
        "start_char": 0,
        "end_char": 17,
        "score": 0.75,
        "decided_by": "model",
    }
    chain = json.loads(str(row["chain"]))
    assert [station["role"] for station in chain] == ["speaker", "agency", "outlet", "publisher"]
    assert chain[1] == {
        "role": "agency",
        "name": "TASS",
        "agent": lavrov.current.quotation.chain[1].agent.id,  # type: ignore[union-attr]
        "kind": "organisation",
        "words": "according to Tass",
        "explicit": True,
    }


def test_a_quotation_of_nobody_has_empty_cells(stored_quotation: Callable[..., StoredQuotation]) -> None:
    """An unknown speaker is no name at all, and the article's publisher stands in for an unknown one."""
    row = quote_row(stored_quotation("“Yes,” it said.", "“Yes,”", published=None), number=1)
    assert (row["speaker"], row["speaker_label"], row["source"], row["published"]) == (None, None, None, None)
    assert (row["hops"], row["relayed_by"], row["roles"]) == (0, "[]", "[]")


def test_a_split_quotation_has_context_around_all_of_it(stored_quotation: Callable[..., StoredQuotation]) -> None:
    """What stands between the parts of a split quotation is neither before nor after it."""
    row = quote_row(stored_quotation("Then “One,” he said, “two.” End.", "“One,”", "“two.”"), number=1)
    assert (row["before"], row["text"], row["after"]) == ("Then ", "“One,” … “two.”", " End.")


def test_hop_rows(lavrov: StoredQuotation) -> None:
    """Each station has its place, its words, and whether the sentence itself shows it."""
    rows = list(hop_rows(lavrov))
    assert [row["position"] for row in rows] == [0, 1, 2, 3]
    assert [row["agent_label"] for row in rows] == ["Sergei Lavrov", "TASS", "CNN", "The Daily"]
    assert [row["evidence"] for row in rows] == ["he", "according to Tass", None, None]
    assert [row["explicit"] for row in rows] == [1, 1, 0, 0]
    assert {row["quote"] for row in rows} == {lavrov.id}


def _history(stored: StoredQuotation) -> list[Assertion]:
    first = replace(stored.current, id="at_1")
    second = replace(
        first,
        id="at_2",
        decided_by="human",
        by="Ada Lovelace <ada@example.org>",
        reason="Ada rang him",
        supersedes="at_1",
    )
    third = replace(second, id="at_3", by="Bob", assertion="reject", supersedes=None)
    fourth = replace(second, id="at_4", supersedes="at_2")
    imported = replace(first, id="at_5", decided_by="import", by="gdelt 1", reason="line 4")
    return [first, second, third, fourth, imported]


def test_history_hides_who_the_reviewers_are(lavrov: StoredQuotation) -> None:
    """Reviewers have the same number wherever they turn up, and neither their names nor their reasons leave."""
    rows = list(history_rows(lavrov.id, _history(lavrov), current="at_4", pseudonyms=Pseudonyms()))
    assert [row["made_by"] for row in rows] == ["rules 0.1.0", "reviewer 1", "reviewer 2", "reviewer 1", "gdelt 1"]
    assert [row["reason"] for row in rows] == [None, None, None, None, "line 4"]
    assert "Ada" not in json.dumps(rows)
    assert "ada@" not in json.dumps(rows)


def test_history_tells_what_took_the_place_of_what(lavrov: StoredQuotation) -> None:
    """Each step names the step that it superseded, and one of them holds."""
    rows = list(history_rows(lavrov.id, _history(lavrov), current="at_4", pseudonyms=Pseudonyms()))
    assert [row["step"] for row in rows] == [1, 2, 3, 4, 5]
    assert [row["supersedes"] for row in rows] == [None, rows[0]["id"], None, rows[1]["id"], None]
    assert [row["holds"] for row in rows] == [0, 0, 0, 1, 0]


def test_history_leaves_out_a_step_that_is_not_there(lavrov: StoredQuotation) -> None:
    """A step that superseded something outside the export refers to nothing."""
    lone = replace(lavrov.current, supersedes="at_gone")
    (row,) = history_rows(lavrov.id, [lone], current=lone.id, pseudonyms=Pseudonyms())
    assert row["supersedes"] is None


def test_agent_row() -> None:
    """An agent has its other names as aliases, its Wikidata id, and what the export holds of it."""
    known = NamedAgent(
        agent=KCNA, names=(KCNA.name, "KCNA", "KCNA"), identifiers=(("viaf", "1"), ("wikidata", "Q482540"))
    )
    row = agent_row(KCNA, known=known, tally=Tally(voiced=1, relayed=2, first_seen="2025", last_seen="2026"))
    assert row == {
        "id": KCNA.id,
        "label": KCNA.name,
        "kind": "organisation",
        "wikidata": "Q482540",
        "n_voiced": 1,
        "n_relayed": 2,
        "first_seen": "2025",
        "last_seen": "2026",
        "aliases": '["KCNA"]',
    }


def test_a_long_name_is_kept_whole_beside_its_label(person: Callable[[str], Agent]) -> None:
    """A label is short enough for a page; nothing of the name is lost."""
    name = "Pablo Diego José " * 6000
    row = agent_row(person(name), known=None, tally=Tally())
    assert len(str(row["label"])) <= 100
    assert json.loads(str(row["aliases"])) == [name]


def test_outlet_row() -> None:
    """What is said of an outlet goes out with who says it."""
    label = OutletLabel(label="state_controlled", citation="A report, 2024", valid_from="1946-12-05")
    stored = StoredOutlet(id="ou_1", agent=KCNA, kind="agency", country="KP", labels=(label, label))
    row = outlet_row(stored)
    assert (row["name"], row["agent"], row["kind"], row["country"]) == (KCNA.name, KCNA.id, "agency", "KP")
    assert row["labels"] == '["state_controlled"]'
    assert json.loads(str(row["citations"]))[0] == {
        "label": "state_controlled",
        "citation": "A report, 2024",
        "from": "1946-12-05",
        "to": None,
    }


def test_article_row_keeps_paths_and_text_back(lavrov: StoredQuotation) -> None:
    """An article goes out with its file's name alone, and with its text only where asked for."""
    row = article_row(lavrov.article, with_text=False)
    assert "text" not in row
    assert "somebody" not in json.dumps(row)
    assert (row["file"], row["label"], row["url"]) == ("ties.txt", "Ties are close", "https://example.org/ties")
    assert article_row(lavrov.article, with_text=True)["text"] == lavrov.article.article.text


@pytest.mark.parametrize(
    ("facts", "label"),
    [
        ({"title": "A title", "path": "a/b.txt"}, "A title"),
        ({"path": "a/b.txt", "url": "https://example.org/"}, "b.txt"),
        ({"path": "C:\\Users\\somebody\\b.txt"}, "b.txt"),
        ({"url": "https://example.org/"}, "https://example.org/"),
        ({}, "av_"),
    ],
)
def test_every_article_has_a_label(
    facts: dict[str, str], label: str, stored_article: Callable[..., StoredArticle]
) -> None:
    """For want of a headline the file stands for an article, then its address, then its id."""
    assert str(article_row(stored_article("Text.", **facts), with_text=False)["label"]).startswith(label)


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "//example.org", "http://a b", "HTTPS:x"])
def test_only_web_addresses_go_out_as_urls(url: str, stored_article: Callable[..., StoredArticle]) -> None:
    """A program that makes links of the column finds nothing there that runs."""
    assert article_row(stored_article("Text.", url=url), with_text=False)["url"] is None


def test_marks_of_an_article() -> None:
    """Rejected marks and credit lines go out with their words and places."""
    text = "The “login” page. KCNA via AP."
    associated = build_agent("Associated Press", AgentKind.ORGANISATION, scope="")
    marks = ArticleMarks(
        rejected=(Rejected(span=Span(4, 11), reason=RejectReason.LABEL),),
        credits=(
            Credit(span=Span(18, 29), kind="image", chain=(KCNA, associated)),
            Credit(span=Span(18, 22), kind="article", chain=()),
        ),
    )
    (rejected,) = rejected_rows("av_1", marks, text=text)
    assert (rejected["text"], rejected["reason"], rejected["start_char"]) == ("“login”", "label", 4)
    image, article = credit_rows("av_1", marks, text=text)
    assert (image["text"], image["origin"], image["supplier"]) == ("KCNA via AP", KCNA.id, associated.id)
    assert image["chain"] == '["Korean Central News Agency", "Associated Press"]'
    assert (article["origin"], article["supplier"], article["chain"]) == (None, None, "[]")


def test_rows_fit_their_tables(lavrov: StoredQuotation) -> None:
    """Every row has the columns of its table, and nothing else."""
    marks = ArticleMarks(
        rejected=(Rejected(span=Span(0, 5), reason=RejectReason.SCARE),),
        credits=(Credit(span=Span(0, 5), kind="image", chain=(KCNA,)),),
    )
    assert_fits(quote_row(lavrov, number=1), QUOTES)
    assert_fits(next(hop_rows(lavrov)), HOPS)
    history = history_rows(lavrov.id, [lavrov.current], current="", pseudonyms=Pseudonyms())
    assert_fits(next(history), HISTORY)
    assert_fits(agent_row(KCNA, known=None, tally=Tally()), AGENTS)
    assert_fits(outlet_row(StoredOutlet(id="ou_1", agent=KCNA, kind="agency")), OUTLETS)
    assert_fits(article_row(lavrov.article, with_text=False), ARTICLES)
    assert_fits(next(rejected_rows("av_1", marks, text="words")), REJECTED)
    assert_fits(next(credit_rows("av_1", marks, text="words")), CREDITS)
    assert ARTICLE_TEXT.name in article_row(lavrov.article, with_text=True)


def test_reviewers_are_hidden_wherever_they_are_quoted() -> None:
    """Names and reasons are kept back in sentences too, as whole words, unless they were asked for."""
    told = "Ada Lovelace decided (she rang him), and Adam said so."
    hidden, lifted = Pseudonyms(), Pseudonyms(lifted=True)
    for one in (hidden, lifted):
        one.learn([("Ada Lovelace", "she rang him"), ("Ada", None), ("Grace", "")])
    assert hidden.hide(told) == "reviewer 1 decided (…), and Adam said so."
    assert lifted.hide(told) == told
    assert (hidden.name("Ada"), lifted.name("Ada")) == ("reviewer 2", "Ada")
