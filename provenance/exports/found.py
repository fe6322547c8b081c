"""What audits and comparisons found, as rows: findings with their checks, families with their members.

Owns what of it goes out: only what concerns the quotations of the export, and names of reviewers only if asked for.
"""

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from provenance.exports.cells import Row, build_row, day_of, short_label, to_json
from provenance.exports.pseudonyms import Pseudonyms
from provenance.store.family_records import Family, Member
from provenance.store.finding_records import Finding
from provenance.store.records import StoredQuotation


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A check, as whoever runs audits knows it.

    Attributes:
        code: Such as `PV101`.
        name: Such as `unnamed-voice`.
        about: What it finds, in a sentence.
        severity: How grave its findings usually are.
    """

    code: str
    name: str = ""
    about: str = ""
    severity: str = "info"


def finding_row(finding: Finding, *, quotes: Container[str], pseudonyms: Pseudonyms) -> Row:
    """Build the row of a finding.

    Args:
        finding: What was found.
        quotes: Ids of the quotations that the export holds; another one is not named.
        pseudonyms: Stands for the names of reviewers; new ones are added.
    """
    waiver = finding.waiver
    return build_row(
        id=finding.id,
        code=finding.rule,
        severity=finding.severity.value,
        state="waived" if waiver else "open",
        quote=finding.quotation if finding.quotation in quotes else None,
        article=finding.article,
        message=pseudonyms.hide(finding.message),
        opened_at=finding.opened_at,
        waived_until=waiver.expires_on if waiver else None,
        waived_by=pseudonyms.name(waiver.who) if waiver else None,
        waiver_reason=waiver.reason if waiver and pseudonyms.lifted else None,
    )


def check_rows(findings: Sequence[Finding], *, rules: Iterable[Rule]) -> Iterator[Row]:
    """Build the rows of the checks that found something.

    Args:
        findings: What goes out.
        rules: What is known of checks; one that is not among them is told by its code and its findings.
    """
    known = {rule.code: rule for rule in rules}
    open_ones = Counter(finding.rule for finding in findings if finding.waiver is None)
    for code in sorted({finding.rule for finding in findings}):
        severity = next(finding.severity.value for finding in findings if finding.rule == code)
        rule = known.get(code) or Rule(code=code, severity=severity)
        yield build_row(
            id=code,
            label=f"{code} {rule.name}".strip(),
            about=rule.about,
            severity=rule.severity,
            n_open=open_ones[code],
        )


def flags_of(findings: Iterable[Finding]) -> Mapping[str, list[str]]:
    """Gather the codes of what is open about each quotation, the gravest first."""
    found: dict[str, set[tuple[int, str]]] = {}
    for finding in findings:
        if finding.quotation and finding.waiver is None:
            found.setdefault(finding.quotation, set()).add((-finding.severity.rank, finding.rule))
    return {quote: list(dict.fromkeys(code for _, code in sorted(codes))) for quote, codes in found.items()}


def family_row(family: Family, members: Sequence[Member]) -> Row:
    """Build the row of a family.

    Args:
        family: As the store knows it.
        members: Those of its quotations that go out, the earliest first; two or more.
    """
    first = members[0].stored
    days = [day for member in members if (day := day_of(member.stored.article.article.published))]
    articles = {member.stored.article.id for member in members}
    return build_row(
        id=family.id,
        label=short_label(_representative(family, members).text),
        representative=_representative(family, members).id,
        n_members=len(members),
        n_articles=len(articles),
        n_outlets=count_outlets(members),
        first_seen=min(days, default=None),
        last_seen=max(days, default=None),
        first_quote=first.id,
        root_outlet=first.article.outlet,
        max_drift=round(max((member.match.drift for member in members if member.match), default=0.0), 3),
        meanings=to_json(_meanings(members)),
    )


def count_outlets(members: Iterable[Member]) -> int:
    """Count the publishers of some quotations; an article of an unknown one counts for itself."""
    articles = (member.stored.article for member in members)
    return len({found.outlet or found.article.publisher or found.id for found in articles})


def member_rows(family: Family, members: Sequence[Member]) -> Iterator[Row]:
    """Build the rows of the members of a family; the arguments are those of `family_row`."""
    chosen = _representative(family, members)
    # Where the representative stays at home, what the others lack of it stays there too.
    tells = chosen is family.representative
    for place, member in enumerate(members, start=1):
        match = member.match if tells else None
        variant = member.variant.value if member.variant and tells else None
        yield build_row(
            id=f"{family.id}-{place:04}",
            family=family.id,
            quote=member.stored.id,
            variant="representative" if member.stored is chosen else variant,
            drift=round(match.drift, 3) if match else None,
            meanings=to_json([meaning.value for meaning in match.meanings] if match else []),
            diff=to_json([[part.fate.value, part.text] for part in match.diff]) if match else None,
        )


def _representative(family: Family, members: Sequence[Member]) -> StoredQuotation:
    out = {member.stored.id for member in members}
    return family.representative if family.representative.id in out else members[0].stored


def _meanings(members: Iterable[Member]) -> list[str]:
    found = {meaning.value for member in members if member.match for meaning in member.match.meanings}
    return sorted(found)
