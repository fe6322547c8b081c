"""Each check fires where it should, is silent where little is different, and says so in words for journalists."""

import re

import pytest
from audit_cases import CASES, FULL, LEAVE, Case, one, printed, weekly
from factories import NOW, at
from stories import Said, Story, tell

from provenance.audit.builtin import CHECKS
from provenance.audit.catalogue import load_checks
from provenance.audit.runner import run_audit
from provenance.core.agents import Registry
from provenance.core.known import KnownAgent
from provenance.core.records import AgentKind
from provenance.store.corrections import save_correction
from provenance.store.engine import Store
from provenance.store.finding_records import Finding
from provenance.store.records import Correction
from provenance.store.seeds import save_registry

ALL = tuple(load_checks().values())
# The table of the design, which others may rely on.
TABLE = {
    "PV101": ("unnamed-voice", "medium"),
    "PV102": ("vague-voice", "low"),
    "PV103": ("no-voice", "low"),
    "PV104": ("contested-voice", "high"),
    "PV105": ("family-voice-conflict", "high"),
    "PV201": ("relay-without-source", "medium"),
    "PV202": ("long-chain", "medium"),
    "PV203": ("state-controlled-relay", "medium"),
    "PV204": ("unnamed-relay", "high"),
    "PV205": ("spokesperson-as-principal", "medium"),
    "PV206": ("hidden-translation", "medium"),
    "PV207": ("back-translation", "high"),
    "PV208": ("uncredited-agency-copy", "medium"),
    "PV301": ("altered-words", "high"),
    "PV302": ("meaning-bearing-change", "high"),
    "PV303": ("partial-quote", "low"),
    "PV304": ("stitched-quote", "low"),
    "PV305": ("silent-edit", "high"),
    "PV401": ("undated-utterance", "low"),
    "PV402": ("recycled-quote", "medium"),
    "PV403": ("impossible-order", "high"),
    "PV501": ("single-origin", "medium"),
    "PV502": ("circular-reporting", "high"),
    "PV503": ("no-primary-record", "low"),
    "PV601": ("thin-identity", "medium"),
    "PV602": ("low-score-unreviewed", "info"),
    "PV603": ("correction-not-carried", "high"),
}
# What no finding says of words or of those who print them.
JUDGING = re.compile(
    r"\b(?:false|fake|lies?|lied|wrong(?:ly)? quoted|untrue|misquot|fabricat|trust score)", re.IGNORECASE
)


def _findings(store: Store) -> list[Finding]:
    return list(run_audit(store, checks=ALL, version="1", clock=lambda: NOW).findings)


def find(store: Store, code: str) -> list[Finding]:
    """Run every check and give what one of them finds."""
    return [finding for finding in _findings(store) if finding.rule == code]


def test_the_table() -> None:
    """Codes, names and severities are those of the design, and stay as they are."""
    assert {check.code: (check.name, check.severity.value) for check in CHECKS} == TABLE
    assert [case.code for case in CASES] == list(TABLE)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.code)
def test_a_check_fires(case: Case, store: Store) -> None:
    """Each check finds what it is for, and says in one calm sentence, that judges nobody, what there is to see."""
    case.fires(store)
    (found,) = find(store, case.code)
    assert case.says in found.message
    assert found.severity == case.severity
    assert found.locator
    assert found.article
    assert not JUDGING.search(found.message)
    assert re.fullmatch(r"[A-Z“][^\n!]*\.", found.message)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.code}: {case.why}")
def test_a_check_is_silent(case: Case, store: Store) -> None:
    """Each check finds nothing where what it looks for is not there, though all else is much the same."""
    case.silent(store)
    assert find(store, case.code) == []


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.code)
def test_help_is_one_sentence_for_journalists(check: object) -> None:
    """The help of a check is one line of plain words, without the terms of a database or a program."""
    said = check.help  # type: ignore[attr-defined]
    assert said.endswith(".")
    assert said.count(". ") == 0
    assert len(said) < 120
    jargon = {"null", "id", "hop", "row", "table", "hash", "query", "span", "offset", "none", "record_id"}
    assert not jargon & set(re.findall(r"[a-z_]+", said.lower()))


def test_an_alias_of_the_registry_alone_is_thin(store: Store) -> None:
    """An article that knows somebody under another name only is joined by the registry's word, which may mislead."""
    tell(store, one(), one(speaker="Augusta King", text=LEAVE.replace("Ada Lovelace", "Augusta King")))
    ada = KnownAgent(name="Ada Lovelace", kind=AgentKind.PERSON, aliases=("Augusta King",))
    save_registry(store, Registry(agents=(ada,)), now=NOW)
    (found,) = find(store, "PV601")
    assert found.message == "“Augusta King” is taken for Ada Lovelace by the spelling alone, so it may be another."


def test_a_reviewer_settles_a_contest(store: Store) -> None:
    """Where a reviewer has decided, that models said otherwise is worth a look and no alarm."""
    told = tell(store, one())
    word = Correction(quotation=told[0], reviewer="ada", reason="heard it", speaker="Grace Hopper")
    save_correction(store, word, now=at(15))
    (found,) = find(store, "PV104")
    message = "On whose words these are rules says Ada Lovelace and ada says Grace Hopper; the reviewer's word holds."
    assert (found.severity, found.message) == ("low", message)


def test_a_spokesperson_in_another_article_is_told(store: Store) -> None:
    """Words that another article has from a spokesperson are worth a look where they are the principal's own."""
    principal = ("Ada Lovelace", AgentKind.PERSON)
    tell(store, printed(FULL, speaker="Grace Hopper", principal=principal), weekly(FULL))
    (found,) = find(store, "PV205")
    spoke = "The Daily has these words from Grace Hopper, who speaks for Ada Lovelace"
    assert (found.message, found.publisher) == (f"{spoke}; here they are Ada Lovelace's own.", "The Weekly")
    assert find(store, "PV105") == [], "they contradict each other no more than that"


@pytest.mark.parametrize("case", CASES[::5], ids=lambda case: case.code)
def test_unrelated_articles_change_nothing(case: Case, store: Store) -> None:
    """What is found stays found, and nothing is added to it, when articles about something else come."""
    case.fires(store)
    before = _findings(store)
    tea = '"Tea is served at four," Joan Clarke said on Friday.'
    said = Said(words='"Tea is served at four,"', speaker="Joan Clarke")
    tell(store, Story(text=tea, fields={"locator": "tea.txt"}, said=[said]))
    assert [each for each in _findings(store) if each.locator != "tea.txt"] == before
