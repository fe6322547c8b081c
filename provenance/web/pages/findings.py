"""What the audit found: of one quotation, and how much there is by severity. Empty where an export has no findings."""

from dataclasses import dataclass

from provenance.core.severities import Severity
from provenance.exports.cells import short_label
from provenance.web.served import Export, Row

# The gravest first, as people look at them.
SEVERITIES = tuple(reversed(Severity))


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something that a check found in a chain as it is written.

    Attributes:
        code: Of the check.
        check: Its code and name.
        severity: high, medium, low or info.
        message: What was found.
        state: open or waived.
    """

    code: str
    check: str
    severity: str
    message: str
    state: str


async def load_findings(export: Export, quotation: str) -> list[Finding]:
    """Load what was found of a quotation, the gravest first."""
    if not export.has("findings", "quote"):
        return []
    rows = await export.rows(
        "select findings.*, checks.label from findings left join checks on checks.id = code where quote = :quote",
        quote=quotation,
    )
    return sorted(map(_finding, rows), key=_rank)


async def count_findings(export: Export) -> dict[str, int]:
    """Count what was found, by severity, the gravest first; only what is open."""
    if not export.has("checks", "n_open"):
        return {}
    rows = await export.rows("select severity, sum(n_open) as n from checks group by severity having n > 0")
    counted = {str(row["severity"]): int(row["n"]) for row in rows}
    return {severity: counted[severity] for severity in SEVERITIES if severity in counted}


def _finding(row: Row) -> Finding:
    return Finding(
        code=short_label(str(row["code"])),
        check=short_label(str(row["label"] or row["code"])),
        severity=str(row["severity"]),
        message=short_label(str(row["message"]), length=400),
        state=str(row["state"]),
    )


def _rank(finding: Finding) -> tuple[int, str]:
    known = finding.severity in SEVERITIES
    return (SEVERITIES.index(finding.severity) if known else len(SEVERITIES), finding.code)
