"""What kind of words a gold source is: rough, from its words alone, so that figures can be told by kind."""

import re
from enum import StrEnum

from provenance.training.metrics.matching import Gold

_WORD = re.compile(r"[\w’']+")
_PRONOUNS = """
    i you he she it we they me him her us them this that these those who whom whose which one ones others another
    himself herself itself themselves myself ourselves everyone everybody someone somebody anyone anybody nobody none
    many some few several both all most neither either
"""
_DETERMINERS = """
    a an the this that these those my your his her its our their some any no every each both all many most several few
    more another other two three four five six seven eight nine ten dozens hundreds thousands
"""
_IS_PRONOUN = frozenset(_PRONOUNS.split())
_IS_DETERMINER = frozenset(_DETERMINERS.split())


class SourceKind(StrEnum):
    """What the words of a source are.

    `NAME`: a name, with a title or not, mostly of a person. `PRONOUN`: nothing but pronouns ("he", "who"). `PHRASE`:
    other words, mostly of a body, a group or somebody unnamed ("the ministry", "several dockers"). `NONE`: no words.
    """

    NAME = "name"
    PRONOUN = "pronoun"
    PHRASE = "phrase"
    NONE = "none"


def judge_source(gold: Gold, *, text: str) -> SourceKind:
    """Say what kind of words the gold source is.

    A phrase that begins with an article or a number is no name; one with a capital is, unless the article writes the
    word in small letters too ("Doctors" at the head of a sentence).
    """
    words = [word for span in gold.attribution.source for word in _WORD.findall(span.text_in(text))]
    if not words:
        return SourceKind.NONE
    lower = [word.casefold() for word in words]
    if _IS_PRONOUN.issuperset(lower):
        return SourceKind.PRONOUN
    if lower[0] in _IS_DETERMINER:
        return SourceKind.PHRASE
    capitals = [word for word in words if word[0].isupper()]
    is_name = any(not re.search(rf"\b{re.escape(word.lower())}\b", text) for word in capitals)
    return SourceKind.NAME if is_name else SourceKind.PHRASE
