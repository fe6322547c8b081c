"""Who a cue attributes its content to: the noun phrase before it, behind it, or further left.

Owns the extent of sources. Phrases are read off the words around the cue, without a parser: to the left up to what
cannot belong to a subject, to the right up to what ends an inverted one.
"""

from provenance.nlp.lexicon import (
    ADVERBS,
    AUXILIARIES,
    BREAKS,
    CUES,
    DETERMINERS,
    DOCUMENT_HEADS,
    NOUN_LIKE,
    PREPOSITIONS,
    SUBJECT_PRONOUNS,
    SUFFIXES,
    TITLES,
    words,
)
from provenance.nlp.sentences import Reading, Sentence, TokenRange

_LONGEST_PHRASE = 16
_LONGEST_BARE = 6
_LONGEST_APPOSITION = 40
_RIGHT_STOPS = words("right_stops")
_TIMES = words("times")
_NO_ADVERBS = words("no_adverbs")
_DAYS = words("days")


def find_source_left(reading: Reading, sentence: Sentence, cue: int) -> TokenRange | None:
    """Find the subject that stands before a cue.

    Args:
        reading: The article.
        sentence: The sentence of the cue.
        cue: Token of the cue.

    Returns:
        The phrase, or None where the words before the cue are no subject.
    """
    i = _skip_left(reading, sentence, cue - 1)
    if i < sentence.start or reading.region_of[i] >= 0:
        return None
    if reading.words[i] == ",":
        return _before_apposition(reading, sentence, i)
    if reading.words[i] == ")":
        opened = _matching_bracket(reading, sentence, i)
        i = opened - 1 if opened > sentence.start else i
    return _phrase_left(reading, sentence, i)


def _skip_left(reading: Reading, sentence: Sentence, i: int) -> int:
    """Go left over adverbs and auxiliaries: "she has also repeatedly said"."""
    while i >= sentence.start and reading.region_of[i] < 0:
        word = reading.lower[i]
        is_adverb = (
            word in ADVERBS
            or word in _DAYS
            or (word.endswith("ly") and word not in _NO_ADVERBS and not reading.is_name(i))
        )
        is_time = word in _TIMES and i > sentence.start and reading.lower[i - 1] in {"this", "last", "earlier", "that"}
        if not (word in AUXILIARIES or is_adverb or is_time):
            break
        i -= 1 + is_time
    return i


def _matching_bracket(reading: Reading, sentence: Sentence, i: int) -> int:
    while i > sentence.start and reading.words[i] != "(":
        i -= 1
    return i


def _before_apposition(reading: Reading, sentence: Sentence, comma: int) -> TokenRange | None:
    """Find the subject of "Scott Reed, a longtime friend, said": what stands before the comma that answers this one."""
    for i in range(comma - 1, max(sentence.start, comma - _LONGEST_APPOSITION), -1):
        if reading.words[i] != "," or reading.region_of[i] >= 0 or i <= sentence.start:
            continue
        opens = reading.lower[i + 1]
        is_gloss = opens in DETERMINERS | {"who", "whose", "which", "where"} or opens in TITLES or opens.isdigit()
        is_name = all(reading.is_name(k) or reading.words[k] == "." for k in range(i + 1, comma))
        is_gloss = is_gloss or opens.endswith("ing") or is_name
        if is_gloss or (reading.is_name(i - 1) and not reading.is_name(i + 1) and opens not in BREAKS):
            phrase = _phrase_left(reading, sentence, i - 1)
            if phrase:
                return phrase[0], comma
    return None


def _phrase_left(reading: Reading, sentence: Sentence, last: int) -> TokenRange | None:
    """Take the noun phrase that ends at a token, going left until something cannot belong to it."""
    word = reading.lower[last]
    if word in SUBJECT_PRONOUNS:
        return last, last + 1
    if not _is_nominal(reading, last) or word in BREAKS or (word in CUES and not reading.is_name(last)):
        return None
    start = last
    while start > sentence.start and last - start < _LONGEST_PHRASE and _extends_left(reading, start):
        start -= 1
    while start < last and (reading.lower[start] in BREAKS or reading.lower[start] in {"-", "–", "'s", "of", "for"}):
        start += 1
    return start, last + 1


def _extends_left(reading: Reading, start: int) -> bool:
    before = reading.lower[start - 1]
    if reading.region_of[start - 1] >= 0:
        return False
    if before in PREPOSITIONS:
        # "the head of the agency" goes on to the left of "of"; "in Wonsan Kim" does not go on to the left of "in"
        return before in {"of", "for"} and start > 1 and reading.lower[start - 2] not in CUES
    if before == "and":
        return reading.is_name(start) and start > 1 and reading.is_name(start - 2)
    if reading.lower[start] in DETERMINERS and not reading.is_name(start - 1):
        return before in {"of", "for", "all", "both"}
    if before in CUES and before not in NOUN_LIKE and not reading.is_name(start - 1):
        return False
    return before not in BREAKS and (_is_nominal(reading, start - 1) or before in {"'s", "'", "&"})


def _is_nominal(reading: Reading, i: int) -> bool:
    word = reading.lower[i]
    return word[:1].isalnum() and word not in AUXILIARIES and not (word in SUBJECT_PRONOUNS and word != "it")


def find_source_right(reading: Reading, sentence: Sentence, after: int) -> TokenRange | None:
    """Find the phrase that begins after an inverted cue or "according to".

    Args:
        reading: The article.
        sentence: The sentence of the cue.
        after: First token after the cue.

    Returns:
        The phrase with its first apposition, or None where no phrase begins there.
    """
    start = after
    while start < sentence.end and reading.lower[start] in ADVERBS and reading.lower[start] not in DETERMINERS:
        start += 1
    if start >= sentence.end or not (reading.words[start][:1].isalnum() or reading.region_of[start] >= 0):
        return None
    if reading.lower[start] in SUBJECT_PRONOUNS:
        return start, start + 1
    end = start
    while end < sentence.end and not _stops_right(reading, start, end):
        end += 1
    return (start, end) if end > start and _has_nominal(reading, start, end) else None


def _stops_right(reading: Reading, start: int, i: int) -> bool:
    word = reading.lower[i]
    if reading.words[i] in {",", ";", ":", ".", "?", "!", "—", "–", "-", ")", "("} or word in _DAYS:
        nxt = reading.lower[i + 1] if i + 1 < len(reading.lower) else ""
        return not (word == "," and nxt in SUFFIXES) and not (
            word in _DAYS and i + 1 < len(reading.lower) and reading.is_name(i + 1) and i == start
        )
    if i > start and word in {"from", "by", "of"} and reading.lower[i - 1] in DOCUMENT_HEADS:
        return False
    if i > start and word == "and" and i + 1 < len(reading.lower):
        return not (reading.is_name(i - 1) and reading.is_name(i + 1))
    return i > start and (
        word in _RIGHT_STOPS
        or (word in AUXILIARIES and word not in {"'s", "'"})
        or (reading.region_of[i] >= 0 and reading.region_of[start] < 0)
    )


def _has_nominal(reading: Reading, start: int, end: int) -> bool:
    return (
        any(reading.is_name(i) for i in range(start, end))
        or reading.lower[start] in DETERMINERS
        or (end - start <= _LONGEST_BARE and reading.lower[start] not in BREAKS)
    )


def find_subject(reading: Reading, sentence: Sentence, before: int) -> TokenRange | None:
    """Find the subject of the clause that a participle belongs to: "Kim vowed …, framing it as …".

    Takes the first phrase of the sentence that stands before a verb-like word; a fronted phrase up to its comma
    ("During a meeting with Lavrov, Kim …") is stepped over.
    """
    i = sentence.start
    if reading.lower[i] in BREAKS and reading.lower[i] not in {"and", "but", "so", "yet"}:
        comma = next((k for k in range(i, before) if reading.words[k] == "," and reading.region_of[k] < 0), None)
        if comma is None:
            return None
        i = comma + 1
    while i < before and (reading.lower[i] in {"and", "but", "so", "yet", ","} or reading.lower[i] in ADVERBS):
        i += 1
    if i >= before or reading.region_of[i] >= 0:
        return None
    if reading.lower[i] in SUBJECT_PRONOUNS:
        return i, i + 1
    end = i
    while end < before and _in_subject(reading, i, end):
        end += 1
    return (i, end) if end > i else None


def _in_subject(reading: Reading, start: int, i: int) -> bool:
    if reading.region_of[i] >= 0 or reading.lower[i] in AUXILIARIES:
        return False
    if reading.is_name(i) or reading.lower[i] in DETERMINERS or reading.lower[i] in TITLES:
        return True
    return i == start or reading.lower[i] in {"'s", "of", "for", "'"}
