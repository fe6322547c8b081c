"""Each check fires where it should, is silent where little is different, and says so in words for journalists."""

import re

import pytest
from audit_cases import CASES, FULL, LEAVE, LEAVE_WORDS, Case, one, printed, weekly
from factories import NOW, at
from stories import Said, Story, agency, look_at, tell

from provenance.audit.builtin import CHECKS
from provenance.audit.catalogue import load_checks
from provenance.audit.dates import find_impossible
from provenance.audit.relays import find_long, find_state_controlled
from provenance.audit.runner import run_audit
from provenance.audit.voices import find_thin, find_unnamed, find_vague
from provenance.audit.words import find_silent, find_stitched
from provenance.core.agents import Registry, build_agent
from provenance.core.known import KnownAgent, OutletLabel
from provenance.core.records import AgentKind, Form
from provenance.core.severities import Severity
from provenance.core.text import hull
from provenance.store.audited import AuditedEdit
from provenance.store.changes import QuotedWords, compare_quotations
from provenance.store.corrections import save_correction
from provenance.store.engine import Store
from provenance.store.finding_records import Finding
from provenance.store.records import Correction, StoredOutlet
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


@pytest.mark.parametrize(
    ("speaker", "kind", "code"),
    [
        pytest.param("Analysts", AgentKind.GROUP, "PV101", id="a capital for its place in the sentence"),
        pytest.param("some experts", AgentKind.GROUP, "PV101", id="experts of nothing"),
        pytest.param("Reports", AgentKind.DOCUMENT, "PV101", id="reports of nobody"),
        pytest.param("local media reports", AgentKind.DOCUMENT, "PV101", id="reports of some media"),
        pytest.param("Western officials", AgentKind.GROUP, "PV102", id="a part of the world"),
        pytest.param("U.S. officials", AgentKind.GROUP, "PV102", id="a country"),
        pytest.param("a senior South Korean diplomat", AgentKind.UNNAMED, "PV102", id="a country of two words"),
        pytest.param("a State Department official", AgentKind.UNNAMED, None, id="a body"),
        pytest.param("Russia and North Korea", AgentKind.GROUP, None, id="two that are named"),
        pytest.param("court documents", AgentKind.DOCUMENT, None, id="documents that can be asked for"),
        pytest.param("Harbourites", AgentKind.GROUP, None, id="a party, which the article always writes so"),
        pytest.param("you", AgentKind.GENERIC, None, id="nobody at all"),
    ],
)
def test_unnamed_and_vague(speaker: str, kind: AgentKind, code: str | None) -> None:
    """A description that names nothing is worse than one that names a country, and one that names a body is fine."""
    text = f"{LEAVE_WORDS} {speaker} said on Monday. Nobody asked the Harbourites again."
    said = look_at(one(text=text, speaker=speaker, kind=kind))
    assert [check.code for check in (find_unnamed, find_vague) if list(check.find(said))] == ([code] if code else [])


def test_a_phrase_that_refers_back_is_no_voice() -> None:
    """What "the accord" means was named before, and where no rule knows its head as a person it may be none."""
    text = '"We will leave the old harbour before winter," the accord said on Monday.'
    said = look_at(one(text=text, speaker="the accord", kind=AgentKind.UNNAMED, link_score=0.6))
    assert [*find_unnamed.find(said), *find_vague.find(said)] == []


@pytest.mark.parametrize(
    ("form", "score", "is_found"),
    [
        pytest.param(Form.DIRECT, 0.6, True, id="words in marks have a voice"),
        pytest.param(Form.INDIRECT, 0.6, False, id="what shows something says nothing"),
        pytest.param(Form.INDIRECT, 0.85, True, id="a head that is known as a person"),
    ],
)
def test_who_is_known_as_a_person(form: Form, score: float, is_found: bool) -> None:  # noqa: FBT001 - a row
    """Whoever has words in marks, or is known as a person, is a voice; other things may show what they do not say."""
    text = LEAVE.replace("Ada Lovelace", "two fishermen")
    said = look_at(one(text=text, form=form, speaker="two fishermen", kind=AgentKind.UNNAMED, link_score=score))
    assert bool(list(find_unnamed.find(said))) is is_found


def test_a_name_kept_back_is_told() -> None:
    """Who speaks on condition of anonymity is described, and the article says so."""
    text = LEAVE.replace("Ada Lovelace", "a Harbour Board official")
    said = look_at(one(text=text, speaker="a Harbour Board official", kind=AgentKind.UNNAMED, withheld=True))
    (found,) = find_unnamed.find(said)
    assert found.message.startswith("The article keeps back the name of “a Harbour Board official”")


def test_an_alias_of_the_registry_alone_is_thin(store: Store) -> None:
    """An article that knows somebody under another name only is joined by the registry's word, which may mislead."""
    tell(store, one(), one(speaker="Augusta King", text=LEAVE.replace("Ada Lovelace", "Augusta King")))
    ada = KnownAgent(name="Ada Lovelace", kind=AgentKind.PERSON, aliases=("Augusta King",))
    save_registry(store, Registry(agents=(ada,)), now=NOW)
    (found,) = find(store, "PV601")
    assert found.message == "“Augusta King” is taken for Ada Lovelace by the spelling alone, so it may be another."


@pytest.mark.parametrize(
    ("name", "is_found"),
    [
        pytest.param("Lovelace", True, id="a surname"),
        pytest.param("Western", False, id="no name of anybody"),
        pytest.param("Ada Lovelace", False, id="a full name"),
    ],
)
def test_a_surname_alone_is_thin(name: str, is_found: bool) -> None:  # noqa: FBT001 - a row
    """Where the article never gives the full name, it may be one of several."""
    said = look_at(one(speaker=name, text=LEAVE.replace("Ada Lovelace", name)))
    assert bool(list(find_thin.find(said))) is is_found


@pytest.mark.parametrize(
    ("said_on", "published", "is_found"),
    [
        pytest.param("2025-07-14", "2025-07-13", False, id="the next day somewhere"),
        pytest.param("2025-07-15", "2025-07-13", True, id="two days later"),
        pytest.param("2025-07", "2025-07-13", False, id="some day of that month"),
        pytest.param("2025-08", "2025-07-13", True, id="a later month"),
        pytest.param("2025-07-15", "2025", False, id="a year alone"),
        pytest.param("2025-07-15", None, False, id="no date at all"),
    ],
)
def test_order_of_dates(said_on: str, published: str | None, is_found: bool) -> None:  # noqa: FBT001 - a row
    """Words are said before they are printed, as far as dates are precise and clocks agree."""
    assert bool(list(find_impossible.find(look_at(one(said_on=said_on, published=published))))) is is_found


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


@pytest.mark.parametrize(
    ("day", "is_found"),
    [
        pytest.param("1990-07-01", False, id="before"),
        pytest.param("1991", True, id="some day of the year"),
        pytest.param("2000-01-01", True, id="while it held"),
        pytest.param("2009-09-01", False, id="after"),
        pytest.param(None, False, id="an unknown day, since it holds no more"),
    ],
)
def test_a_label_holds_for_its_time(day: str | None, is_found: bool) -> None:  # noqa: FBT001 - a row
    """A relay is called state-controlled on the days on which it was."""
    name = "State Press Agency"
    label = OutletLabel(label="state_controlled", citation="statutes", valid_from="1991-03", valid_to="2009-08-31")
    medium = StoredOutlet(
        id="ou_1", agent=build_agent(name, AgentKind.ORGANISATION, scope=""), kind="agency", labels=(label,)
    )
    said = look_at(one(via=[agency(name)], published=day), media={name: medium})
    assert bool(list(find_state_controlled.find(said))) is is_found


def edition(begins: str, *, note: str = "") -> Story:
    words = f'"{begins} the old harbour,"'
    return one(words, text=f"{words} Ada Lovelace said on Monday.\n{note}")


@pytest.mark.parametrize(
    ("note", "is_told"),
    [
        pytest.param("Correction: she said never.", True, id="a correction"),
        pytest.param("Editor's note: this has been changed.", True, id="an editor's note"),
        pytest.param("This article was amended on Tuesday.", True, id="an amendment"),
        pytest.param("An earlier version of this story had other words.", True, id="an earlier version"),
        pytest.param("The Department of Corrections was silent.", False, id="a body of that name"),
        pytest.param("The harbour is old.", False, id="something else"),
    ],
)
def test_a_note_makes_an_edit_public(note: str, is_told: bool) -> None:  # noqa: FBT001 - a row
    """An edit that readers are told of is not silent."""
    before, after = look_at(edition("We will leave")), look_at(edition("We will never leave", note=note))
    words = [QuotedWords(id=each.id, text=each.stored.text, speaker="Ada Lovelace") for each in (before, after)]
    edit = AuditedEdit(
        old=before.stored.article,
        new=after.stored.article,
        changes=compare_quotations(words[:1], words[1:]),
        places={after.id: hull(after.stored.current.quotation.content)},
    )
    assert bool(list(find_silent.find(edit))) is not is_told


@pytest.mark.parametrize(
    ("words", "form", "says"),
    [
        pytest.param('"We will … leave,"', Form.DIRECT, "an ellipsis", id="an ellipsis inside"),
        pytest.param('"We will ... leave,"', Form.DIRECT, "an ellipsis", id="three dots"),
        pytest.param('"We [the council] leave,"', Form.DIRECT, "put in ([the council])", id="the writer's words"),
        pytest.param('"[W]e will leave,"', Form.DIRECT, "", id="another case"),
        pytest.param('"We will leve [sic],"', Form.DIRECT, "", id="a sign that it was said so"),
        pytest.param('"We will leave …"', Form.DIRECT, "", id="words that trail off"),
        pytest.param('that they … would "leave"', Form.MIXED, "", id="dots that are the writer's own"),
        pytest.param("that they would [soon] leave", Form.INDIRECT, "", id="nothing in marks"),
    ],
)
def test_what_is_stitched(words: str, form: Form, says: str) -> None:
    """Words in marks that were left out or put in make a quotation that was not said in one go."""
    found = list(find_stitched.find(look_at(one(words, text=f"{words} Ada Lovelace said on Monday.", form=form))))
    assert [says in each.message for each in found] == ([True] if says else [])


def test_parts_that_stand_far_apart_are_stitched() -> None:
    """A quotation whose parts stand far from each other may be two."""
    text = f'"We will," Ada Lovelace said on Monday. {"The harbour is old. " * 12}"leave," she said.'
    (found,) = find_stitched.find(look_at(one(('"We will,"', '"leave,"'), text=text)))
    assert "characters apart" in found.message


def test_four_relays_are_worse_than_three() -> None:
    """Each relay more may have changed the words once more."""
    (found,) = find_long.find(look_at(one(via=[agency(name) for name in ("TASS", "KCNA", "Yonhap", "Kyodo")])))
    assert found.severity is Severity.HIGH


@pytest.mark.parametrize("case", CASES[::5], ids=lambda case: case.code)
def test_unrelated_articles_change_nothing(case: Case, store: Store) -> None:
    """What is found stays found, and nothing is added to it, when articles about something else come."""
    case.fires(store)
    before = _findings(store)
    tea = '"Tea is served at four," Joan Clarke said on Friday.'
    said = Said(words='"Tea is served at four,"', speaker="Joan Clarke")
    tell(store, Story(text=tea, fields={"locator": "tea.txt"}, said=[said]))
    assert [each for each in _findings(store) if each.locator != "tea.txt"] == before
