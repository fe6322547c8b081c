"""What the plugin adds to Datasette itself: cells, formats, the menu, and who may see the pages."""

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from datasette.views.base import DatasetteError
from datasettes import LINES, Served, find_python, serving
from loops import complete

from provenance.exports.questions import QUESTIONS
from provenance.web.formats import to_annotations
from provenance.web.served import find_exports, is_export
from provenance.web.views import _in_time


@pytest.fixture
def served(serve: Callable[[Path], Served], demo: Path) -> Served:
    """Serve the seed articles."""
    return serve(demo)


def rows(served: Served, path: str) -> list[dict[str, Any]]:
    status, _, body = served.get(f"{path}{'&' if '?' in path else '?'}_shape=array")
    assert status == 200, path
    found: list[dict[str, Any]] = json.loads(body)
    return found


def chosen(served: Served, words: str) -> dict[str, Any]:
    return rows(served, f"/quotes/quotes.json?_search={words}")[0]


def test_the_plugin_is_found_by_its_entry_point(served: Served) -> None:
    """Datasette lists the plugin, opens the folder as immutable, and shows our page first."""
    status, _, body = served.get("/-/plugins.json")
    told = json.loads(body)
    plugins = told if isinstance(told, list) else told["plugins"]
    assert (status, [one["name"] for one in plugins]) == (200, ["quote-provenance"])
    assert "Who said what, and through whom we know it" in served.get("/")[2].decode()
    databases = json.loads(served.get("/-/databases.json")[2])
    (quotes,) = databases if isinstance(databases, list) else databases["databases"]
    assert (quotes["name"], quotes["is_mutable"]) == ("quotes", False)
    versions = json.loads(served.get("/-/versions.json")[2])
    assert versions["datasette"]["version"].startswith(served.line)


def test_cells_lead_to_our_pages(served: Served) -> None:
    """Words lead to their quotation and names to their agent, in tables and in the rows of questions."""
    quote = chosen(served, "gratitude")["id"]
    for path in ("/quotes/quotes?_search=gratitude", "/quotes/who_said?phrase=gratitude"):
        assert f'href="/quotes/quotation/{quote}"' in served.get(path)[2].decode()
    page = served.get("/quotes/agents")[2].decode()
    assert re.search(r'<a href="/quotes/speaker/ag_[0-9a-f]{20}">Sergei Lavrov</a>', page)
    assert "Sergei Lavrov → TASS → unknown" in served.get(f"/quotes/quotes/{quote}")[2].decode()
    assert 'href="/quotes/home"' in page


def test_a_blank_search_finds_everything(served: Served) -> None:
    """A search box that is sent empty, or with nothing but marks, shows what there is instead of an error."""
    total = len(rows(served, "/quotes/quotes.json?_size=max"))
    for blank in ("_search=", "_search=+", "_search=%22"):
        assert len(rows(served, f"/quotes/quotes.json?{blank}&_size=max")) == total
    assert 0 < len(rows(served, "/quotes/quotes.json?_search=gratitude&_search_speaker_label=")) < total


def test_every_question_has_rows(served: Served) -> None:
    """Every canned query is described on its page and gives rows on the seed articles."""
    home = served.get("/")[2].decode()
    for question in QUESTIONS:
        assert rows(served, f"/quotes/{question.name}.json"), question.name
        page = served.get(f"/quotes/{question.name}")[2].decode()
        assert question.about.split(",")[0].split(".")[0] in page
        assert f'href="/quotes/{question.name}"' in home


def test_json_says_what_the_page_says(served: Served) -> None:
    """The JSON of a page holds its words, its chain and its history, and no picture."""
    quote = chosen(served, "gratitude")
    page = json.loads(served.get(f"/quotes/quotation/{quote['id']}.json")[2])
    assert page["said"]["text"] == quote["text"]
    assert [one["agent_label"] for one in page["stations"]] == ["Sergei Lavrov", "TASS", None]
    assert [step["made_by"] for step in page["history"]] == ["rules 0.1.0", "reviewer 1"]
    assert [one["kind"] for piece in page["passage"] for one in piece["marks"]] == [
        "source",
        "cue",
        "content",
        "relay",
    ]
    assert "chain" not in page
    article = json.loads(served.get(f"/quotes/article/{quote['article']}.json")[2])
    assert quote["text"][:40] in "".join(stretch["text"] for stretch in article["text"])
    speaker = json.loads(served.get(f"/quotes/speaker/{quote['speaker']}.json")[2])
    assert speaker["name"] == "Sergei Lavrov"
    assert {relay["name"] for way in speaker["ways"] for relay in way["relays"]} >= {"TASS"}
    home = json.loads(served.get("/quotes/home.json?q=gratitude")[2])
    assert [said["id"] for said in home["found"]] == [quote["id"]]
    assert home["findings"]["high"] > 0


def test_annotations_point_at_the_words(served: Served) -> None:
    """The selectors of an annotation find the very words in the text of the article."""
    quote = chosen(served, "gratitude")
    (item,) = json.loads(served.get(f"/quotes/quotes/{quote['id']}.anno")[2])["items"]
    text = rows(served, f"/quotes/articles.json?id={quote['article']}")[0]["text"]
    (target,) = item["target"]
    words, place = target["selector"]
    assert text[place["start"] : place["end"]] == words["exact"] == quote["text"]
    assert text[: place["start"]].endswith(words["prefix"])
    assert text[place["end"] :].startswith(words["suffix"])


def test_annotations_of_split_words() -> None:
    """Each part of a split quotation has selectors of its own."""
    row = {
        "id": "qt_1",
        "article": "av_1",
        "text": "“Yes,” … “we do.”",
        "whole": "“Yes,” he said. “we do.”",
        "before": "So: ",
        "after": "",
        "segments": "[[14, 20], [30, 38]]",
        "start_char": 14,
        "chain": "[]",
    }
    (item,) = json.loads(to_annotations([row]))["items"]
    assert [target["selector"][0]["exact"] for target in item["target"]] == ["“Yes,”", "“we do.”"]


def test_prov_tells_who_did_what(served: Served) -> None:
    """PROV-JSONLD has a bundle an attribution: the speaker, what the relay did, and what the article is made of."""
    quote = chosen(served, "gratitude")
    document = json.loads(served.get(f"/quotes/quotes/{quote['id']}.provjsonld")[2])
    assert document["@context"][-1] == "https://openprovenance.org/prov-jsonld/context.jsonld"
    (bundle,) = document["@graph"]
    kinds = [node["@type"] for node in bundle["@graph"]]
    assert kinds.count("Agent") == 2
    known = {node["@id"] for node in bundle["@graph"] if "@id" in node}
    for node in bundle["@graph"]:
        for role in ("entity", "agent", "activity", "generatedEntity", "usedEntity"):
            assert node.get(role) is None or node[role] in known
    attribution = next(node for node in bundle["@graph"] if node["@type"] == "Attribution")
    assert (attribution["entity"], attribution["agent"]) == (f"pv:{quote['id']}", f"pv:{quote['speaker']}")


def test_mermaid_draws_the_chain(served: Served) -> None:
    """One quotation is one chain, and several are one picture of several."""
    quote = chosen(served, "gratitude")
    drawn = served.get(f"/quotes/quotes/{quote['id']}.mmd")[2].decode()
    assert drawn.startswith("flowchart LR\n")
    assert 'h0["Sergei Lavrov<br/>speaker"]' in drawn
    assert 'q1h0["' in served.get("/quotes/quotes.mmd?_size=5")[2].decode()


@pytest.mark.parametrize("line", LINES)
def test_pages_keep_to_datasettes_permissions(
    line: str, demo: Path, tmp_path: Path, pytestconfig: pytest.Config
) -> None:
    """Where Datasette lets nobody see a table of the export, our pages show nothing of it either."""
    closed = Path(shutil.copytree(demo, tmp_path / "closed"))
    for name in ("metadata.yaml", "datasette.yaml"):
        settings = (closed / name).read_text("utf-8")
        (closed / name).write_text(
            settings.replace("    tables:\n      quotes:\n", "    tables:\n      quotes:\n        allow: false\n")
        )
    assert "allow: false" in (closed / "metadata.yaml").read_text("utf-8")
    python = find_python(line, cache=pytestconfig.cache.mkdir("datasettes"))
    with serving(closed, line=line, python=python, log=tmp_path / "log.txt") as served:
        assert [served.get(path)[0] for path in ("/", "/quotes/home", "/quotes/home.json")] == [403, 403, 403]


def test_other_databases_are_left_alone(tmp_path: Path, demo: Path) -> None:
    """Only an export of ours is taken for one."""
    other = tmp_path / "other.db"
    other.write_bytes(b"no database")
    assert [is_export(str(path)) for path in (demo / "quotes.db", other, tmp_path / "none.db")] == [True, False, False]
    assert is_export(None) is False
    datasette = pytest.importorskip("datasette.app").Datasette([], immutables=[str(demo / "quotes.db")], memory=True)
    assert find_exports(datasette) == ("quotes",)


def test_a_slow_question_says_what_helps() -> None:
    """Where Datasette cuts a question off the page is a 503 that names the setting, and no traceback."""
    database = pytest.importorskip("datasette.database")

    async def ask() -> None:
        raise database.QueryInterrupted(None, "select 1", {})

    with pytest.raises(DatasetteError) as slow:
        complete(_in_time(ask()))
    assert slow.value.status == 503
    assert "sql_time_limit_ms" in str(slow.value.args[0] if slow.value.args else slow.value.message)
