"""What comes with the package: the registry's own data, the five articles, and the given names."""

import hashlib
import json
import unicodedata
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from provenance.core.agents import Registry
from provenance.core.known import KnownAgent
from provenance.core.records import AgentKind, Role
from provenance.core.text import name_key
from provenance.registry import AGENTS_FILE, OUTLETS_FILE, load_registry
from provenance.resources import resource_path

ARTICLES = {
    "000_44a7268e8089db86": "f9be2dfc9baa2753d03d14f7bf0a6b7fbc62f738017a2e1b2543f959c617ada5",
    "001_35e97fe1699ba535": "f0fa2f9107e3aa4d1727c1f569b8873f13c387b4a0f03369332715e2fc511917",
    "002_8e84dfec2c80922d": "7461823010d04c8ef65b809c2e85c6b0593315fa05df93b2b227d9e2b79bcb18",
    "003_7ee25d2f685fed20": "c44bf8792b2e81d06229709e5e42f93b32a283c3362bbc4ba848adf0fa812f3a",
    "004_991727d72fd32601": "701a31b386e3889e665f8ca7ceb9c350dd1612cacd8bc0bbc5161a678e30c085",
}
SIDECAR_KEYS = {"title", "publisher", "published", "place"}

# Names that mean several on purpose, so that they resolve to none of them.
SHARED = {
    "herald": {"Miami Herald", "New Zealand Herald", "Sydney Morning Herald", "The Herald (Zimbabwe)"},
    "post": {"New York Post", "Washington Post"},
    "times": {"Los Angeles Times", "New York Times", "The Times of London"},
}

SPELLINGS = [
    ("Sergei Lavrov", "Sergei Lavrov"),
    ("Sergey Lavrov", "Sergei Lavrov"),
    ("Lavrov", "Sergei Lavrov"),
    ("Kim Jong-un", "Kim Jong Un"),
    ("Kim Il-Sung", "Kim Il Sung"),
    ("Choe Son-hui", "Choe Son Hui"),
    ("Volodymyr Zelensky", "Volodymyr Zelenskyy"),
    ("Zelenskiy", "Volodymyr Zelenskyy"),
    ("Donald J. Trump", "Donald Trump"),
    ("KCNA", "Korean Central News Agency"),
    ("North Korean state media", "Korean Central News Agency"),
    ("Tass", "TASS"),
    ("ITAR-TASS", "TASS"),
    ("AFP", "Agence France-Presse"),
    ("the AP", "Associated Press"),
    ("REUTERS", "Reuters"),
    ("the Guardian", "The Guardian"),
    ("Folha de São Paulo", "Folha de S.Paulo"),
    ("Pyongyang", "North Korea"),
    ("the DPRK", "North Korea"),
    ("Moscow", "Russia"),
    ("Kiev", "Ukraine"),
    ("U.S.", "United States"),
    ("US", "United States"),
    ("Türkiye", "Turkey"),
    ("the Holy See", "Vatican"),
    ("the State Department", "U.S. State Department"),
    ("the Kremlin", "Kremlin"),
    ("WHO", "World Health Organization"),
]
# Common words, surnames and names of many: nobody in the registry.
NOBODY = [
    "us", "who", "people", "time", "an economist", "the economist", "Hill", "Atlantic", "Kim", "The Times", "the Post",
    "Supreme Court", "Senate", "Congress", "foreign minister", "officials",
]  # fmt: skip


@pytest.fixture(scope="module")
def registry() -> Registry:
    return load_registry()


def names_of(known: KnownAgent) -> tuple[str, ...]:
    return (known.name, *known.aliases, *known.short_names, *known.descriptions)


def sidecar(stem: str) -> dict[str, str]:
    found: dict[str, str] = json.loads((resource_path("seeds/articles") / f"{stem}.json").read_text("utf-8"))
    return found


def text(stem: str) -> str:
    return (resource_path("seeds/articles") / f"{stem}.txt").read_bytes().decode("utf-8")


def test_there_are_enough(registry: Registry) -> None:
    """The registry knows every member of the United Nations, and more than eighty media."""
    media = Counter(outlet.kind for outlet in registry.outlets)
    assert len(registry.outlets) >= 80
    assert min(media["agency"], media["broadcaster"], media["newspaper"]) >= 40
    assert sum(agent.kind is AgentKind.ORGANISATION for agent in registry.agents) >= 193 + 4 + 60


def test_a_name_means_one_agent(registry: Registry) -> None:
    """No two agents share a name in any spelling, but for the few that are meant to."""
    owners: dict[str, set[str]] = {}
    for known in registry.known:
        for name in names_of(known):
            owners.setdefault(name_key(name), set()).add(known.name)
    assert {key: found for key, found in owners.items() if len(found) > 1} == SHARED


def test_no_spelling_stands_twice(registry: Registry) -> None:
    """An agent has each spelling once."""
    assert [k.name for k in registry.known if len(set(names_of(k))) < len(names_of(k))] == []


@pytest.mark.parametrize(("spelling", "name"), SPELLINGS)
def test_spellings_resolve(registry: Registry, spelling: str, name: str) -> None:
    """The spellings that news uses lead to the agent."""
    found = registry.find(spelling)
    assert found
    assert found.name == name


@pytest.mark.parametrize("name", NOBODY)
def test_common_words_are_nobody(registry: Registry, name: str) -> None:
    """A common word, a bare surname of many and a name that many bear lead to nobody."""
    assert registry.find(name) is None


def test_media_have_their_roles(registry: Registry) -> None:
    """Agencies relay as agencies, platforms as platforms, and only WikiLeaks and its like as leakers."""
    for outlet in registry.outlets:
        expected = {"agency": {Role.AGENCY}, "social": {Role.PLATFORM}, "other": {Role.OUTLET, Role.LEAKER}}
        assert outlet.agent.relay in expected.get(outlet.kind, {Role.OUTLET}), outlet.agent.name
    assert all(agent.relay is None for agent in registry.agents)


def test_labels_name_a_source_and_a_date(registry: Registry) -> None:
    """Each label is one of the known four, and its citation has words and a year, or says that it bears no date."""
    cited = {outlet.agent.name: outlet.labels for outlet in registry.outlets if outlet.labels}
    assert {"TASS", "Korean Central News Agency", "Xinhua", "RIA Novosti", "Islamic Republic News Agency"} <= set(cited)
    for label in (label for labels in cited.values() for label in labels):
        assert label.label in {"state_controlled", "state_funded", "party", "satire"}
        assert len(label.citation.split()) > 5
        dated = any(word.strip("(),:;").isdigit() for word in label.citation.split())
        assert dated or "undated" in label.citation or "masthead of every issue" in label.citation


def test_wikidata_ids_are_unique(registry: Registry) -> None:
    """No Wikidata id stands for two agents."""
    ids = Counter(known.wikidata for known in registry.known if known.wikidata)
    assert [one for one, count in ids.items() if count > 1] == []


@pytest.mark.parametrize("name", [AGENTS_FILE, OUTLETS_FILE])
def test_files_are_tidy(name: str) -> None:
    """Lines are sorted by kind and name, written in one way, and end with a line feed."""
    content = (resource_path("seeds") / name).read_text("utf-8")
    records = [json.loads(line) for line in content.splitlines()]
    assert content == "".join(f"{json.dumps(record, ensure_ascii=False)}\n" for record in records)
    assert unicodedata.is_normalized("NFC", content)
    assert records == sorted(records, key=lambda r: (r["kind"], r["name"].casefold(), r["name"]))


@pytest.mark.parametrize(("stem", "sha256"), ARTICLES.items())
def test_articles_are_untouched(stem: str, sha256: str) -> None:
    """The seed articles are byte for byte what was published."""
    raw = (resource_path("seeds/articles") / f"{stem}.txt").read_bytes()
    assert hashlib.sha256(raw).hexdigest() == sha256


def test_every_article_has_its_sidecar() -> None:
    """The folder holds the five articles and their sidecars, nothing else."""
    found = {path.name for path in resource_path("seeds/articles").iterdir()}
    assert found == {f"{stem}{suffix}" for stem in ARTICLES for suffix in (".txt", ".json")}


@pytest.mark.parametrize("stem", ARTICLES)
def test_sidecars_say_what_the_text_says(stem: str) -> None:
    """A title is the text's first line, a day is written in the text, and a place stands before the first sentence."""
    said, article = sidecar(stem), text(stem)
    assert set(said) <= SIDECAR_KEYS
    if "title" in said:
        assert article.split("\n")[0] == said["title"]
    if "published" in said:
        day = date.fromisoformat(said["published"])
        assert day.isoformat() in article or f"{day.day} {day:%B}, {day.year}" in article
    if "place" in said:
        assert f"{said['place'].upper()} -- " in article
    assert said.get("publisher", "") in article


def given_names() -> Iterator[tuple[str, str]]:
    path: Path = resource_path("nlp/data/given_names.tsv")
    for line in path.read_text("utf-8").splitlines()[1:]:
        name, gender = line.split("\t")
        yield name, gender


def test_given_names_are_tidy() -> None:
    """The list says what it is, is sorted, small-lettered and without doubles, and knows three values."""
    path: Path = resource_path("nlp/data/given_names.tsv")
    assert path.read_text("utf-8").startswith("# Given names")
    found = list(given_names())
    assert [name for name, _ in found] == sorted({name for name, _ in found})
    assert all(name == name.lower() and name.replace("-", "").isalpha() for name, _ in found)
    assert all(unicodedata.is_normalized("NFC", name) for name, _ in found)
    assert {gender for _, gender in found} == {"f", "m", "u"}
    assert len(found) >= 1500


@pytest.mark.parametrize(
    ("name", "gender"),
    [
        ("michelle", "f"), ("michael", "m"), ("sergei", "m"), ("oksana", "f"), ("fatima", "f"), ("mohammed", "m"),
        ("françois", "m"), ("françoise", "f"), ("ngozi", "f"), ("priya", "f"), ("yuriko", "f"), ("shinzo", "m"),
        # Lindsey Graham and Lindsey Vonn, Andrea Nahles and Andrea Bocelli, Kim Jong Un and Kim Kardashian.
        ("lindsey", "u"), ("andrea", "u"), ("kim", "u"), ("jean", "u"),
    ],
)  # fmt: skip
def test_given_names_tell_a_gender(name: str, gender: str) -> None:
    """Common names tell what they suggest, and those of both genders say so."""
    assert dict(given_names())[name] == gender


@pytest.mark.parametrize("word", ["will", "may", "april", "said", "an", "can", "hope", "al", "georgia", "clinton"])
def test_given_names_leave_other_words_alone(word: str) -> None:
    """Words that open sentences, months, places and surnames are no given names, though somebody bears them."""
    assert word not in dict(given_names())
