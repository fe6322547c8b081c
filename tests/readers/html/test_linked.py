"""JSON-LD: the article is found among all that a page describes, however it is written."""

import json

import pytest

from provenance.readers.html.linked import LinkedData, parse_scripts


def linked(*things: object, url: str | None = None) -> LinkedData:
    return LinkedData(parse_scripts(json.dumps(thing) for thing in things), url=url)


@pytest.mark.parametrize(
    "thing",
    [
        {"@type": "NewsArticle", "headline": "H"},
        [{"@type": "Organization", "name": "O"}, {"@type": ["CreativeWork", "AnalysisNewsArticle"], "headline": "H"}],
        {"@graph": [{"@type": "WebSite"}, {"@type": "http://schema.org/BlogPosting", "headline": "H"}]},
        {"@type": "WebPage", "mainEntity": {"@type": "schema:Report", "headline": {"@value": "H", "@language": "en"}}},
    ],
)
def test_articles_are_found_wherever_they_stand(thing: object) -> None:
    """Subtypes of articles are known, alone, in lists, graphs and inside of pages."""
    assert linked(thing).text("headline") == "H"


def test_of_many_articles_the_one_of_the_page_is_read() -> None:
    """Articles that a page only lists do not stand for its own."""
    other = {"@type": "Article", "url": "https://a.example/1", "headline": "Other"}
    own = {"@type": "Article", "mainEntityOfPage": {"@id": "https://a.example/2"}, "headline": "Own"}
    assert linked(other, own, url="https://a.example/2").text("headline") == "Own"
    assert linked(other, own).text("headline") == "Other"


@pytest.mark.parametrize(
    ("author", "names"),
    [
        ("Jane Roe", ("Jane Roe",)),
        ({"@type": "Person", "name": " Jane\nRoe "}, ("Jane Roe",)),
        ([{"name": "Jane Roe"}, {"name": "AFP"}, {"name": "Jane Roe"}], ("Jane Roe", "AFP")),
        ({"name": ["Jane Roe", "John Doe"]}, ("Jane Roe", "John Doe")),
        ({"@id": "#p"}, ("Per Holm",)),
        ("https://social.example/jane", ()),
        ({"name": None}, ()),
        (7, ()),
        ([[["Jane"]]], ()),
    ],
)
def test_authors_are_written_in_many_ways(author: object, names: tuple[str, ...]) -> None:
    """Names are taken from texts, things, lists and references, and never from addresses."""
    person = {"@type": "Person", "@id": "#p", "name": "Per Holm"}
    assert linked({"@type": "Article", "author": author}, person).authors == names


def test_sources_are_addresses_or_names() -> None:
    """What an article is based on comes before what it cites, addresses before names."""
    thing = {
        "@type": "Article",
        "citation": ["Smith, A study", {"@type": "Report", "name": "A report"}],
        "isBasedOn": {"@type": "Article", "name": "Elsewhere", "url": "https://b.example/1"},
    }
    assert linked(thing).based_on() == ("https://b.example/1", "Smith, A study", "A report")


@pytest.mark.parametrize("script", ["", "oops", "7", "null", '"x"', "[" * 100_000, '{"@type": {"@type": "Article"}}'])
def test_what_describes_no_article_says_nothing(script: str) -> None:
    """Broken and senseless scripts are as good as none."""
    data = LinkedData(parse_scripts([script]))
    assert (data.is_article, data.authors, data.text("headline"), data.is_free) == (False, (), None, True)


@pytest.mark.parametrize(
    "wrapped", ["<!--\n{}\n-->", "//<![CDATA[\n{}\n//]]>", "{};", "<![CDATA[{}]]>", " \n{}\n ", "// <!--\n{}\n// -->"]
)
def test_wrapping_is_taken_off(wrapped: str) -> None:
    """Comments around a script, as older pages have them, do not hide it."""
    (node,) = parse_scripts([wrapped.replace("{}", '{"@type": "Article",}')])
    assert node == {"@type": "Article"}
