"""The trained model as a spaCy component: `pv_quotes_v1`.

Owns the way between the detector and span groups. Stands where `pv_rules_v1` stands, and is read by `pv_chains_v1`.
"""

import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc
from spacy.tokens import Span as DocSpan

from provenance.nlp.contents import Attribution, find_attributions, find_scare
from provenance.nlp.encoder.card import CARD, FILES
from provenance.nlp.encoder.detector import Detector, load_detector
from provenance.nlp.encoder.settling import BY_RULE, settle_quotations
from provenance.nlp.marks import find_rejected
from provenance.nlp.nested import find_nested
from provenance.nlp.sentences import read_doc
from provenance.nlp.writing import token_range, write_attributions, write_rejected
from provenance.resources import DEFAULT_MODEL, resource_path


class QuotesModel:
    """Finds contents, cues, sources, names and rejected marks with trained weights."""

    def __init__(self, folder: Path) -> None:
        """Take the folder of a model, which is loaded when it is first needed."""
        self.folder = folder
        self._detector: Detector | None = None

    def load(self) -> Detector:
        """Load the model, if it is not.

        Raises:
            ModelNotFound: No model stands in the folder.
            ModelMismatch: It is damaged, or made for another version.
        """
        if self._detector is None:
            self._detector = load_detector(self.folder)
        return self._detector

    def __call__(self, doc: Doc) -> Doc:
        """Write `pv_content`, `pv_cue`, `pv_source` and `pv_rejected`, and names into the doc's entities."""
        reading = read_doc(doc)
        found = self.load().find(reading)
        rejected = find_rejected(reading)
        attributions = [
            (Attribution(contents=c.contents, cue=c.cue, source=c.source), score) for c, score in found.attributions
        ]
        reports = find_attributions(reading, rejected=frozenset(rejected))
        attributions = list(settle_quotations(reading, attributions, reports))
        nested = find_nested(reading, [attribution for attribution, _ in attributions], reports)
        attributions += [(attribution, BY_RULE) for attribution in nested]
        write_attributions(reading, sorted(attributions, key=lambda item: item[0].contents))
        claimed = [content for attribution, _ in attributions for content in attribution.contents]
        rejected |= find_scare(reading, claimed, rejected)
        write_rejected(reading, rejected)
        doc.ents = [DocSpan(doc, *token_range(reading, name.words), label=name.label) for name in found.names]
        return doc

    def __reduce__(self) -> tuple[Any, ...]:
        """Let another process load the weights anew: what runs them cannot be copied."""
        return QuotesModel, (self.folder,)

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:  # noqa: ARG002 - spaCy's signature
        """Write the weights and their card into a folder."""
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        for name in (CARD, *FILES):
            shutil.copyfile(self.folder / name, folder / name)

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> "QuotesModel":  # noqa: ARG002
        """Take the weights that stand in a folder."""
        self.folder, self._detector = Path(path), None
        return self


# spaCy's declarations know no single groups: what each component reads and writes stands in its docstring.
@Language.factory("pv_quotes_v1", default_config={"weights": None}, assigns=["doc.spans", "doc.ents"])
def build_quotes(nlp: Language, name: str, weights: str | None) -> QuotesModel:  # noqa: ARG001
    """Build the trained model for a spaCy pipeline.

    Args:
        nlp: The pipeline.
        name: The component's name in it.
        weights: Folder of a model; None for the one that ships with the package.
    """
    return QuotesModel(Path(weights) if weights else resource_path(f"nlp/data/{DEFAULT_MODEL}"))
