"""How text is cut into tokens: spaCy's English tokenizer, with quotation marks and dashes always on their own.

Owns the tokenizer. Hyphenated words stay whole ("Jong-un", "state-controlled"), since names and titles hold hyphens.
"""

import spacy
from spacy.language import Language
from spacy.tokenizer import Tokenizer
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

_MARKS = r"""(?:["“”„‟«»‹›「」『』＂]|``|'')"""
_INFIXES = (
    r"\.\.+",
    "…",
    "—|–|--+|―",
    _MARKS,
    r"(?<=[a-z])[.!?](?=[A-Z“\"])",
    r"(?<=[\w\]])[,;:?!](?=[^\W\d])",
    r"/",
    r"[()\[\]]",
)


def build_language() -> Language:
    """Build an English pipeline without components, with our tokenizer."""
    nlp = spacy.blank("en")
    defaults = nlp.Defaults
    nlp.tokenizer = Tokenizer(
        nlp.vocab,
        rules=defaults.tokenizer_exceptions,
        # Ours first: spaCy's own would cut `` in two.
        prefix_search=compile_prefix_regex([_MARKS, *(defaults.prefixes or ())]).search,
        suffix_search=compile_suffix_regex([_MARKS, *(defaults.suffixes or ())]).search,
        infix_finditer=compile_infix_regex(_INFIXES).finditer,
        token_match=defaults.token_match,
        url_match=defaults.url_match,
    )
    return nlp
