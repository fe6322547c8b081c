"""The words of findings, and what the words around a quotation tell. Pure."""

import re
from collections.abc import Iterable
from functools import lru_cache

from provenance.core.records import AgentKind, Anonymity, Role
from provenance.core.text import Span
from provenance.store.audited import AuditedHop

_SHOWN = 90
# All quotations of an article come one after another.
_REMEMBERED = 16
_LINE_ENDS = "\r\n\u2028\u2029"
_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?|"
    r"Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_DAY = re.compile(
    r"\b(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?:'s|’s)?|[Tt]oday|[Yy]esterday|[Tt]onight|[Oo]vernight|"
    r"[Tt]his (?:morning|afternoon|evening)|[Ll]ast night|"
    rf"{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?|\d{{1,2}}(?:st|nd|rd|th)? (?:of )?{_MONTH}|"
    r"\d{4}-\d\d-\d\d|\d{1,2}[./]\d{1,2}[./]\d{2,4})(?!\w)"
)
_PAST = re.compile(
    r"\b(?:(?:19|20)\d\d|(?:last|previous) (?:year|month|week|spring|summer|autumn|fall|winter)|"
    r"(?:weeks?|months?|years?|decades?) (?:ago|earlier|before)|"
    r"earlier (?:this|that) (?:year|month)|previously|formerly|once (?:said|wrote|told|called|described)|"
    r"at the time|back then|has (?:long|repeatedly|often) )",
    re.IGNORECASE,
)


def relay_name(each: AuditedHop) -> str:
    """Name a relay in a sentence; one that the article only describes by its description, in quotation marks."""
    agent = each.hop.agent
    if agent and is_named(each):
        return agent.name
    return quote(agent.name if agent else each.words or each.hop.role.value)


def is_named(each: AuditedHop) -> bool:
    """Say whether the article names a relay; a translation has a name if somebody is named who made it."""
    agent = each.hop.agent
    if agent is None:
        return False
    if each.hop.role is Role.TRANSLATION:
        return agent.kind in {AgentKind.PERSON, AgentKind.ORGANISATION}
    return each.hop.anonymity is Anonymity.NAMED


def quote(words: str) -> str:
    r"""Put words in quotation marks, on one line.

    Example:
        >>> quote('a Russian\ntranslation')
        '“a Russian translation”'
    """
    return f"“{' '.join(words.split())}”"


def short(words: str) -> str:
    """Cut a long quotation for a sentence, without the marks around it.

    Example:
        >>> short("“We will see.”")
        'We will see.'
    """
    inner = words.strip(" \"“”'‘’")
    return inner if len(inner) <= _SHOWN else f"{inner[:_SHOWN].rsplit(' ', 1)[0]} …"


def listing(names: Iterable[str]) -> str:
    """Join names as a sentence does.

    Example:
        >>> listing(["TASS", "KCNA", "Yonhap"])
        'TASS, KCNA and Yonhap'
    """
    *first, last = [*names] or ["nobody"]
    return f"{', '.join(first)} and {last}" if first else last


def paragraph_at(text: str, span: Span) -> str:
    r"""Return the paragraphs in which a span stands: lines, since news sets one paragraph a line.

    Example:
        >>> paragraph_at("One.\nTwo, three.\nFour.", Span(6, 8))
        'Two, three.'
    """
    return paragraph_span(text, span).text_in(text)


def paragraph_span(text: str, span: Span) -> Span:
    """Return where the paragraphs of `paragraph_at` stand."""
    start = max(text.rfind(end, 0, span.start) for end in _LINE_ENDS) + 1
    stops = (text.find(end, span.end) for end in _LINE_ENDS)
    return Span(start, min((stop for stop in stops if stop >= 0), default=len(text)))


@lru_cache(maxsize=_REMEMBERED)
def find_day(text: str) -> int | None:
    """Find where a text names a day first: a weekday, a date, “yesterday”; None where it names none.

    Example:
        >>> find_day("he said on July 12"), find_day("he may say so"), find_day("said in May")
        (11, None, None)
    """
    found = _DAY.search(text)
    return found.start() if found else None


def tells_past(text: str) -> bool:
    """Say whether a text sends its readers back in time: a year, “last month”, “previously”.

    Example:
        >>> tells_past("as he put it in 2019"), tells_past("he said on Monday")
        (True, False)
    """
    return _PAST.search(text) is not None
