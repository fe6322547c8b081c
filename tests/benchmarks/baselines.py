"""What others run, to measure against in the same run: a spaCy pipeline with the layers of the small English one.

The weights are untrained: they take as long as trained ones, and nothing has to be downloaded.
"""

import importlib
import sys
from collections.abc import Callable
from contextlib import suppress

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example

_WIDTH, _DEPTH = 96, 4
_ROWS = [5000, 1000, 2500, 2500, 50, 50]
_ATTRIBUTES = ["NORM", "PREFIX", "SUFFIX", "SHAPE", "SPACY", "IS_SPACE"]
# As many labels as the small English pipeline has.
_TAGS, _RELATIONS, _NAMES = 50, 45, 18


def build_small_pipeline() -> Language:
    """Build tok2vec, tagger, parser and ner as en_core_web_sm has them, with random weights."""
    nlp = spacy.blank("en")
    listener = {"@architectures": "spacy.Tok2VecListener.v1", "width": _WIDTH, "upstream": "tok2vec"}
    nlp.add_pipe("tok2vec", config={"model": _tok2vec()})
    tagger = nlp.add_pipe("tagger", config={"model": {"@architectures": "spacy.Tagger.v2", "tok2vec": listener}})
    parser = nlp.add_pipe("parser", config={"model": _transitions(listener, "parser", 64)})
    ner = nlp.add_pipe("ner", config={"model": _transitions(_tok2vec(), "ner", 64)})
    for pipe, label, count in ((tagger, "T{}", _TAGS), (parser, "dep{}", _RELATIONS), (ner, "N{}", _NAMES)):
        for number in range(count):
            pipe.add_label(label.format(number))
    doc = nlp.make_doc("Lavrov said so .")
    tags = [f"T{n}" for n in range(4)]
    facts = {
        "heads": [1, 1, 1, 1],
        "deps": ["dep0", "ROOT", "dep1", "dep2"],
        "tags": tags,
        "entities": ["U-N0", "O", "O", "O"],
    }
    nlp.initialize(lambda: [Example.from_dict(doc, facts)])
    return nlp


def _tok2vec() -> dict[str, object]:
    embed = {
        "@architectures": "spacy.MultiHashEmbed.v2",
        "width": _WIDTH,
        "attrs": _ATTRIBUTES,
        "rows": _ROWS,
        "include_static_vectors": False,
    }
    encode = {
        "@architectures": "spacy.MaxoutWindowEncoder.v2",
        "width": _WIDTH,
        "depth": _DEPTH,
        "window_size": 1,
        "maxout_pieces": 3,
    }
    return {"@architectures": "spacy.Tok2Vec.v2", "embed": embed, "encode": encode}


def _transitions(tok2vec: dict[str, object], state: str, hidden: int) -> dict[str, object]:
    return {
        "@architectures": "spacy.TransitionBasedParser.v2",
        "state_type": state,
        "extra_state_tokens": False,
        "hidden_width": hidden,
        "maxout_pieces": 2,
        "use_upper": True,
        "tok2vec": tok2vec,
    }


def find_textacy() -> Callable[[Doc], object] | None:
    """Return textacy's extractor of direct quotations; None where textacy is not installed."""
    try:
        extract = importlib.import_module("textacy.extract")
    except ImportError:
        sys.stderr.write("textacy is not installed: its extractor is left out\n")
        return None

    def find(doc: Doc) -> object:
        # It refuses a text with an odd number of marks; that costs it nothing, and us no run.
        with suppress(ValueError):
            return list(extract.direct_quotations(doc))
        return []

    return find
