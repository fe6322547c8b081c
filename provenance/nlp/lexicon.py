"""Closed word lists of English news: cues, titles, pronouns, occasions.

Owns words, no decisions. The lists themselves stand in `data/words.toml`, each with what it is for.
"""

import re
import tomllib
from functools import cache

from provenance.core.records import AgentKind, Medium
from provenance.resources import resource_path

_DATA = tomllib.loads(resource_path("nlp/data/words.toml").read_text(encoding="utf-8"))


def words(name: str) -> frozenset[str]:
    """Return a list of `data/words.toml` by its key."""
    return frozenset(_DATA[name].split())


def _forms(verb: str) -> tuple[str, ...]:
    """Inflect a verb."""
    if verb in _DATA["irregular"]:
        return (verb, *_DATA["irregular"][verb].split())
    if verb.endswith("e"):
        return verb, f"{verb}s", f"{verb}d", f"{verb[:-1]}ing"
    third = f"{verb}es" if verb.endswith(("s", "sh", "ch", "x")) else f"{verb}s"
    return verb, third, f"{verb}ed", f"{verb}ing"


def _inflected(name: str) -> dict[str, str]:
    return {form: verb for verb in _DATA[name].split() for form in _forms(verb)}


STRONG_CUES = _inflected("strong_cues")
WEAK_CUES = _inflected("weak_cues")
NAMING_CUES = _inflected("naming_cues")
ACTING_CUES = _inflected("acting_cues")
# Every form that can be a cue, with its verb.
CUES = {**ACTING_CUES, **NAMING_CUES, **WEAK_CUES, **STRONG_CUES}
EXPRESSING = words("expressing")
GOVERNING = words("governing")
NOUN_LIKE = words("noun_like")
ADVERBS = words("adverbs")
AUXILIARIES = words("auxiliaries")
SUBJECT_PRONOUNS = words("subject_pronouns")
PRONOUNS = SUBJECT_PRONOUNS | words("other_pronouns")
DETERMINERS = words("determiners")
PREPOSITIONS = words("prepositions")
BREAKS = words("breaks")
TITLES = words("titles")
PERSON_TITLES = words("person_titles")
FEMALE_TITLES = words("female_titles")
MALE_TITLES = words("male_titles")
SUFFIXES = words("suffixes")
SPEAKS_FOR = words("speaks_for")
GENERIC_HEADS = words("generic_heads")
UNNAMED_HEADS = words("unnamed_heads")
DOCUMENT_HEADS = words("document_heads")
BODY_HEADS = words("body_heads")
MEDIA_HEADS = words("media_heads")
TRANSCRIPT_STOP = words("transcript_stop")
REPORT_VERBS = words("report_verbs")
REGIONS: dict[str, str] = _DATA["regions"]
# Titles with the nouns that come back to their holder.
TITLE_NOUNS: dict[str, frozenset[str]] = {title: frozenset(n.split()) for title, n in _DATA["title_nouns"].items()}
# The party and state of a politician: "Bob Corker, R-Tenn., and Lindsey Graham".
PARTY = re.compile(r"(?P<party>[a-z])-(?P<state>[a-z]+\.?(?:[a-z]\.?)*)")
# Each state of America by its name and abbreviations, without the last full stop.
STATES: dict[str, str] = {
    short: state for state, shorts in _DATA["states"].items() for short in (state, *shorts.split())
}
# The kinds of bodies that each noun may name.
BODY_TYPES: dict[str, frozenset[str]] = {
    noun: frozenset(kind for kind, nouns in _DATA["body_types"].items() if noun in nouns.split())
    for noun in " ".join(_DATA["body_types"].values()).split()
}

MALE = frozenset({"he", "him", "his", "himself"})
FEMALE = frozenset({"she", "her", "hers", "herself"})
PLURAL = frozenset({"they", "them", "their", "theirs", "themselves"})
NEUTER = frozenset({"it", "its", "itself"})
FIRST_PERSON = frozenset({"i", "me", "my", "we", "us", "our"})
RELATIVE = frozenset({"who", "which", "that"})
TELLING = frozenset({"tell", "tells", "told", "telling"})
# Verbs that name the platform by themselves.
PLATFORM_VERBS = dict.fromkeys(("tweet", "tweets", "tweeted", "tweeting", "retweeted", "retweets"), "Twitter")

OCCASIONS: tuple[tuple[re.Pattern[str], Medium], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), medium)
    for pattern, medium in (
        (r"\bpress (?:conference|briefing)|\bnews (?:conference|briefing)|\btold reporters\b", Medium.PRESS_CONFERENCE),
        (r"\binterview(?:ed)?\b", Medium.INTERVIEW),
        (r"\brally\b", Medium.RALLY),
        (r"\bdebate\b", Medium.DEBATE),
        (r"\btweet(?:ed|ing|s)?\b|\bon (?:twitter|x)\b", Medium.TWEET),
        (r"\btestif(?:y|ies|ied)\b|\btestimony\b", Medium.TESTIMONY),
        (r"\bin (?:a|an|the|his|her|its|their)(?: \w+){0,2} (?:statement|release)\b|\bstatement\b", Medium.STATEMENT),
        (r"\bin (?:a|an|the|his|her|its|their)(?: \w+){0,2} (?:speech|address|remarks)\b", Medium.SPEECH),
        (r"\bin (?:a|an|the|his|her|its|their)(?: \w+){0,2} letter\b", Medium.LETTER),
        (r"\bin (?:a|an|the|his|her|its|their)(?: \w+){0,2} e-?mail\b", Medium.EMAIL),
    )
)

WORKS = re.compile(
    r"\b(?:book|novel|film|movie|song|album|show|series|program|programme|episode|documentary|play|essay|article|column|"
    r"paper|poem|musical|memoir|magazine|report|titled|entitled|headlined|headline|broadcast|podcast|game)s?,?\s*$",
    re.IGNORECASE,
)
LABEL_AFTER = re.compile(
    r"^\s*(?:button|link|tab|icon|key|menu|option|sign|label|box|field|checkbox|section|hashtag)s?\b", re.IGNORECASE
)
LABEL_BEFORE = re.compile(
    r"\b(?:click(?:ing)?|press(?:ing)?|hit(?:ting)?|tap(?:ping)?|select(?:ing)?)(?: on)?(?: the)?\s*$", re.IGNORECASE
)
SO_CALLED = re.compile(r"\bso-called\s*$", re.IGNORECASE)
NAMED_BEFORE = re.compile(r"\b(?:nicknamed|known as|aka|alias|a\.k\.a\.)\s*(?:the\s*)?$", re.IGNORECASE)


@cache
def given_names() -> dict[str, str]:
    """Load the gender that each common given name suggests: `f`, `m` or `u` for both."""
    path = resource_path("nlp/data/given_names.tsv")
    lines = path.read_text(encoding="utf-8").splitlines()
    return dict(line.split("\t") for line in lines if line and not line.startswith("#"))


def kind_of_head(head: str) -> AgentKind | None:
    """Say what a common noun names as the head of a source; None where the noun does not tell."""
    if head in UNNAMED_HEADS:
        return (
            AgentKind.GROUP if head.endswith("s") or head in {"people", "men", "women", "media"} else AgentKind.UNNAMED
        )
    if head in DOCUMENT_HEADS:
        return AgentKind.DOCUMENT
    return AgentKind.ORGANISATION if head in BODY_HEADS else None
