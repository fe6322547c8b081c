"""Gold articles as labels of words, cut into windows and put into batches."""

from pathlib import Path

import numpy as np
import pytest
from minicorpus import mini_rows, mini_silver_rows, write_rows
from minimodel import mini_start

from provenance.nlp.encoder.features import Pieces, Shape, State
from provenance.nlp.encoder.labels import NAMES, ROLES, TAGS
from provenance.nlp.sentences import read_doc
from provenance.nlp.tokens import build_language
from provenance.training.augment import Chances, augment, join
from provenance.training.batches import Window, build_batches, build_roles, cut_windows
from provenance.training.corpora import GoldArticle, SilverArticle, read_corpus, read_silver
from provenance.training.examples import UNLABELLED, Example, build_example
from provenance.training.pretrained import load_tokenizer

NLP = build_language()
ENDS = (3, 4)


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> list[GoldArticle]:
    path = tmp_path_factory.mktemp("gold") / "mini.gold.jsonl"
    write_rows(path, mini_rows())
    return [article for article in read_corpus(path) if isinstance(article, GoldArticle)]


@pytest.fixture(scope="module")
def pieces(tmp_path_factory: pytest.TempPathFactory) -> Pieces:
    return Pieces(load_tokenizer(mini_start(tmp_path_factory.mktemp("start")).tokenizer))


@pytest.fixture(scope="module")
def examples(articles: list[GoldArticle], pieces: Pieces) -> list[Example]:
    return [build_example(article, NLP, pieces) for article in articles]


def cut(examples: list[Example], *, longest: int, seed: int = 0) -> list[Window]:
    random = np.random.default_rng(seed)
    return [w for e in examples for w in cut_windows(e, e.features, room=(longest // 3, longest), random=random)]


def test_labels_are_the_gold(articles: list[GoldArticle], examples: list[Example]) -> None:
    """Read back from its labels, every attribution has the content, cue and source of the gold."""
    for article, example in zip(articles, examples, strict=True):
        reading = read_doc(NLP(article.text))
        by_cue = {a.cue[0].start: a for a in article.attributions if a.cue}
        for cue, roles in zip(example.cues, example.roles, strict=True):
            gold = by_cue[reading.span(cue).start]
            for name, spans in (("CONTENT", gold.content), ("SOURCE", gold.source)):
                words = [n for n, role in enumerate(roles) if ROLES[role][2:] == name]
                labelled = " ".join(reading.words[n] for n in words)
                annotated = " ".join(NLP(span.text_in(article.text)).text for span in spans)
                assert labelled.replace(" ", "") == annotated.replace(" ", "").replace("\n", "")


def test_every_cue_is_tagged(examples: list[Example]) -> None:
    """The tags of all attributions together begin a cue just where a cue begins."""
    for example in examples:
        assert [n for n, tag in enumerate(example.tags) if TAGS[tag] == "B-CUE"] == [cue[0] for cue in example.cues]


def test_names(articles: list[GoldArticle], pieces: Pieces, tmp_path: Path) -> None:
    """Names come from silver annotations; without these their labels are unknown."""
    path = tmp_path / "mini.corenlp.jsonl"
    write_rows(path, mini_silver_rows())
    silver = {item.doc: item for item in read_silver(path) if isinstance(item, SilverArticle)}
    article = articles[0]
    example = build_example(article, NLP, pieces, silver=silver[article.doc])
    assert {NAMES[n].partition("-")[2] for n in example.names} >= {"", "PERSON"}
    assert set(build_example(article, NLP, pieces).names.tolist()) == {UNLABELLED}


@pytest.mark.parametrize("longest", [12, 40, 96, 10_000])
def test_windows_cover_all(examples: list[Example], longest: int) -> None:
    """Windows follow one another without gap or overlap, and none is longer than asked."""
    for example in examples:
        windows = cut([example], longest=longest)
        assert [w.words[0] for w in windows] == [0, *(w.words[1] for w in windows[:-1])]
        assert windows[-1].words[1] == len(example.tags)
        assert all(w.pieces <= longest or w.words[1] - w.words[0] == 1 for w in windows)


def test_cut_labels_begin(examples: list[Example]) -> None:
    """What was cut in two begins anew in the second window, and every cue is in just one."""
    windows = cut(examples, longest=30)
    assert all(w.tags[0] == 0 or TAGS[w.tags[0]].startswith("B-") for w in windows)
    assert all(ROLES[row[0]][:1] in "OB" for w in windows for row in w.roles)
    assert sum(len(w.cues) for w in windows) == sum(len(e.cues) for e in examples)


def test_seed_moves_cuts(examples: list[Example]) -> None:
    """Another seed cuts elsewhere, the same seed does not."""
    words = [[w.words for w in cut(examples, longest=40, seed=seed)] for seed in (1, 1, 2)]
    assert words[0] == words[1] != words[2]


def test_batches_hold_each_window_once(examples: list[Example]) -> None:
    """An epoch has every window once; what fills a batch up is masked and teaches nothing."""
    windows = cut(examples, longest=60)
    batches = list(build_batches(windows, pieces=200, ends=ENDS, random=np.random.default_rng(0)))
    assert sorted(id(w) for b in batches for w in b.made_of) == sorted(map(id, windows))
    for batch in batches:
        assert batch.windows.pieces.numel() <= 200 or len(batch.made_of) == 1
        for row, window in enumerate(batch.made_of):
            size = window.words[1] - window.words[0]
            assert batch.windows.mask[row].sum() == window.pieces
            assert (batch.tags[row, size:] == UNLABELLED).all()
            assert batch.tags[row, :size].tolist() == window.tags.tolist()
            assert batch.windows.pieces[row, 0] == ENDS[0]
            assert batch.windows.pieces[row, window.pieces - 1] == ENDS[1]


def test_false_cues_have_no_roles(examples: list[Example]) -> None:
    """A word that is no cue teaches that nothing hangs on it."""
    batch = next(iter(build_batches(cut(examples, longest=96), pieces=96, ends=ENDS, random=np.random.default_rng(0))))
    size = batch.made_of[0].words[1] - batch.made_of[0].words[0]
    roles = build_roles(batch, [(0, (1, 2))], [-1])
    assert set(roles[0, :size].tolist()) == {0}


NEVER = Chances(no_marks=0, lost_marks=0, no_breaks=0, capitals=0, headline=0, masked=0)


@pytest.mark.parametrize(
    ("chance", "field", "values"),
    [
        ("no_marks", "state", {State.OUTSIDE}),
        ("lost_marks", "state", {State.OUTSIDE}),
        ("no_breaks", "breaks", {0}),
        ("capitals", "shape", {Shape.CASELESS, Shape.SIGN, Shape.DIGIT}),
        ("headline", "shape", {Shape.TITLE, Shape.SIGN, Shape.DIGIT}),
        ("masked", "pieces", {99}),
    ],
)
def test_changes(examples: list[Example], chance: str, field: str, values: set[int]) -> None:
    """What happens always leaves nothing as it was in its field, and all else untouched."""
    before = examples[0].features
    always = Chances(**{name: float(name == chance) for name in Chances.__slots__})
    after = augment(before, always, mask=99, random=np.random.default_rng(0))
    assert set(getattr(after, field).tolist()) <= values
    for name in ("pieces", "first", "shape", "state", "breaks", "sentence", "paragraph"):
        assert name == field or (getattr(before, name) == getattr(after, name)).all()


def test_no_change(examples: list[Example]) -> None:
    """What happens never changes nothing."""
    before = examples[0].features
    after = augment(before, NEVER, mask=99, random=np.random.default_rng(0))
    assert all((getattr(before, name) == getattr(after, name)).all() for name in ("pieces", "shape", "state", "breaks"))


def test_joined_articles_keep_their_labels(examples: list[Example]) -> None:
    """An article that runs on into a stranger is one with the words, labels, cues and ends of both, in their order."""
    random = np.random.default_rng(0)
    assert list(join(examples, Chances(), random=random)) == examples
    (joined,) = join(examples, Chances(joined=1), random=random)
    assert joined.tags.tolist() == [tag for e in examples for tag in e.tags]
    assert joined.features.pieces.tolist() == [piece for e in examples for piece in e.features.pieces]
    assert np.diff(joined.features.first).tolist() == [size for e in examples for size in np.diff(e.features.first)]
    assert (np.diff(joined.features.sentence) >= 0).all()
    alone = [w for e in examples for w in cut([e], longest=10_000)]
    roles = [row[row > 0].tolist() for w in alone for row in w.roles]
    assert [row[row > 0].tolist() for row in joined.roles] == roles
    for start, end in joined.cues:
        assert TAGS[joined.tags[start]] == "B-CUE"
        assert end > start
