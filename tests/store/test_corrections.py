"""A reviewer's word on a quotation."""

from dataclasses import replace

import pytest
from factories import (
    NEWER,
    NOW,
    TEXT,
    at,
    find_articles,
    full_extraction,
    load_journal,
    load_marks,
    make_article,
    make_extraction,
    save,
)

from provenance.core.agents import Registry, agent_id
from provenance.core.chain import check_chain
from provenance.core.known import KnownAgent
from provenance.core.records import AgentKind, Form, Role
from provenance.errors import NotFound, StoreError
from provenance.store.agents import save_merge, save_unmerge
from provenance.store.corrections import save_correction
from provenance.store.engine import Store
from provenance.store.queries import find_quotations, load_history, load_quotation
from provenance.store.records import Assertion, Correction, QuotationFilter
from provenance.store.schema import verify_store
from provenance.store.seeds import save_registry

PUTIN = KnownAgent(name="Vladimir Putin", kind=AgentKind.PERSON, short_names=("Putin",))
KIMS = tuple(
    KnownAgent(name=name, kind=AgentKind.PERSON, short_names=("Kim",)) for name in ("Kim Jong Un", "Kim Yo Jong")
)
SUPPORT, STRONG = '"We support all measures,"', '"Ties are strong,"'


@pytest.fixture
def filled(store: Store) -> Store:
    """The registry and one article with two quotations."""
    save_registry(store, Registry(agents=(PUTIN, *KIMS)), now=NOW)
    save(store, full_extraction())
    return store


def quotation_of(store: Store, text: str = SUPPORT) -> str:
    return next(q.id for q in find_quotations(store, QuotationFilter()) if q.text == text)


def correct(store: Store, quotation: str, *, now: str = at(15), **fields: object) -> Assertion:
    correction = Correction(quotation=quotation, reviewer="ann", reason="I heard it", **fields)  # type: ignore[arg-type]
    return save_correction(store, correction, now=now)


def current(store: Store, quotation: str, *, as_of: str | None = None) -> Assertion:
    return load_quotation(store, quotation, as_of=as_of).current


def speaker(assertion: Assertion) -> str | None:
    return assertion.quotation.speaker.name if assertion.quotation.speaker else None


def relays(assertion: Assertion) -> list[tuple[str, str | None]]:
    return [(hop.role.value, hop.agent.name if hop.agent else None) for hop in assertion.quotation.relays]


def test_a_correction_changes_what_it_mentions(filled: Store) -> None:
    """The speaker changes, the relay with its evidence and the form stay, and the word is the reviewer's."""
    quotation = quotation_of(filled)
    before = current(filled, quotation)
    saved = correct(filled, quotation, speaker="putin")
    assert saved == current(filled, quotation)
    assert (speaker(saved), relays(saved)) == ("Vladimir Putin", [("agency", "TASS")])
    assert saved.quotation.relays == before.quotation.relays
    assert (saved.decided_by, saved.by, saved.reason, saved.quotation.score) == ("human", "ann", "I heard it", 1.0)
    assert [q.text for q in find_quotations(filled, QuotationFilter(speaker="Putin"))] == [SUPPORT]
    assert check_chain(saved.quotation.chain) == []
    assert verify_store(filled) == []


def test_a_correction_of_the_way(filled: Store) -> None:
    """Relays are given from the speaker outwards; known ones keep their evidence, new names become agents."""
    quotation = quotation_of(filled)
    shown = current(filled, quotation).quotation.relays[0]
    saved = correct(filled, quotation, via=((Role.PERSON, "His Lawyer"), (Role.OUTLET, "tass")))
    assert relays(saved) == [("person", "His Lawyer"), ("outlet", "TASS")]
    assert saved.quotation.relays[1] == replace(shown, role=Role.OUTLET)
    assert saved.quotation.speaker == current(filled, quotation, as_of=NOW).quotation.speaker
    assert relays(correct(filled, quotation, via=(), now=at(16))) == []


def test_a_correction_of_the_form(filled: Store) -> None:
    """The form alone can be corrected."""
    quotation = quotation_of(filled)
    before = current(filled, quotation).quotation
    assert correct(filled, quotation, form=Form.MIXED).quotation == replace(before, form=Form.MIXED, score=1.0)


def test_a_correction_outranks_every_later_run(filled: Store) -> None:
    """A new model run is kept as history, and the reviewer's word holds."""
    quotation = quotation_of(filled)
    saved = correct(filled, quotation, speaker="Putin")
    save(filled, make_extraction(pipeline=NEWER), now=at(16))
    assert current(filled, quotation) == saved
    assert [step.decided_by for step in load_history(filled, quotation)] == ["model", "human", "model"]


def test_a_correction_withdrawn_falls_back_to_the_model(filled: Store) -> None:
    """Taking a decision back brings the model's newest word back, whatever was decided before."""
    quotation = quotation_of(filled)
    correct(filled, quotation, speaker="Putin", now=at(15))
    correct(filled, quotation, speaker="Wang Yi", now=at(16))
    save(filled, make_extraction(pipeline=NEWER), now=at(17))
    withdrawn = correct(filled, quotation, assertion="abstain", now=at(18))
    assert (withdrawn.assertion, withdrawn.decided_by) == ("abstain", "human")
    assert current(filled, quotation).by == "rules 0.2.0"
    seen = [speaker(current(filled, quotation, as_of=at(day, 11))) for day in (14, 15, 16, 17, 18)]
    assert seen == ["Sergei Lavrov", "Vladimir Putin", "Wang Yi", "Wang Yi", "Sergei Lavrov"]
    with pytest.raises(StoreError, match="nobody has decided"):
        correct(filled, quotation, assertion="abstain", now=at(19))


def test_a_rejection_hides_a_quotation_everywhere(filled: Store) -> None:
    """A rejected quotation is not found, whatever later models say, and is still there by its id."""
    quotation = quotation_of(filled)
    correct(filled, quotation, assertion="reject")
    save(filled, make_extraction(pipeline=NEWER), now=at(16))
    assert [q.text for q in find_quotations(filled, QuotationFilter())] == [STRONG]
    assert current(filled, quotation).assertion == "reject"
    assert len(find_quotations(filled, QuotationFilter(as_of=at(14, 12)))) == 2
    assert len(load_marks(filled, find_articles(filled)[0].version).rejected) == 0
    correct(filled, quotation, assertion="abstain", now=at(17))
    assert len(find_quotations(filled, QuotationFilter())) == 2


def test_a_rejected_mark_can_be_made_a_quotation(filled: Store) -> None:
    """What the model took for a label becomes a quotation with a speaker."""
    mark = next(a for a in (load_quotation(filled, i) for i in mark_ids(filled)) if a.text == '"login"')
    saved = correct(filled, mark.id, speaker="Putin")
    assert check_chain(saved.quotation.chain) == []
    assert '"login"' in [q.text for q in find_quotations(filled, QuotationFilter(speaker="Putin"))]
    assert load_marks(filled, mark.article.version).rejected == ()


def mark_ids(store: Store) -> list[str]:
    with store.reading() as connection:
        rows = connection.exec_driver_sql("SELECT quotation_id FROM attributions WHERE assertion = 'reject'")
        return [row.quotation_id for row in rows]


def test_a_name_of_several_is_refused(filled: Store) -> None:
    """Where a name may mean two agents the reviewer must give an id, and nothing is saved."""
    quotation = quotation_of(filled)
    with pytest.raises(StoreError, match="may mean"):
        correct(filled, quotation, speaker="Kim")
    assert load_journal(filled) == []
    kim = agent_id("Kim Yo Jong", AgentKind.PERSON)
    assert speaker(correct(filled, quotation, speaker=kim)) == "Kim Yo Jong"


def test_a_new_name_becomes_an_agent_of_its_kind(filled: Store) -> None:
    """Who nobody knows is new: a person unless the reviewer says otherwise."""
    quotation = quotation_of(filled)
    one = correct(filled, quotation, speaker="Maria Zakharova").quotation.speaker
    assert one is not None
    assert (one.id, one.kind) == (agent_id("Maria Zakharova", AgentKind.PERSON), AgentKind.PERSON)
    other = correct(filled, quotation, speaker="officials", speaker_kind=AgentKind.GROUP, now=at(16))
    assert other.quotation.speaker is not None
    assert other.quotation.speaker.kind is AgentKind.GROUP
    assert other.quotation.chain[0].anonymity.value == "unnamed"
    assert verify_store(filled) == []


def test_a_correction_keeps_agents_as_observed(filled: Store) -> None:
    """A correction made while two agents were merged shows each by itself again when they are parted."""
    quotation = quotation_of(filled)
    why = {"who": "ann", "reason": "a test"}
    save_merge(filled, "Sergei Lavrov", "Vladimir Putin", now=at(15), **why)
    correct(filled, quotation, form=Form.MIXED, now=at(16))
    assert speaker(current(filled, quotation)) == "Vladimir Putin"
    save_unmerge(filled, "Sergei Lavrov", "Vladimir Putin", now=at(17), **why)
    assert speaker(current(filled, quotation)) == "Sergei Lavrov"


def test_every_decision_is_in_the_journal(filled: Store) -> None:
    """Who decided what, when and why stands in a chain of entries."""
    quotation = quotation_of(filled)
    correct(filled, quotation, speaker="Putin", now=at(15))
    correct(filled, quotation, assertion="reject", now=at(16))
    correct(filled, quotation, assertion="abstain", now=at(17))
    entries = load_journal(filled)
    assert [(e.seq, e.op, e.who, e.subject) for e in entries] == [
        (1, "correct", "ann", quotation),
        (2, "reject", "ann", quotation),
        (3, "withdraw", "ann", quotation),
    ]
    assert [e.previous for e in entries] == [None, entries[0].sha256, entries[1].sha256]
    assert "I heard it" in entries[0].payload


@pytest.mark.parametrize(
    "fields",
    [
        {"assertion": "maybe"},
        {"speaker": ""},
        {"speaker": "…"},
        {"speaker": "a\x00b"},
        {"via": ((Role.SPEAKER, "TASS"),)},
        {"via": ((Role.PUBLISHER, "TASS"),)},
        {"via": ((Role.AGENCY, " "),)},
    ],
)
def test_what_is_no_correction_is_refused(filled: Store, fields: dict[str, object]) -> None:
    """A decision that makes no sense changes nothing."""
    with pytest.raises(StoreError) as caught:
        correct(filled, quotation_of(filled), **fields)  # type: ignore[arg-type]
    assert caught.value.hint
    assert load_journal(filled) == []


def test_a_correction_needs_a_reviewer_and_a_reason(filled: Store) -> None:
    """Nobody corrects anonymously or without saying why, nor what is not there."""
    quotation = quotation_of(filled)
    for reviewer, reason in (("", "x"), ("ann", " ")):
        with pytest.raises(StoreError, match="a decision needs"):
            save_correction(filled, Correction(quotation=quotation, reviewer=reviewer, reason=reason), now=NOW)
    with pytest.raises(NotFound):
        correct(filled, "qt_0000")


def test_the_same_correction_twice_is_one(filled: Store) -> None:
    """A decision that is sent twice at the same moment stands once."""
    quotation = quotation_of(filled)
    one, other = (correct(filled, quotation, speaker="Putin") for _ in range(2))
    assert one == other
    assert len(load_journal(filled)) == 1


@pytest.mark.parametrize(
    ("text", "carried"),
    [
        # Something was added far away, before or after the words.
        ("New first line. " + TEXT, 1),
        (TEXT + " New last line.", 1),
        # Only one side of the words stays as it was.
        (TEXT.replace("Sergei Lavrov said", "Mr Lavrov said"), 1),
        # Both sides changed, the words changed, or they stand there twice.
        (TEXT.replace("Sergei Lavrov said", "Mr Lavrov said").replace("button", "link"), 0),
        (TEXT.replace("all measures", "any measures"), 0),
        (TEXT + f" {SUPPORT}", 0),
    ],
)
def test_a_decision_is_carried_to_a_new_version(filled: Store, text: str, carried: int) -> None:
    """A decision goes along only where the same words stand once between the same words on one side at least."""
    correct(filled, quotation_of(filled), speaker="Putin")
    quotes = {} if SUPPORT not in text else {SUPPORT: {"speaker": None}}
    save(filled, make_extraction(make_article(text=text), quotes=quotes), now=at(16))
    found = find_quotations(filled, QuotationFilter())
    assert {stored.article.version_no for stored in found} <= {2}
    assert [speaker(stored.current) for stored in found if speaker(stored.current)] == ["Vladimir Putin"] * carried
    assert verify_store(filled) == []


def test_a_carried_rejection_hides_the_quotation_again(filled: Store) -> None:
    """A false quotation need not be rejected in every version of an article."""
    correct(filled, quotation_of(filled), assertion="reject")
    changed = make_article(text=TEXT + " More.")
    save(filled, make_extraction(changed), now=at(16))
    save(filled, make_extraction(replace(changed, text=TEXT + " More still.")), now=at(17))
    assert [stored.text for stored in find_quotations(filled, QuotationFilter())] == [STRONG]
