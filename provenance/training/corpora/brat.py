"""brat standoff: a text `x.txt`, and its annotations `x.ann`.

Contents, cues and sources are text-bound annotations (`T3 Content 256 377;463 616 …`), of which several attributions
may share one. What ties them: events (PolNeAR: `E3 Attribution:T14 Cue:T10 Source:T9 Content:T11`), relations in
either direction (`R1 Cue-Content Arg1:T10 Arg2:T11`), or an attribute whose value they share (`A1 Attribution T3 7`).
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from provenance.errors import InputError
from provenance.readers.decoding import decode_bytes
from provenance.training.corpora.records import (
    CorpusItem,
    GoldArticle,
    GoldAttribution,
    RowReason,
    SkippedRow,
    Texts,
    UnusableRow,
    build_spans,
    find_outlet,
    require_content,
)

_ROLES = ("content", "cue", "source")
_LINKING = frozenset({"attribution", "quotation", "quote", "link", "group", "id", "attributionid"})
_BOUND = re.compile(r"(T\S+)\t(\S+) ([0-9]{1,9} [0-9]{1,9}(?:;[0-9]{1,9} [0-9]{1,9})*)(?:\t.*)?")
_EVENT = re.compile(r"E\S+\t(\S+:\S+(?: +\S+:\S+)*) *")
_RELATION = re.compile(r"R\S+\t\S+ \S+:(T\S+) \S+:(T\S+)\s*")
_ATTRIBUTE = re.compile(r"[AM]\S+\t(\S+) (T\S+)(?: (\S.*))?")
_ANNOTATOR = re.compile(r"(?P<doc>.+)_(?P<annotator>[0-9A-Za-z]+)")
# Equivalences, notes and normalisations say nothing of attributions.
_OTHER = ("*", "#", "N")


@dataclass(slots=True, kw_only=True)
class _Standoff:
    """The annotations of one file: ids of text-bound ones with role and offsets, and what ties them."""

    roles: dict[str, str] = field(default_factory=dict)
    offsets: dict[str, list[tuple[int, int]]] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)
    triggers: set[str] = field(default_factory=set)
    events: list[list[str]] = field(default_factory=list)
    ties: list[list[str]] = field(default_factory=list)
    named: dict[tuple[str, str], list[str]] = field(default_factory=lambda: defaultdict(list))


def read_brat(path: Path, *, texts: Texts) -> Iterator[CorpusItem]:
    """Read the article of one annotation file.

    Args:
        path: The `.ann` file. Its text stands beside it, or as PolNeAR has it: in the folder `text` beside its own,
            where the name of the annotation file ends with that of the annotator.
        texts: Texts by the name of their article, where there is no such file.
    """
    locator = path.as_posix()
    try:
        doc, text, annotator = _find_text(path, texts=texts)
        raw = path.read_bytes()
        # An article in which nobody is quoted has an empty file.
        lines = decode_bytes(raw, name=locator).text.split("\n") if raw.strip() else []
    except UnusableRow as error:
        yield error.skipped(locator)
        return
    except InputError as error:
        yield SkippedRow(locator=locator, reason=RowReason.UNREADABLE, message=error.message)
        return
    standoff = _Standoff()
    for number, line in enumerate(lines, start=1):
        if line.strip() and not _take_line(line.rstrip("\r"), number, standoff):
            message = f"no annotation of brat's: {line:.60}"
            yield SkippedRow(locator=f"{locator}:{number}", reason=RowReason.INVALID, message=message)
    attributions: list[GoldAttribution] = []
    for group in _group(standoff):
        try:
            attributions.append(_build_attribution(group, standoff, text=text))
        except UnusableRow as error:
            yield error.skipped(
                f"{locator}:{min((standoff.lines[i] for i in group if i in standoff.lines), default=0)}"
            )
    yield from _unknown_labels(standoff, locator=locator)
    ordered = tuple(sorted(attributions, key=lambda a: a.content))
    yield GoldArticle(doc=doc, text=text, attributions=ordered, outlet=find_outlet(doc), annotator=annotator)


def find_companion(path: Path) -> Path | None:
    """Return the text file of an annotation file; None where there is none."""
    return next((text for text, _ in _candidates(path) if text.is_file()), None)


def _candidates(path: Path) -> Iterator[tuple[Path, str | None]]:
    """Give the places where the text may stand, each with the annotator that the name then tells."""
    yield path.with_suffix(".txt"), None
    yield path.parent.parent / "text" / f"{path.stem}.txt", None
    named = _ANNOTATOR.fullmatch(path.stem)
    if named:
        yield path.with_name(f"{named['doc']}.txt"), named["annotator"]
        yield path.parent.parent / "text" / f"{named['doc']}.txt", named["annotator"]


def _find_text(path: Path, *, texts: Texts) -> tuple[str, str, str | None]:
    """Return the article's name, its text and the annotator.

    Raises:
        UnusableRow: There is no text.
        InputError: It cannot be decoded.
    """
    for candidate, annotator in _candidates(path):
        if candidate.is_file():
            text = decode_bytes(candidate.read_bytes(), name=candidate.as_posix()).text
            return candidate.stem, text, annotator
        if candidate.stem in texts:
            return candidate.stem, texts[candidate.stem], annotator
    raise UnusableRow(RowReason.MISSING_TEXT, f"{path.as_posix()} has no text beside it, such as {path.stem}.txt")


def _take_line(line: str, number: int, into: _Standoff) -> bool:
    """Note what a line says; false where it is no annotation."""
    if bound := _BOUND.fullmatch(line):
        name, label, offsets = bound.groups()
        into.lines[name], into.labels[name] = number, label
        into.offsets[name] = [(int(s), int(e)) for s, e in (pair.split() for pair in offsets.split(";"))]
        role = label.rstrip("0123456789-_").casefold()
        if role in _ROLES:
            into.roles[name] = role
    elif event := _EVENT.fullmatch(line):
        members = [part.partition(":")[2] for part in event[1].split()]
        into.triggers.add(members[0])
        into.events.append(members)
    elif relation := _RELATION.fullmatch(line):
        into.ties.append([relation[1], relation[2]])
    elif attribute := _ATTRIBUTE.fullmatch(line):
        name, member, value = attribute.groups()
        if value and name.replace("_", "").replace("-", "").casefold() in _LINKING:
            into.named[name, value].append(member)
    else:
        return line.startswith(_OTHER)
    return True


def _group(standoff: _Standoff) -> list[list[str]]:
    """Say which annotations make up one attribution: those of an event, else those that are tied."""
    roles = standoff.roles
    groups = [[member for member in dict.fromkeys(event) if member in roles] for event in standoff.events]
    taken = {member for group in groups for member in group}
    free = [name for name in roles if name not in taken and roles[name] != "source"]
    groups += _tied(free, [*standoff.ties, *standoff.named.values()], roles=roles)
    # A cue alone attributes nothing, and annotators leave some behind; a content alone is an attribution to nobody.
    return [group for group in groups if len(group) > 1 or any(roles[member] == "content" for member in group)]


def _tied(free: Sequence[str], ties: Iterable[Sequence[str]], *, roles: dict[str, str]) -> list[list[str]]:
    """Unite contents and cues that are tied; a source joins all that it is tied to, and unites nothing."""
    group_of = {name: [name] for name in free}
    sources: dict[str, list[str]] = defaultdict(list)
    for tie in ties:
        members = [name for name in tie if name in group_of]
        for other in members[1:]:
            one, two = group_of[members[0]], group_of[other]
            if one is not two:
                one += two
                group_of.update(dict.fromkeys(two, one))
        for name in members:
            sources[name] += [member for member in tie if roles.get(member) == "source"]
    groups = {id(group): group for group in group_of.values()}.values()
    return [[*group, *dict.fromkeys(s for name in group for s in sources[name])] for group in groups]


def _build_attribution(group: Sequence[str], standoff: _Standoff, *, text: str) -> GoldAttribution:
    spans = {
        role: build_spans(
            (pair for name in group if standoff.roles[name] == role for pair in standoff.offsets[name]), text=text
        )
        for role in _ROLES
    }
    content = require_content(spans["content"], text=text)
    return GoldAttribution(content=content, cue=spans["cue"], source=spans["source"])


def _unknown_labels(standoff: _Standoff, *, locator: str) -> Iterator[SkippedRow]:
    for name, label in standoff.labels.items():
        if name not in standoff.roles and name not in standoff.triggers:
            message = f"{label} is none of {', '.join(_ROLES)}"
            reason = RowReason.UNKNOWN_LABEL
            yield SkippedRow(locator=f"{locator}:{standoff.lines[name]}", reason=reason, message=message)
