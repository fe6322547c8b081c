"""Dispatch: every input finds its reader, and no input stops the others."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from provenance.core.records import Article
from provenance.errors import InvalidRecord, PluginError, UnknownFormat
from provenance.plugins import build_manager, hookimpl, manager
from provenance.readers.dispatch import load_readers, read_inputs
from provenance.readers.records import Reader, Skipped, SkipReason, Source

RECORD = b'{"id": "a", "text": "He said it."}\n'


@dataclass(frozen=True, kw_only=True)
class Shouting:
    """A reader as somebody else would write one: it takes what is in capitals."""

    name: str = "shouting"
    score: object = 0.4
    items: object = None

    def sniff(self, head: bytes, name: str) -> float:
        del name
        if isinstance(self.score, Exception):
            raise self.score
        return self.score if head.isupper() else 0  # type: ignore[return-value]

    def read_source(self, source: Source) -> Iterator[Article | Skipped]:
        text = source.stream.read().decode()
        yield Article(locator=source.locator, text=text.lower(), raw_sha256="", reader=self.name, path=source.path)
        if isinstance(self.items, Exception):
            raise self.items
        if self.items:
            yield self.items  # type: ignore[misc]


class Plugin:
    """A plugin that gives whatever it is told to."""

    def __init__(self, given: object) -> None:
        self.given = given

    @hookimpl
    def provenance_readers(self) -> object:
        if isinstance(self.given, Exception):
            raise self.given
        return self.given


def register(given: object) -> Iterator[None]:
    plugin = Plugin(given)
    manager().register(plugin, name="loud")
    yield
    manager().unregister(plugin)


@pytest.fixture
def reader(request: pytest.FixtureRequest) -> Iterator[None]:
    """A reader of a plugin, registered by hand."""
    yield from register([request.param])


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A text in capitals, a record and a text."""
    monkeypatch.chdir(tmp_path)
    for name, raw in {"a.txt": b"HE SAID IT.", "b.txt": RECORD, "c.txt": b"He said it."}.items():
        (tmp_path / name).write_bytes(raw)
    return ["a.txt", "b.txt", "c.txt"]


def test_content_decides_and_not_the_name(files: list[str]) -> None:
    """A record in a file called text is read as a record."""
    assert [article.reader for article in read_inputs(files) if isinstance(article, Article)] == [
        "text",
        "jsonl",
        "text",
    ]


def test_the_user_has_the_last_word(files: list[str]) -> None:
    """A named reader reads everything, whatever it looks like."""
    (article,) = read_inputs(["b.txt"], reader="text")
    assert isinstance(article, Article)
    assert article.text == RECORD.decode()
    assert [item.reason for item in read_inputs(files, reader="jsonl") if isinstance(item, Skipped)] == [
        SkipReason.INVALID_RECORD,
        SkipReason.INVALID_RECORD,
    ]


def test_an_unknown_reader_is_refused_at_once() -> None:
    """A misspelt reader is refused before anything is read, with the names that there are."""
    with pytest.raises(UnknownFormat, match="there is no reader 'txt'") as caught:
        read_inputs(["a.txt"], reader="txt")
    assert caught.value.hint == f"the readers are {', '.join(sorted(load_readers()))}"


def test_the_built_in_readers_are_named() -> None:
    """The readers that come with the package are there under their names."""
    assert {"jsonl", "text"} < set(load_readers())


def test_seeds_have_the_same_address_wherever_they_lie(tmp_path: Path) -> None:
    """Articles read from an installed package have the addresses that they have in a checkout."""
    (tmp_path / "seeds" / "articles").mkdir(parents=True)
    (tmp_path / "seeds" / "articles" / "x.txt").write_text("He said it.")
    (article,) = read_inputs([str(tmp_path / "seeds" / "articles")], base=tmp_path)
    assert article.locator == "seeds/articles/x.txt"


def test_a_defect_of_the_disk_stops_one_input(files: list[str]) -> None:
    """What cannot be read to its end is reported, and the next input is read."""

    class Broken(io.BytesIO):
        def read(self, _size: int | None = -1) -> bytes:
            raise OSError(5, "Input/output error")

    skipped, article = read_inputs(["-", files[2]], stdin=Broken())
    assert isinstance(skipped, Skipped)
    assert (skipped.locator, skipped.reason) == ("stdin", SkipReason.UNREADABLE)
    assert skipped.message == "standard input cannot be read: Input/output error"
    assert isinstance(article, Article)


@pytest.mark.parametrize("reader", [Shouting()], indirect=True)
@pytest.mark.usefixtures("reader")
def test_a_plugin_reads_what_is_its_own(files: list[str]) -> None:
    """A reader of a plugin is asked like the others, and takes what it is surer of."""
    assert "shouting" in load_readers()
    articles = [item for item in read_inputs(files) if isinstance(item, Article)]
    assert [article.reader for article in articles] == ["shouting", "jsonl", "text"]
    assert articles[0].text == "he said it."


@pytest.mark.parametrize("reader", [Shouting(score=0.1)], indirect=True)
@pytest.mark.usefixtures("reader")
def test_a_plugin_wins_a_tie(files: list[str]) -> None:
    """Of two readers as sure of an input, the one that was installed on purpose reads it."""
    first, *_ = read_inputs(files)
    assert isinstance(first, Article)
    assert first.reader == "shouting"


@pytest.mark.parametrize(
    ("reader", "words"),
    [
        (Shouting(score=KeyError("x")), "the plugin loud failed to sniff a.txt: KeyError: 'x'"),
        (Shouting(score="sure"), "the plugin loud answered 'sure' when asked how sure it is of a.txt"),
        (Shouting(score=7), "the plugin loud answered 7 when asked how sure it is of a.txt"),
    ],
    indirect=["reader"],
)
@pytest.mark.usefixtures("reader")
def test_a_plugin_that_cannot_sniff_is_named(files: list[str], words: str) -> None:
    """A plugin that breaks when it is asked stops the input in question, and is named."""
    first, *_ = read_inputs(files)
    assert isinstance(first, Skipped)
    assert (first.reason, first.message, first.locator) == (SkipReason.PLUGIN, words, "a.txt")


@pytest.mark.parametrize(
    ("reader", "reason", "words"),
    [
        (Shouting(items=ValueError("x")), SkipReason.PLUGIN, "the plugin loud failed to read a.txt: ValueError: x"),
        (Shouting(items="text"), SkipReason.PLUGIN, "the plugin loud read a.txt and gave what is no article: 'text'"),
        (Shouting(items=InvalidRecord("page 3 is torn")), SkipReason.INVALID_RECORD, "page 3 is torn"),
    ],
    indirect=["reader"],
)
@pytest.mark.usefixtures("reader")
def test_a_plugin_that_breaks_off_stops_one_input(files: list[str], reason: SkipReason, words: str) -> None:
    """What a plugin read before it broke is kept, the break is reported, and the rest goes on."""
    article, skipped, *others = read_inputs(files)
    assert isinstance(article, Article)
    assert isinstance(skipped, Skipped)
    assert (skipped.reason, skipped.message) == (reason, words)
    assert [type(item) for item in others] == [Article, Article]


@pytest.mark.parametrize("given", ["text", 7, [Shouting(), None], [Shouting], [object()], [Shouting(name=7)]])  # type: ignore[arg-type]
def test_what_is_no_reader_is_refused(given: object) -> None:
    """A plugin that gives something else than readers is named before anything is read."""
    plugins = build_manager()
    plugins.register(Plugin(given), name="loud")
    with pytest.raises(PluginError, match="the plugin loud gave what is no reader"):
        load_readers(plugins)


def test_two_readers_of_one_name_are_refused() -> None:
    """A plugin cannot take the place of another's reader unseen."""
    plugins = build_manager()
    plugins.register(Plugin([Shouting(name="text")]), name="loud")
    with pytest.raises(PluginError, match=r"provenance\.readers\.text and loud both call a reader text"):
        load_readers(plugins)


def test_a_plugin_may_give_one_reader_or_none() -> None:
    """A plugin with a single reader need not put it into a list, and one with none gives nothing."""
    plugins = build_manager()
    plugins.register(Plugin(Shouting()), name="loud")
    plugins.register(Plugin(None), name="silent")
    assert list(load_readers(plugins)) == [*load_readers(build_manager()), "shouting"]


def test_the_example_keeps_the_contract() -> None:
    """The reader of these tests is a reader by its methods alone."""
    assert isinstance(Shouting(), Reader)


def test_a_named_reader_says_what_it_was_given(tmp_path: Path) -> None:
    """A binary given to a reader of lines is refused once by its name, and not line by line."""
    (tmp_path / "a.png").write_bytes(b"\x89PNG\r\n\x1a\n\n\n\n")
    (skipped,) = read_inputs([str(tmp_path / "a.png")], reader="jsonl")
    assert isinstance(skipped, Skipped)
    assert skipped.reason == SkipReason.BINARY
    assert skipped.message.endswith("a.png is a PNG image, not JSON Lines")
