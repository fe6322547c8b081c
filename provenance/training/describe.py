"""What a card says that is no figure: the corpora and their licences, what the model is for, and where it ends."""

from collections.abc import Iterator, Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

from provenance.nlp.encoder.card import digest_file

ABOUT = (
    "Finds who said what in English news: the content, cue and source of each attribution, and names by type. "
    "MiniLM-L6-H384 (Wang et al. 2020, Apache-2.0) with heads of our own, quantised to int8."
)
LIMITS = (
    "Trained on US political news of 2016: other subjects, countries and kinds of text are less certain.",
    "Only English. Poems, plays, chats and transcripts without names are not what it was trained on.",
    "Attributions inside the words of another are found by rules alone, and only those in marks of their own.",
    "Names by type follow another program's output, which has errors of its own.",
    "Scores are calibrated on the articles that it was tuned on; on other texts they say less.",
)
_CORPORA: Mapping[str, str] = {
    "polnear": "PolNeAR 1.0 (Newell, Margolin and Ruths, LREC 2018), attributions by trained annotators; the texts are "
    "their publishers', and no part of this package. Names by Stanford CoreNLP, as published with it.",
}


def describe(corpora: Path, *, made_at: str, commit: str | None) -> dict[str, Any]:
    """Describe what a model was trained on, and with what.

    Args:
        corpora: The folder of corpora.
        made_at: When, in UTC.
        commit: Of the checkout that trained it; None where it was none.
    """
    return {
        "about": ABOUT,
        "language": "en",
        "licence": "Apache-2.0",
        "made_at": made_at,
        "commit": commit,
        "made_with": {name: version(name) for name in ("quote-provenance", "torch", "onnx", "spacy")},
        "corpora": list(_corpora(corpora)),
        "limits": list(LIMITS),
    }


def _corpora(folder: Path) -> Iterator[dict[str, Any]]:
    """Name the folders that something was read from, and the digests of their files."""
    files = sorted(
        {*folder.rglob("train*.gold.jsonl"), *folder.rglob("dev*.gold.jsonl"), *folder.rglob("*.corenlp.jsonl")}
    )
    for parent in sorted({file.parent for file in files}):
        yield {
            "name": parent.name,
            "about": _CORPORA.get(parent.name, "licence and origin not known"),
            "files": {file.name: digest_file(file) for file in files if file.parent == parent},
        }
