"""Corpora in three formats become the same records, and what is wrong in them is counted."""

import json
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from minicorpus import MINI, mini_rows, mini_silver_rows, write_rows

from provenance.core.text import Span
from provenance.training.corpora import (
    GoldArticle,
    GoldAttribution,
    RowReason,
    SilverArticle,
    SkippedRow,
    join_texts,
    read_corpus,
    read_silver,
)

FORMATS = MINI.parent / "formats"
FIRE = "morning-test_2025-01-21_mill-fire"
TEXT = "Rain fell. “It will stop,” Ada said. “Soon.” Bob disagreed."


def articles(path: Path, *, texts: Mapping[str, str] | None = None) -> list[GoldArticle]:
    """Read a corpus in which nothing is wrong."""
    found = list(read_corpus(path, texts=texts))
    assert [item for item in found if isinstance(item, SkippedRow)] == []
    return [item for item in found if isinstance(item, GoldArticle)]


def reasons(path: Path) -> Counter[str]:
    return Counter(item.reason.value for item in read_corpus(path) if isinstance(item, SkippedRow))


def words(article: GoldArticle) -> list[tuple[list[str], list[str], list[str]]]:
    """Give content, cue and source of each attribution as words."""

    def said(spans: tuple[Span, ...]) -> list[str]:
        return [span.text_in(article.text) for span in spans]

    return [(said(a.content), said(a.cue), said(a.source)) for a in article.attributions]


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())
    return path


@pytest.fixture
def mini(tmp_path: Path) -> Path:
    """The miniature corpus as a gold file."""
    return write_rows(tmp_path / "mini.gold.jsonl", mini_rows())


def test_gold_lines_become_articles(mini: Path) -> None:
    """A line of a gold file is an article with its attributions, traps and outlet."""
    read = articles(mini)
    assert [article.doc for article in read] == [row["doc"] for row in mini_rows()]
    assert {article.outlet for article in read} == {"daily-test", "evening-test", "morning-test"}
    first = read[0]
    assert words(first)[1] == (["“We are two weeks early,”", "“Nobody believed us in the winter.”"], ["told"], ["she"])
    assert [span.text_in(first.text) for span in first.not_quotes] == ["“The Last Ferry.”"]
    assert not first.attributions[0].has_speaker
    assert not first.attributions[0].has_chain


def test_gold_lines_tell_speakers_and_chains(tmp_path: Path) -> None:
    """Speaker, chain and other readings are taken over, and a null speaker is not the same as none told."""
    relay = {"role": "agency", "name": "KCNA", "evidence": [0, 4], "accept": ["Korean Central News Agency"]}
    quote = {"content": [[11, 25]], "source": [27, 30], "speaker": "Ada", "accept": ["Ada L."], "chain": [relay]}
    other: dict[str, object] = {"speaker": None, "chain": []}
    row = {"doc": "d", "text": TEXT, "quotes": [quote | {"alternatives": [other], "optional": True}]}
    [found] = articles(write_rows(tmp_path / "x.jsonl", [row]))[0].attributions
    assert (found.speaker, found.accept, found.optional) == ("Ada", ("Ada L.",), True)
    assert (found.chain[0].name, found.chain[0].accept) == ("KCNA", ("Korean Central News Agency",))
    assert found.has_speaker
    assert found.has_chain
    assert found.alternatives[0].speaker is None
    assert found.source == (Span(27, 30),)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "broken_json"),
        ("[1]", "broken_json"),
        ('{"text": "a", "quotes": []}', "invalid"),
        ('{"doc": "d", "text": "a"}', "invalid"),
        ('{"doc": "d", "quotes": []}', "missing_text"),
        ('{"doc": "d", "text": " ", "quotes": []}', "missing_text"),
        ('{"doc": "d", "text": "a\\ud800", "quotes": []}', "invalid"),
        ('{"doc": "d", "text": "a", "quotes": [], "not_quotes": [[0, 9]]}', "span_outside"),
        ('{"doc": "d", "text": "ab", "quotes": [{"content": [[0, 3]]}]}', "span_outside"),
        ('{"doc": "d", "text": "ab", "quotes": [{"content": [[2, 1]]}]}', "span_outside"),
        ('{"doc": "d", "text": "ab", "quotes": [{"content": [[0, 1]], "cue": [[-1, 1]]}]}', "span_outside"),
        ('{"doc": "d", "text": "ab", "quotes": [{"content": []}]}', "no_content"),
        ('{"doc": "d", "text": "ab", "quotes": [{"cue": [[0, 1]]}]}', "no_content"),
        ('{"doc": "d", "text": "“”", "quotes": [{"content": [[0, 2]]}]}', "no_content"),
        ('{"doc": "d", "text": "ab", "quotes": [{"content": [[0, "1"]]}]}', "invalid"),
        ('{"doc": "d", "text": "ab", "quotes": [{"content": [[0, 1]], "chain": [{"role": "agency"}]}]}', "invalid"),
        ('{"doc": "d", "text": "ab", "quotes": [{"content": [[0, 1]], "chain": ["AP"]}]}', "invalid"),
        ('{"doc": "d", "text": "ab", "quotes": [{"content": [[0, 1]], "alternatives": [1]}]}', "invalid"),
        ('{"doc": "d", "text": "ab", "quotes": [{"content": "ab"}]}', "invalid"),
        ('{"doc": "d", "text": "ab", "quotes": ["ab"]}', "invalid"),
        ('{"doc": "d", "text": "ab", "quotes": {}}', "invalid"),
    ],
)
def test_bad_gold_is_counted(tmp_path: Path, line: str, reason: str) -> None:
    """What is wrong with a line or an attribution has a reason, and the next line is read all the same."""
    good = json.dumps({"doc": "good", "text": TEXT, "quotes": [{"content": [[0, 4]]}]})
    read = list(read_corpus(write(tmp_path, "x.jsonl", f"{good}\n\n{line}\n{good}\n")))
    skipped = [item for item in read if isinstance(item, SkippedRow)]
    assert [item.reason for item in skipped] == [reason]
    assert skipped[0].locator.startswith(f"{(tmp_path / 'x.jsonl').as_posix()}:3")
    assert [item.doc for item in read if isinstance(item, GoldArticle)].count("good") == 2


def test_bad_attribution_leaves_the_others(tmp_path: Path) -> None:
    """An article keeps its good attributions when one of them cannot be used."""
    row = {"doc": "d", "text": TEXT, "quotes": [{"content": [[0, 4]]}, {"content": [[0, 999]]}]}
    read = list(read_corpus(write_rows(tmp_path / "x.jsonl", [row])))
    assert [type(item) for item in read] == [SkippedRow, GoldArticle]
    assert isinstance(read[1], GoldArticle)
    assert len(read[1].attributions) == 1


def test_texts_are_joined(mini: Path, tmp_path: Path) -> None:
    """Annotations without texts take those of the articles of the same name in another file."""
    rows = [{"doc": row["doc"], "annotator": "4e07", "quotes": row["quotes"]} for row in mini_rows()]
    others = write_rows(tmp_path / "others.jsonl", [*rows, {"doc": "unknown", "quotes": []}])
    joined = list(join_texts(others, texts_from=[mini]))
    assert [item.attributions for item in joined if isinstance(item, GoldArticle)] == [
        article.attributions for article in articles(mini)
    ]
    assert {item.annotator for item in joined if isinstance(item, GoldArticle)} == {"4e07"}
    assert [item.reason for item in joined if isinstance(item, SkippedRow)] == [RowReason.MISSING_TEXT]
    assert reasons(others) == {"missing_text": len(rows) + 1}


@pytest.mark.parametrize("suffix", [".ann", ".txt", ".conll"])
def test_formats_agree(mini: Path, suffix: str) -> None:
    """The same article as brat standoff and as columns gives the same record as the gold line."""
    wanted = next(article for article in articles(mini) if article.doc == FIRE)
    [found] = articles(FORMATS / f"{FIRE}{suffix}")
    assert (found.doc, found.text, found.outlet) == (wanted.doc, wanted.text, wanted.outlet)
    assert words(found) == words(wanted)


def test_folders_are_read_whole(mini: Path, tmp_path: Path) -> None:
    """A folder gives all that is corpus in it, and neither texts, nor silver, nor what else lies there."""
    write_rows(tmp_path / "mini.corenlp.jsonl", mini_silver_rows())
    write(tmp_path, "README.md", "# A corpus\n")
    write(tmp_path, "brat/one.txt", TEXT)
    write(tmp_path, "brat/one.ann", "")
    write(tmp_path, "notes.txt", "nothing in columns\n")
    assert [article.doc for article in articles(tmp_path)] == ["one", *(row["doc"] for row in mini_rows())]
    assert mini.is_file()


SPLIT = ([TEXT[11:26], TEXT[37:44]], ["said"], ["Ada"])
BOB = (["Rain fell"], ["disagreed"], ["Bob"])
T_LINES = (
    "T1\tCONTENT 11 26;37 44\t“It will stop,” “Soon.”\nT2\tcue 31 35\tsaid\nT3\tSource 27 30\tAda\n"
    "T4\tContent 0 9\tRain fell\nT5\tCue 49 58\tdisagreed\nT6\tSource 45 48\tBob\n"
)


TIES = {
    "events": "E1\tCue:T2 Content:T1 Source:T3\nE2\tCue:T5 Content:T4 Source:T6\n",
    "relations": "R1\tCue-Content Arg1:T2 Arg2:T1\t\nR2\tCue-Source Arg1:T2 Arg2:T3\t\n"
    "R3\tsaid_by Arg1:T4 Arg2:T6\nR4\tsignals Arg1:T5 Arg2:T4\n",
    "attributes": "A1\tAttribution T1 1\nA2\tAttribution T2 1\nA3\tAttribution T3 1\n"
    "A4\tAttribution T4 2\nA5\tAttribution T5 2\nA6\tAttribution T6 2\nA7\tForm T4 indirect\n#1\tNote T1\thm\n",
}


@pytest.mark.parametrize("name", TIES)
def test_brat_ties(tmp_path: Path, name: str) -> None:
    """Events, relations in either direction, and shared attributes tie what belongs to one attribution."""
    write(tmp_path, "a.txt", TEXT)
    [article] = articles(write(tmp_path, "a.ann", T_LINES + TIES[name]))
    assert sorted(words(article)) == sorted([SPLIT, BOB])


def test_brat_shares_sources(tmp_path: Path) -> None:
    """Two attributions may share a source, and stay two."""
    write(tmp_path, "a.txt", TEXT)
    ties = "R1\tx Arg1:T1 Arg2:T2\nR2\tx Arg1:T2 Arg2:T3\nR3\tx Arg1:T4 Arg2:T5\nR4\tx Arg1:T5 Arg2:T3\n"
    [article] = articles(write(tmp_path, "a.ann", T_LINES + ties))
    assert [sources for _, _, sources in words(article)] == [["Ada"], ["Ada"]]


def test_brat_of_several_annotators(tmp_path: Path) -> None:
    """Where texts and annotations lie in folders of their own, the file's name ends with the annotator."""
    write(tmp_path, "text/daily_2025-01-01_rain.txt", TEXT)
    for annotator in ("4b22", "4e07"):
        write(tmp_path, f"attributions/daily_2025-01-01_rain_{annotator}.ann", T_LINES)
    found = articles(tmp_path)
    assert [(a.doc, a.annotator, a.outlet) for a in found] == [
        ("daily_2025-01-01_rain", "4b22", "daily"),
        ("daily_2025-01-01_rain", "4e07", "daily"),
    ]
    assert [len(a.attributions) for a in found] == [2, 2]


@pytest.mark.parametrize(
    ("lines", "counted"),
    [
        ("T7\tPerson 27 30\tAda\n", {"unknown_label": 1}),
        ("T7\tContent 0 999\tRain\n", {"span_outside": 1}),
        ("T7\tContent 9 10\t.\n", {"no_content": 1}),
        ("E1\tCue:T2 Source:T3\n", {"no_content": 1}),
        ("what is this\n", {"invalid": 1}),
    ],
)
def test_bad_brat_is_counted(tmp_path: Path, lines: str, counted: dict[str, int]) -> None:
    """What brat annotations hold besides attributions, or hold wrongly, is counted by reason."""
    write(tmp_path, "a.txt", TEXT)
    assert reasons(write(tmp_path, "a.ann", T_LINES + lines)) == counted


def test_brat_without_text_is_counted(tmp_path: Path) -> None:
    """Annotations without their text are skipped, unless the text is given."""
    path = write(tmp_path, "a.ann", T_LINES)
    assert reasons(path) == {"missing_text": 1}
    assert articles(path, texts={"a": TEXT})[0].text == TEXT


COLUMNS = {
    "one column an attribution": "Rain B-content O\nfell I-content O\n, O O\nBob B-source O\nsaid B-cue B-source\n",
    "numbers": "1\tRain\tB-content-1\n2\tfell\tI-content-1\n3\t,\t_\n4\tBob\tB-source-1\n5\tsaid\tB-cue-1|B-source-2\n",
    "header": "label token\nB-content-1 Rain\nI-content-1 fell\nO ,\nS-SOURCE-1 Bob\nU-CUE-1|S-SOURCE-2 said\n",
}


@pytest.mark.parametrize("name", COLUMNS)
def test_columns(tmp_path: Path, name: str) -> None:
    """Labels tie by their number, else by column and sentence; tokens without offsets are joined with spaces."""
    read = list(read_corpus(write(tmp_path, "x.txt", COLUMNS[name])))
    article = read[-1]
    assert isinstance(article, GoldArticle)
    assert article.text == "Rain fell , Bob said"
    assert words(article) == [(["Rain fell"], ["said"], ["Bob"])]
    # The second attribution has a source and nothing else.
    assert [item.reason for item in read[:-1] if isinstance(item, SkippedRow)] == ["no_content"]


def test_columns_of_several_documents(tmp_path: Path) -> None:
    """Documents begin where a line says so, sentences end at blank lines, and offsets are kept."""
    lines = (
        "# newdoc id = nyt_2016-01-01_a\nYes 0 3 B-content\nsaid 5 9 B-cue\n\nNo 12 14 B-content\n\n"
        "#begin document (b); part 000\nNo 0 2 B-content\n#end document\n-DOCSTART- -X- O O\n\nOh 0 2 B-content\n"
    )
    one, two, three = articles(write(tmp_path, "x.conll", lines))
    assert (one.doc, one.outlet, one.text) == ("nyt_2016-01-01_a", "nyt", "Yes  said   No")
    assert words(one) == [(["Yes"], ["said"], []), (["No"], [], [])]
    assert (two.doc, three.doc) == ("b", "x-10")


def test_columns_keep_the_published_text(tmp_path: Path) -> None:
    """A text beside the columns is used if the offsets fit it, and what it has between the tokens is kept."""
    write(tmp_path, "x.txt", "Yes\r\nhe said")
    [fits] = articles(write(tmp_path, "x.conll", "Yes 0 3 B-content\nhe 5 7 B-source\nsaid 8 12 B-cue\n"))
    assert fits.text == "Yes\r\nhe said"
    [misses] = articles(write(tmp_path, "x.conll", "Yes 1 4 B-content\nhe 5 7 B-source\nsaid 8 12 B-cue\n"))
    assert misses.text == " Yes he said"


@pytest.mark.parametrize("numbers", ["1000000000 1000000003", "9 12"], ids=["endless", "backwards"])
def test_numbers_that_are_no_offsets(tmp_path: Path, numbers: str) -> None:
    """Numbers that no article reaches, or that go backwards, are no offsets, and make no text of that length."""
    [article] = articles(write(tmp_path, "x.conll", f"Yes {numbers} B-content\nhe 4 6 B-source\n"))
    assert article.text == "Yes he"


@pytest.mark.parametrize(
    ("lines", "counted"),
    [
        ("Yes B-content\nhe B-addressee\n", {"unknown_label": 1}),
        ("Yes B-content\nhe B-source O\n", {"invalid": 1}),
        ("Yes\tB-content\n\tB-source\n", {"invalid": 1}),
        ("Yes B-content\nhe B-cue\nso O\nsaid B-cue\n", {"unlinked": 1}),
        (". B-content\nhe B-source\n", {"no_content": 1}),
    ],
)
def test_bad_columns_are_counted(tmp_path: Path, lines: str, counted: dict[str, int]) -> None:
    """Labels that nobody knows, ragged lines and attributions that cannot be told apart are counted by reason."""
    assert reasons(write(tmp_path, "x.conll", lines)) == counted


def test_blank_brat_is_an_article(tmp_path: Path) -> None:
    """An article in which nobody is quoted has annotations of nothing, and is no mistake."""
    write(tmp_path, "a.txt", TEXT)
    assert articles(write(tmp_path, "a.ann", "\n"))[0].attributions == ()


PIECES = st.sampled_from([
    "{", "}", '"doc": "d", ', '"text": "ab", ', '"quotes": [', "]", "null", "[0, 1]", "\n", "\n\n", "\t", " ", "|",
    "T1", "T2", "E1", "R1", "A1", "*", "#", "Content", "Cue", "Source", "Cue:T2", "Content:T1", "Arg1:T1", "Arg2:T2",
    "0 2", "3 9;5 6", "9" * 20, "B-content", "I-cue-2", "S-source", "O", "_", "-DOCSTART-", "# newdoc id =",
    "# columns = token", "token", "start", "“", "\xed\xa0", "\0",
])  # fmt: skip


@given(st.lists(PIECES, max_size=40).map("".join), st.sampled_from(["x.jsonl", "x.ann", "x.conll", "x.txt"]))
def test_nothing_stops_the_reading(tmp_path_factory: pytest.TempPathFactory, text: str, name: str) -> None:
    """Whatever stands in a file, it is read or skipped, and what is read points into its text."""
    folder = tmp_path_factory.mktemp("any")
    write(folder, "x.txt", TEXT)
    for item in read_corpus(write(folder, name, text)):
        if isinstance(item, GoldArticle):
            assert all(said for parts in words(item) for part in parts for said in part)


def test_no_corpus_is_counted(tmp_path: Path) -> None:
    """A file of another format, and one that is not there, are skipped and not raised."""
    assert reasons(write(tmp_path, "x.md", "# Notes\n")) == {"unknown_format": 1}
    assert reasons(tmp_path / "nowhere.jsonl") == {"unreadable": 1}
    assert [type(item) for item in read_silver(tmp_path / "nowhere.jsonl")] == [SkippedRow]


def test_silver_is_read(tmp_path: Path) -> None:
    """A line of silver annotations has sentences, tokens, names and clusters; a bad one is counted."""
    row = {
        "doc": "d",
        "sentences": [[0, 9]],
        "tokens": [[0, 4, "NN"]],
        "entities": [[0, 4, "MISC"]],
        "clusters": [[[0, 4, 2]]],
    }
    path = write_rows(tmp_path / "x.jsonl", [row, {"doc": "d"}, row | {"sentences": [[4, 1]]}])
    read = list(read_silver(path))
    assert [type(item) for item in read] == [SilverArticle, SkippedRow, SkippedRow]
    found = read[0]
    assert isinstance(found, SilverArticle)
    assert (found.sentences, found.tokens[0].tag) == ((Span(0, 9),), "NN")
    assert (found.entities[0].label, found.clusters[0][0].head) == ("MISC", 2)


def test_records_are_values() -> None:
    """Two attributions with the same spans are equal."""
    assert GoldAttribution(content=(Span(0, 1),)) == GoldAttribution(content=(Span(0, 1),))
