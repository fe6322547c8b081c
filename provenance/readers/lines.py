"""Bylines, datelines and credit lines: what the lines around an article's text say of its origin.

Pure functions on text, for every reader. They give what is printed or nothing, and never look a name up.
"""

import re
from itertools import islice

_LONGEST_LINE = 300
_LONGEST_NAME = 60
_LAST_LINES = 4

# Agencies that a closing "(AFP)" may name in the middle of a sentence, where "(WHO)" only explains a name.
_AGENCIES = (
    r"AAP|AFP|ANI|ANSA|AP|APA|ATS|Associated Press|Agence France-Presse|Bloomberg|CP|Canadian Press|CNA|dpa|DPA|EFE|"
    r"IANS|Interfax|IRNA|Jiji(?: Press)?|KCNA|Kyodo(?: News)?|Lusa|NTB|PA(?: Media)?|PTI|Press Association|Reuters|"
    r"RIA(?: Novosti)?|SANA|TASS|Tass|TT|Ukrinform|UPI|Xinhua|Yonhap"
)
_AGENCY = re.compile(_AGENCIES)

_BY = re.compile(
    r"(?:(?:words|text|story|written|reported|reporting)\s+)?by[\s:]+|(?:from|author)s?:\s*", re.IGNORECASE
)
_BYLINE_END = re.compile(
    r"\s*(?:[|•·]\s*)?(?:\b(?:first\s+|last\s+)?(?:published|updated|posted)\b|\b\d{1,2}:\d{2}\b|\b\d{4}-\d{2}-\d{2}\b|"
    r"\b(?:\d{1,2}\s+)?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?\s+\d{1,4}\b).*",
    re.IGNORECASE | re.DOTALL,
)
_BETWEEN = re.compile(r"\s*(?:[|;/•·\n,]|\s[–—-]{1,2}\s|\band\b|&|\bwith\b|\bfor\b)\s*")
_PLACE_OF_WORK = re.compile(r"\s+(?:in|at|from)\s+[A-Z].*", re.DOTALL)
# "Staff and agencies" signs as one body, and is no list of two.
_STAFF = re.compile(
    r"(?:[A-Z][\w.’' ]{0,40}\s)?(?:staff|agenc(?:y|ies)|newsroom|correspondents|reporters)"
    r"(?:\s+(?:and|with|&)\s+(?:[\w’']+\s+)?(?:agenc(?:y|ies)|staff|reporters?|wires?|news services?))?",
    re.IGNORECASE,
)
_POST = re.compile(
    r"(?:.*\s)?(?:correspondent|editor|reporter|writer|journalist|columnist|analyst|chief|producer|contributor)s?"
    r"|@\w+|\S+@\S+",
    re.IGNORECASE,
)
_NAME = re.compile(r"[^\W\d_][\w.’'‘\- ]*(?:\([\w .]+\))?")

_LABEL = r"(?!(?:ANALYSIS|BREAKING|COMMENT|EXCLUSIVE|EXPLAINER|LIVE|NEWS|OPINION|UPDATED?|VIDEO|WATCH)\b)"
_PLACE = _LABEL + r"[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ.’'\-]+(?:[ /][A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ.’'\-]*)*"
_ANY_PLACE = r"[A-ZÀ-ÖØ-Þ][\w.’'\-]+(?:[ /][A-ZÀ-ÖØ-Þ][\w.’'\-]*){0,3}"
_REGION = rf"(?:,\s+{_ANY_PLACE}\.?){{0,2}}"
_DAY = (
    r"(?:[,.]?\s+(?:(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?\s+\d{1,2}"
    r"|\d{1,2}\s+(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?)(?:,?\s+\d{4})?)?"
)
_BRACKETED = r"\([A-Za-z][\w .’'/&-]{1,40}\)"
# The sentence behind a dateline begins with a capital or a mark: "NATO - the alliance - said" has no dateline.
_DASH = r"(?:\s*(?:[–—]|-{1,2})\s|\s+[–—-]{1,2})\s*(?=[A-ZÀ-ÖØ-Þ0-9“‘\"'(«$£€]|$)"
_DATELINES = (
    # WONSAN, North Korea, July 12 (KCNA) - · LONDON -- · NEW YORK/LONDON (Reuters) -
    re.compile(rf"(?P<line>{_PLACE}{_REGION}{_DAY}(?:\s+{_BRACKETED})?){_DASH}"),
    # Paris (AFP) – · Wonsan, North Korea, 12 July (KCNA):
    re.compile(rf"(?P<line>{_ANY_PLACE}{_REGION}{_DAY}\s+{_BRACKETED})(?:{_DASH}|:\s)"),
    # (Reuters) -
    re.compile(rf"(?P<line>{_BRACKETED}){_DASH}"),
    # MOSCOW, July 13. /TASS/.
    re.compile(rf"(?P<line>{_PLACE}{_REGION}{_DAY}\.?\s*/[A-Z][\w ]{{1,20}}/)\.?\s"),
)

_WORK = (
    r"(?:additional\s+|further\s+)?(?:reporting|writing|editing|compiled|written|translated|report|additional research)"
)
_CREDIT_LINES = (
    re.compile(rf"[(\[]?\s*{_WORK}(?:\s+and\s+\w+)?\s+by\b.+", re.IGNORECASE | re.DOTALL),
    re.compile(
        r".*\bcontributed\s+(?:reporting\b|to\s+this\s+(?:report|story|article)\b).*", re.IGNORECASE | re.DOTALL
    ),
    re.compile(
        r"(?:[Ss]ources?|[Ww]ith|[Ff]rom|[Vv]ia)[:\s]\s*(?:[A-Z]\S*[\s,/&]*|and\s|files?\s*|reporting\s|by\s|from\s|the\s){1,8}\.?"
    ),
    re.compile(r"(?:©|\(c\)|copyright)\s.{2,80}", re.IGNORECASE),
    re.compile(rf"[–—-]*\s*(?:{_AGENCIES})(?:\s*(?:/|,|and|&)\s*(?:{_AGENCIES}))*\.?"),
)
_WHOLE_BRACKET = re.compile(r"[(\[](?:with\s.{2,80}|[A-Z][\w .,/&’'-]{1,40})[)\]]\.?")
_BRACKET_AT_END = re.compile(r"(?P<line>\((?P<name>[A-Za-z][\w .,/&’'-]{1,40})\))\.?")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’»]?\s*")


def read_byline(text: str) -> tuple[str, ...]:
    """Read the authors that a line of authors names, persons and organisations.

    Posts ("Political Editor"), places ("in Seoul"), dates and addresses are left out; what signs as one body, such as
    "Staff and agencies", stays one author.

    Args:
        text: The line as printed, with or without "By".

    Returns:
        The names in their order, each once; nothing for a line that is too long to be one.

    Example:
        >>> read_byline("By Jane Roe and John Doe in Seoul | Reuters")
        ('Jane Roe', 'John Doe', 'Reuters')
        >>> read_byline("Staff and agencies")
        ('Staff and agencies',)
    """
    line = text.strip()
    if len(line) > _LONGEST_LINE:
        return ()
    line = _BYLINE_END.sub("", _BY.sub("", line, count=1) if _BY.match(line) else line).strip(" ,|–—-\n")
    if _STAFF.fullmatch(line):
        return (line,)
    names = (_PLACE_OF_WORK.sub("", part).strip(" .\t") for part in _BETWEEN.split(line))
    return tuple(dict.fromkeys(name for name in names if _is_name(name)))


def _is_name(text: str) -> bool:
    is_post = bool(_POST.fullmatch(text)) and not _STAFF.fullmatch(text)
    return 1 < len(text) <= _LONGEST_NAME and bool(_NAME.fullmatch(text)) and not is_post


def find_dateline(text: str) -> str | None:
    """Find the place, day and agency before the first sentence.

    A place in capitals will do before a dash; any other needs its agency in brackets.

    Args:
        text: The article's text, which begins with the dateline.

    Returns:
        The words as printed, without the dash that ends them; None where the text begins with none.

    Example:
        >>> find_dateline("WONSAN, North Korea, July 12 (KCNA) - Kim Jong Un said …")
        'WONSAN, North Korea, July 12 (KCNA)'
    """
    start = text[: _LONGEST_LINE * 2].lstrip().split("\n", maxsplit=1)[0]
    found = next((match for pattern in _DATELINES if (match := pattern.match(start))), None)
    return found["line"].strip() if found else None


def find_credit_line(text: str) -> str | None:
    r"""Find the line of reporters or agencies that closes an article.

    Args:
        text: The article's text, whose last lines are looked at.

    Returns:
        The words as printed, of several such lines each on its own; None where the text closes without.

    Example:
        >>> find_credit_line("He left.\n(Reporting by Jane Roe; Editing by John Doe)")
        '(Reporting by Jane Roe; Editing by John Doe)'
        >>> find_credit_line("“We won,” he said. (AP)")
        '(AP)'
    """
    lines = list(islice((line.strip() for line in reversed(text.splitlines()) if line.strip()), _LAST_LINES))
    found = [line for line in lines if _is_credit_line(line)]
    if found:
        return "\n".join(reversed(found))
    return _bracket_at_end(lines[0]) if lines else None


def _is_credit_line(line: str) -> bool:
    if len(line) > _LONGEST_LINE:
        return False
    return bool(_WHOLE_BRACKET.fullmatch(line)) or any(pattern.fullmatch(line) for pattern in _CREDIT_LINES)


def _bracket_at_end(line: str) -> str | None:
    """Return the bracket that closes a line: behind a sentence any name, within one an agency alone."""
    at = line.rfind("(")
    found = _BRACKET_AT_END.fullmatch(line, at) if at > 0 else None
    if not found:
        return None
    stands_behind = line[:at].rstrip()[-1:] in {".", "!", "?", "”", '"', "»"} and found["name"][0].isupper()
    return found["line"] if stands_behind or _AGENCY.fullmatch(found["name"]) else None
