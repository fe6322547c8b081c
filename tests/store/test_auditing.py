"""What checks are given to look at, on both databases: each stream with what only it can know."""

from audit_cases import (
    FULL,
    LEAVE,
    NEWS,
    copied,
    corrected,
    doubted,
    edited,
    one,
    printed,
    sourced,
    state_media,
    three,
    two_models,
    weekly,
)
from stories import Story, agency, tell

from provenance.core.records import AgentKind
from provenance.store.agents import save_alias
from provenance.store.audited import AuditedQuotation
from provenance.store.auditing import load_background, stream_audited
from provenance.store.auditing_copies import stream_copies
from provenance.store.auditing_versions import stream_edits, stream_stranded
from provenance.store.changes import Change
from provenance.store.engine import Store
from provenance.store.records import QuotationFilter


def audited(store: Store, **wanted: str) -> list[AuditedQuotation]:
    with store.frozen() as frozen:
        background = load_background(frozen)
        return list(stream_audited(frozen, QuotationFilter(**wanted), background=background))  # type: ignore[arg-type]


def test_a_quotation_comes_with_its_voice(store: Store) -> None:
    """How the speaker was found, and who else it may be."""
    doubted(open_question=True)(store)
    (said,) = audited(store)
    assert said.voice
    assert (said.voice.method, said.voice.score, said.voice.unsure) == ("full-name", 0.95, ("Augusta King",))
    assert (said.opinions, said.family) == ((), None)


def test_a_quotation_comes_with_what_others_say(store: Store) -> None:
    """The last word of each model on who speaks."""
    two_models("Grace Hopper")(store)
    (said,) = audited(store)
    assert [(each.by, each.speaker and each.speaker.name) for each in said.opinions] == [
        ("rules", "Ada Lovelace"),
        ("another", "Grace Hopper"),
    ]


def test_a_hop_comes_with_its_medium_and_source(store: Store) -> None:
    """The labels of the medium behind a relay, and the article from which it has the words."""
    state_media(free=False)(store)
    (relay,) = audited(store)[0].relays
    assert relay.outlet
    assert relay.outlet.labels[0].label == "state_controlled"
    assert relay.upstream is None


def test_a_hop_comes_with_the_article_that_it_names(store: Store) -> None:
    """What an import says of the source of a relay is there."""
    sourced("2025-07-10")(store)
    relays = [relay for said in audited(store) for relay in said.relays]
    assert [relay.upstream and relay.upstream.article.locator for relay in relays] == ["0.txt"]


def test_an_alias_alone_is_told(store: Store) -> None:
    """An alias that a reviewer gave is no thin thread."""
    tell(store, one(), one(speaker="Augusta King", text=LEAVE.replace("Ada Lovelace", "Augusta King")))
    save_alias(store, "Ada Lovelace", "Augusta King", lang=None, who="ann", reason="married", now="2025-07-15T10:00")
    assert [said.voice and said.voice.alias for said in audited(store)] == [None, None]
    assert {said.speaker and said.speaker.name for said in audited(store)} == {"Ada Lovelace"}


def test_a_family_is_shared(store: Store) -> None:
    """Quotations of the same words know each other, the earliest first; the fullest stands for them."""
    tell(store, weekly('"We will leave the old harbour and the two piers"'), printed(FULL), one(text=f"{LEAVE} So."))
    found = {said.stored.article.article.locator: said for said in audited(store)}
    family = found["0.txt"].family
    assert family
    assert family is found["1.txt"].family
    assert [member.place for member in family.members if member.place != "2.txt"] == ["The Daily", "The Weekly"]
    assert family.fullest
    assert family.fullest.id == found["1.txt"].id


def test_a_family_holds_what_stands_now(store: Store) -> None:
    """A quotation of an older version is in no family any more."""
    tell(store, printed(FULL), weekly(FULL))
    tell(store, Story(text="Nothing."))
    assert [said.family for said in audited(store)] == [None]


def test_members_of_a_family_know_their_relays(store: Store) -> None:
    """Who carried the words to each."""
    three([agency("TASS")], [agency("Reuters")])(store)
    family = audited(store)[0].family
    assert family
    names = [[each.hop.agent and each.hop.agent.name for each in member.relays] for member in family.members]
    assert sorted(names, key=str) == [["Reuters"], ["TASS"], ["TASS"]]


def test_a_filter_chooses_quotations(store: Store) -> None:
    """What is not asked for is not loaded."""
    tell(store, one(), one(speaker="an aide", kind=AgentKind.UNNAMED, text=LEAVE.replace("Ada Lovelace", "an aide")))
    assert [said.speaker and said.speaker.name for said in audited(store, speaker="Ada")] == ["Ada Lovelace"]


def test_an_edit_is_two_versions(store: Store) -> None:
    """What became of quotations with marks from one version to the next."""
    edited('"We will never leave the old harbour," Ada Lovelace said on Monday.')(store)
    with store.frozen() as frozen:
        (edit,) = stream_edits(frozen, only=None, background=load_background(frozen))
        assert list(stream_edits(frozen, only=[], background=load_background(frozen))) == []
    assert (edit.old.version_no, edit.new.version_no) == (1, 2)
    assert [change.change for change in edit.changes] == [Change.CHANGED]
    assert list(edit.places) == [edit.changes[0].new and edit.changes[0].new.id]


def test_a_stranded_decision_is_found(store: Store) -> None:
    """A decision on words that are gone, unless somebody has decided again."""
    corrected("Grace Hopper", again=False)(store)
    with store.frozen() as frozen:
        (stranded,) = stream_stranded(frozen, only=None, background=load_background(frozen))
        assert list(stream_stranded(frozen, only=[], background=load_background(frozen))) == []
    assert stranded.left.decision.by == "ada"
    assert stranded.article.version_no == 2


def test_a_copy_is_the_later_article(store: Store) -> None:
    """The copy of an agency's article, and whether it names the agency."""
    copied(f"{LEAVE}\n{NEWS}")(store)
    with store.frozen() as frozen:
        (copy,) = stream_copies(frozen, only=None, background=load_background(frozen))
        assert list(stream_copies(frozen, only=[], background=load_background(frozen))) == []
    assert (copy.article.article.locator, copy.original.article.locator) == ("1.txt", "0.txt")
    assert copy.outlet
    assert (copy.outlet.agent.name, copy.score, copy.is_credited) == ("World Press Agency", 1.0, False)
