"""Findings as SARIF 2.1.0, which editors and code forges read: OASIS Standard, 27 March 2020."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from provenance.audit.catalogue import RegisteredCheck
from provenance.core.severities import Severity
from provenance.store.finding_records import Finding

SARIF_VERSION = "2.1.0"
SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
# SARIF knows three levels; what is only for information is a note too.
_LEVELS = {Severity.HIGH: "error", Severity.MEDIUM: "warning", Severity.LOW: "note", Severity.INFO: "note"}

_PLAIN = "text"
_RESERVED = ":/?#[]@!$&'()*+,;=%~"

Object = dict[str, Any]


def build_sarif(findings: Sequence[Finding], *, checks: Sequence[RegisteredCheck], version: str) -> Object:
    """Build a log of one run.

    Findings that somebody waives are suppressed, with the reason; a finding has the same fingerprint in every run.

    Args:
        findings: What was found.
        checks: What ran; a finding of another check has no rule to point to.
        version: Version of this package.
    """
    places = {registered.check.code: i for i, registered in enumerate(checks)}
    driver = {"name": "provenance", "version": version, "rules": [_rule(registered) for registered in checks]}
    return {
        "$schema": SCHEMA,
        "version": SARIF_VERSION,
        "runs": [
            {
                "tool": {"driver": driver},
                "columnKind": "unicodeCodePoints",
                "results": [_result(finding, index=places.get(finding.rule)) for finding in findings],
            }
        ],
    }


def _rule(registered: RegisteredCheck) -> Object:
    check = registered.check
    return {
        "id": check.code,
        "name": "".join(part.capitalize() for part in check.name.split("-")),
        "shortDescription": {"text": check.help},
        "defaultConfiguration": {"level": _LEVELS[check.severity]},
        "properties": {"severity": check.severity.value, "plugin": registered.plugin},
    }


def _result(finding: Finding, *, index: int | None) -> Object:
    result: Object = {"ruleId": finding.rule}
    if index is not None:
        result["ruleIndex"] = index
    result |= {
        "level": _LEVELS[finding.severity],
        "message": {"text": finding.message},
        "partialFingerprints": {"provenanceFinding/v1": finding.id},
        "properties": _properties(finding),
    }
    if finding.locator is not None:
        result["locations"] = [_location(finding)]
    if finding.waiver is not None:
        waiver = finding.waiver
        reason = f"{waiver.reason} ({waiver.who}, until {waiver.expires_on})"
        result["suppressions"] = [{"kind": "external", "status": "accepted", "justification": reason}]
    return result


def _properties(finding: Finding) -> Object:
    said = {"severity": finding.severity, "subject": finding.subject, "openedAt": finding.opened_at}
    if finding.start is None or finding.end is None:
        return said
    return {**said, "quotation": finding.quotation, "span": [finding.start, finding.end], "text": finding.text}


def _location(finding: Finding) -> Object:
    physical: Object = {"artifactLocation": {"uri": _uri(finding.url or finding.path or finding.locator or "")}}
    # Only of plain text files is the text the file, so that places in the one are places in the other.
    if finding.start is not None and finding.end is not None and finding.reader == _PLAIN:
        physical["region"] = _region(finding, finding.start, finding.end)
    named = " · ".join(part for part in (finding.publisher, finding.title) if part)
    return {"physicalLocation": physical} | ({"message": {"text": named}} if named else {})


def _uri(address: str) -> str:
    """Write an address, or the path of a file, as a URI; both may hold what no URI may."""
    if "://" in address:
        return quote(address, safe=_RESERVED)
    # The standard wants a scheme for a path that begins at the root.
    return quote(address, safe="/") if not address.startswith("/") else f"file://{quote(address, safe='/')}"


def _region(finding: Finding, start: int, end: int) -> Object:
    """Tell the place of the words twice: by characters and, as editors want it, by lines; the two must agree."""
    region: Object = {"charOffset": start, "charLength": end - start}
    if finding.lines is not None:
        lines = finding.lines
        region |= {"startLine": lines.first, "startColumn": lines.column}
        region |= {"endLine": lines.last, "endColumn": lines.end_column}
    # What is shown of a quotation of several parts is no piece of the text.
    if finding.text is not None and len(finding.text) == end - start:
        region["snippet"] = {"text": finding.text}
    return region
