"""For each check of the audit a small store in which it fires, and one that differs little, in which it does not."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from factories import NOW, at
from stories import Relay, Said, Story, agency, doubt, outlet, retell_hops, tell

from provenance.core.agents import Registry
from provenance.core.known import KnownAgent, KnownOutlet, OutletLabel
from provenance.core.records import AgentKind, Medium, Pipeline, Role
from provenance.core.wire import article_id
from provenance.store.corrections import save_correction
from provenance.store.engine import Store
from provenance.store.records import Correction
from provenance.store.seeds import save_registry

Fill = Callable[[Store], object]

LEAVE = '"We will leave the old harbour before winter," Ada Lovelace said on Monday.'
NEWS = (
    "The council met for three hours, and no member of it would say afterwards what had been decided about the piers. "
    "Fishermen who had waited outside in the rain went home without an answer, as they had done twice in the spring. "
    "A vote on the money that the repairs would take is planned for the first week of September, after the holidays. "
    "The harbour was built in the reign of a king whose name nobody on the quay could remember when they were asked. "
    "Two of its cranes are still worked by hand, and the third has not moved since a storm bent its arm in January. "
    "Whoever wants to see the plans may do so in the town hall on weekday mornings, where a clerk will turn the pages."
)
LEAVE_WORDS = '"We will leave the old harbour before winter,"'
TASS = agency("TASS")


@dataclass(frozen=True, kw_only=True)
class Case:
    """A check, a store in which it finds something, and one in which it does not.

    Attributes:
        code: Of the check.
        fires: Fills the one store.
        silent: Fills the other.
        says: Words of the message.
        severity: Of the finding.
        why: Why the second store is none.
    """

    code: str
    fires: Fill
    silent: Fill
    says: str
    severity: str
    why: str


def story(*stories: Story) -> Fill:
    return lambda store: tell(store, *stories)


def one(
    words: str | Sequence[str] = LEAVE_WORDS, *, text: str = LEAVE, published: str | None = "2025-07-13", **said: object
) -> Story:
    fields = said.pop("fields", {})
    return Story(text=text, said=[Said(words=words, **said)], published=published, fields=fields)  # type: ignore[arg-type]


def voiced(speaker: str, kind: AgentKind = AgentKind.GROUP) -> Fill:
    text = f'"We will leave the old harbour before winter," {speaker} said on Monday.'
    return story(one(text=text, speaker=speaker, kind=kind))


def printed(words: str, *, publisher: str = "The Daily", published: str = "2025-07-13", **said: object) -> Story:
    text = f'{words[:-1]}," Ada Lovelace said on Monday.'
    content = f'{words[:-1]},"'
    return one(content, text=text, published=published, fields={"publisher": publisher}, **said)


def weekly(words: str, **said: object) -> Story:
    return printed(words, publisher="The Weekly", published="2025-07-14", **said)


def corrected(speaker: str, *, again: bool) -> Fill:
    """Let the model find something, a reviewer correct it, and the article change so that the words are gone."""

    def fill(store: Store) -> None:
        told = tell(store, one())
        word = Correction(quotation=told[0], reviewer="ada", reason="heard it", speaker=speaker)
        save_correction(store, word, now=at(15))
        text = LEAVE.replace("winter", "spring")
        told = tell(store, one('"We will leave the old harbour before spring,"', text=text), now=at(16))
        if again:
            word = Correction(quotation=told[0], reviewer="ada", reason="heard it", speaker=speaker)
            save_correction(store, word, now=at(17))

    return fill


def two_models(second: str) -> Fill:
    def fill(store: Store) -> None:
        tell(store, one())
        other = Pipeline(stage="extract", name="another", version="1")
        tell(store, one(speaker=second), pipeline=other, now=at(16))

    return fill


def state_media(*, free: bool) -> Fill:
    def fill(store: Store) -> None:
        agent = KnownAgent(name="State Press Agency", kind=AgentKind.ORGANISATION)
        label = OutletLabel(label="state_controlled", citation="the agency's own statutes", valid_from="1925")
        save_registry(store, Registry(outlets=(KnownOutlet(agent=agent, kind="agency", labels=(label,)),)), now=NOW)
        state, other = agency("State Press Agency"), agency("Free Press Agency")
        told = [printed(f'{LEAVE_WORDS[:-2]}"', via=[state])]
        if free:
            told.append(printed(f'{LEAVE_WORDS[:-2]}"', publisher="The Weekly", via=[other]))
        tell(store, *told)

    return fill


def spoken(lang_to: str) -> Fill:
    def fill(store: Store) -> None:
        told = tell(store, one(via=[(Role.TRANSLATION, "Grace Hopper", AgentKind.PERSON)], fields={"lang": "en"}))
        retell_hops(store, told[0], lang_from=[None, "en", None], lang_to=[None, lang_to, None])

    return fill


def sourced(published: str) -> Fill:
    """Let the article that a relay is said to have published have a date."""

    def fill(store: Store) -> None:
        origin = one(published=published)
        told = tell(store, origin, one(via=[TASS]))
        retell_hops(store, told[1], source_article_id=[None, article_id(origin.article(0)), None])

    return fill


def copied(text: str) -> Fill:
    def fill(store: Store) -> None:
        agent = KnownAgent(name="World Press Agency", kind=AgentKind.ORGANISATION)
        save_registry(store, Registry(outlets=(KnownOutlet(agent=agent, kind="agency"),)), now=NOW)
        original = one(text=f"{LEAVE}\n{NEWS}", fields={"publisher": "World Press Agency"}, published="2025-07-12")
        tell(store, original, one(text=text, fields={"publisher": "The Daily"}))

    return fill


def edited(after: str, words: str = '"We will never leave the old harbour,"') -> Fill:
    def fill(store: Store) -> None:
        before = '"We will leave the old harbour," Ada Lovelace said on Monday.'
        tell(store, one('"We will leave the old harbour,"', text=before))
        tell(store, one(words, text=after), now=at(16))

    return fill


def doubted(*, open_question: bool) -> Fill:
    def fill(store: Store) -> None:
        tell(store, one(principal=("Augusta King", AgentKind.PERSON)))
        if open_question:
            doubt(store, "Ada Lovelace", "Augusta King")

    return fill


def three(origin: Sequence[Relay], last: Sequence[Relay]) -> Fill:
    papers = ("The Daily", "The Weekly", "The Monthly")
    vias = (origin, origin, last)
    return story(
        *(printed(f'{LEAVE_WORDS[:-2]}"', publisher=paper, via=via) for paper, via in zip(papers, vias, strict=True))
    )


def citing(one_cites: str, other_cites: str) -> Fill:
    return story(
        printed(f'{LEAVE_WORDS[:-2]}"', publisher="The Daily", via=[outlet(one_cites)]),
        printed(f'{LEAVE_WORDS[:-2]}"', publisher="The Weekly", via=[outlet(other_cites)]),
    )


FULL = '"We will leave the old harbour and the two piers before winter if the council does not pay for the repairs"'
CASES = (
    Case(
        code="PV101", fires=voiced("an aide", AgentKind.UNNAMED), silent=voiced("Ada Lovelace", AgentKind.PERSON),
        says="“an aide”", severity="medium", why="she is named",
    ),
    Case(
        code="PV102", fires=voiced("two French officials"), silent=voiced("two Harbour Board officials"),
        says="“two French officials”", severity="low", why="the board is named",
    ),
    Case(
        code="PV103", fires=story(one(text=f"{LEAVE_WORDS} The talks go on.", speaker=None)), silent=story(one()),
        says="Nothing beside these words", severity="high", why="somebody is said to have said it",
    ),
    Case(
        code="PV104", fires=two_models("Grace Hopper"), silent=two_models("Lovelace"),
        says="another says Grace Hopper", severity="high", why="a surname is a part of the name",
    ),
    Case(
        code="PV105",
        fires=story(printed(FULL), weekly(FULL, speaker="Grace Hopper")),
        silent=story(printed(FULL), printed(FULL, publisher="The Weekly")),
        says="Ada Lovelace (The Daily) and Grace Hopper (The Weekly)", severity="high", why="both name one voice",
    ),
    Case(
        code="PV201", fires=story(one(via=[TASS])),
        silent=story(printed(FULL, via=[TASS]), printed(FULL, publisher="TASS")),
        says="TASS", severity="medium", why="what TASS published is there",
    ),
    Case(
        code="PV202", fires=story(one(via=[TASS, agency("KCNA"), agency("Yonhap")])),
        silent=story(one(via=[TASS, agency("KCNA")])),
        says="TASS, KCNA and Yonhap", severity="medium", why="two relays are no long chain",
    ),
    Case(
        code="PV203", fires=state_media(free=False), silent=state_media(free=True),
        says="the agency's own statutes", severity="medium", why="a free agency has the same words",
    ),
    Case(
        code="PV204", fires=story(one(via=[outlet("local media", AgentKind.GROUP)])), silent=story(one(via=[TASS])),
        says="“local media”", severity="high", why="the relay is named",
    ),
    Case(
        code="PV205",
        fires=story(one(principal=("Ada Lovelace", AgentKind.PERSON))),
        silent=story(one(principal=("Charles Babbage", AgentKind.PERSON))),
        says="speaks for Ada Lovelace", severity="medium", why="the one who speaks is shown",
    ),
    Case(
        code="PV206",
        fires=story(one(via=[(Role.TRANSLATION, "a Russian translation", AgentKind.UNNAMED)])),
        silent=story(one(via=[(Role.TRANSLATION, "Grace Hopper", AgentKind.PERSON)])),
        says="“a Russian translation”", severity="medium", why="who translated is named",
    ),
    Case(
        code="PV207", fires=spoken("ru"), silent=spoken("en-GB"),
        says="en → ru → en", severity="high", why="it never left the language",
    ),
    Case(
        code="PV208", fires=copied(f"{LEAVE}\n{NEWS}"), silent=copied(f"{LEAVE}\n{NEWS} (World Press Agency)"),
        says="100 % of its words with one of World Press Agency", severity="medium", why="the agency is named",
    ),
    Case(
        code="PV301",
        fires=story(printed(FULL), weekly(FULL.replace("council", "mayor"))),
        silent=story(printed(FULL), weekly(FULL.replace("before", "[before]"))),
        says="“council” reads “mayor”", severity="high", why="the words are the same",
    ),
    Case(
        code="PV302",
        fires=story(printed(FULL), weekly(FULL.replace("does not pay", "does pay"))),
        silent=story(printed(FULL), weekly(FULL.replace("two", "2"))),
        says="“not” is missing here, and a negation may turn", severity="high", why="“2” and “two” are one number",
    ),
    Case(
        code="PV303",
        fires=story(printed(FULL), weekly('"We will leave the old harbour and the two piers"')),
        silent=story(printed(FULL), printed(FULL, publisher="The Weekly")),
        says="of which 10 stand here", severity="low", why="nothing is left out",
    ),
    Case(
        code="PV304",
        fires=story(one('"We will … before winter,"', text='"We will … before winter," Ada Lovelace said.')),
        silent=story(one('"We will leave…"', text='"We will leave…" Ada Lovelace said.')),
        says="an ellipsis", severity="low", why="she trails off",
    ),
    Case(
        code="PV305",
        fires=edited('"We will never leave the old harbour," Ada Lovelace said on Monday.'),
        silent=edited('"We will never leave the old harbour," Ada Lovelace said on Monday.\nCorrected: never.'),
        says="became “We will never leave the old harbour", severity="high", why="a note tells of it",
    ),
    Case(
        code="PV401", fires=story(one(text=LEAVE.replace(" on Monday", ""))), silent=story(one()),
        says="on which day", severity="low", why="it was Monday",
    ),
    Case(
        code="PV402",
        fires=story(printed(FULL, published="2024-07-13"), printed(FULL, publisher="The Weekly")),
        silent=story(printed(FULL, published="2025-06-13"), printed(FULL, publisher="The Weekly")),
        says="2024-07-13 (The Daily), 365 days earlier", severity="medium", why="a month is not long ago",
    ),
    Case(
        code="PV403", fires=sourced("2025-07-20"), silent=sourced("2025-07-14"),
        says="The report of TASS is dated 2025-07-20", severity="high",
        why="it may be the next day already where the agency is",
    ),
    Case(
        code="PV501", fires=three([TASS], [TASS]), silent=three([TASS], [agency("Reuters")]),
        says="from TASS alone", severity="medium", why="Reuters has them too",
    ),
    Case(
        code="PV502", fires=citing("The Weekly", "The Daily"), silent=citing("The Weekly", "The Monthly"),
        says="go round", severity="high", why="the way leads to The Monthly",
    ),
    Case(
        code="PV503", fires=story(one(via=[TASS])), silent=story(one(via=[TASS], medium=Medium.VIDEO)),
        says="stands behind TASS", severity="low", why="there is a video",
    ),
    Case(
        code="PV601", fires=doubted(open_question=True), silent=doubted(open_question=False),
        says="Augusta King", severity="medium", why="nobody asks who she is",
    ),
    Case(
        code="PV602", fires=story(one(score=0.3)), silent=story(one(score=0.6)),
        says="0.30", severity="info", why="the model is rather sure",
    ),
    Case(
        code="PV603", fires=corrected("Grace Hopper", again=False), silent=corrected("Grace Hopper", again=True),
        says="The reviewer ada decided on “We will leave", severity="high", why="she has decided again",
    ),
)  # fmt: skip
