"""PV2xx: through whom we know it, and what may have happened to the words on their way."""

from collections.abc import Iterable, Iterator

from provenance.audit.kin import STATE_CONTROLLED, find_spokesperson, has_free_relay, is_published_by, labels_on
from provenance.audit.naming import names_somebody
from provenance.audit.records import Remark, Severity, check
from provenance.audit.wording import is_named, listing, quote, relay_name
from provenance.core.records import Role
from provenance.store.audited import AuditedCopy, AuditedHop, AuditedQuotation

_LONG = 3
# These publish, so that there is something to compare the words with; somebody who retells them does not.
_PUBLISHES = frozenset({Role.AGENCY, Role.OUTLET, Role.PLATFORM, Role.LEAKER, Role.DOCUMENT})


@check("PV201", "relay-without-source", Severity.MEDIUM, about=AuditedQuotation)
def find_sourceless(said: AuditedQuotation) -> Iterator[Remark]:
    """A relay carried the words, and what it published is not in the database, so the two cannot be compared."""
    lacking = [
        each for each in said.relays if each.hop.role in _PUBLISHES and is_named(each) and not _is_there(said, each)
    ]
    if lacking:
        names = listing(relay_name(each) for each in lacking)
        message = f"The words come through {names}, whose own publication is not in the database to compare them with."
        yield Remark(message=message)


@check("PV202", "long-chain", Severity.MEDIUM, about=AuditedQuotation)
def find_long(said: AuditedQuotation) -> Iterator[Remark]:
    """Three relays or more carried the words, and each may have changed them."""
    relays = said.relays
    if len(relays) >= _LONG:
        way = listing(relay_name(each) for each in relays)
        severity = Severity.HIGH if len(relays) > _LONG else None
        yield Remark(message=f"The words passed through {way}, and each may have changed them.", severity=severity)


@check("PV203", "state-controlled-relay", Severity.MEDIUM, about=AuditedQuotation)
def find_state_controlled(said: AuditedQuotation) -> Iterator[Remark]:
    """A relay was controlled by a state when the words were published, and no independent one carried them too."""
    article = said.stored.article
    # On an unknown day of publication a label counts if it held when the article was read.
    day = article.article.published or article.fetched_at
    labelled = [(each, label) for each in said.relays for label in labels_on(each, STATE_CONTROLLED, day=day)[:1]]
    if not labelled or has_free_relay(said):
        return
    told = listing(f"{relay_name(each)} ({label.citation})" for each, label in labelled)
    message = (
        f"The words come through state-controlled media, and through no independent relay in this database: {told}."
    )
    yield Remark(message=message)


@check("PV204", "unnamed-relay", Severity.HIGH, about=AuditedQuotation)
def find_unnamed_relay(said: AuditedQuotation) -> Iterator[Remark]:
    """Something that is not named carried the words ("media reports", "reportedly"), so nobody can go back to it."""
    text = said.stored.article.article.text
    unnamed = [
        each
        for each in said.relays
        if not (is_named(each) or each.hop.role is Role.TRANSLATION or names_somebody(_description(each), text=text))
    ]
    if unnamed:
        told = listing(relay_name(each) for each in unnamed)
        message = f"The words come through {told}, and the article gives no name, so nobody can go back to the source."
        yield Remark(message=message)


@check("PV205", "spokesperson-as-principal", Severity.MEDIUM, about=AuditedQuotation)
def find_spoken_for(said: AuditedQuotation) -> Iterator[Remark]:
    """The words of somebody who speaks for another are shown as that other's own."""
    voice, principal = said.speaker, said.principal
    if voice is None:
        return
    if principal is not None and principal.id == voice.id:
        source = f" ({quote(said.hops[0].words)})" if said.hops[0].words else ""
        message = f"Somebody who speaks for {voice.name}{source} said this, and it is shown as {voice.name}'s own."
        yield Remark(message=message)
        return
    other = find_spokesperson(said, voice.id)
    if other and other.speaker:
        spoke = f"{other.speaker.name}, who speaks for {voice.name}"
        yield Remark(message=f"{other.place} has these words from {spoke}; here they are {voice.name}'s own.")


@check("PV206", "hidden-translation", Severity.MEDIUM, about=AuditedQuotation)
def find_untold_translation(said: AuditedQuotation) -> Iterator[Remark]:
    """The words were translated, and nobody is named who did it, so the wording is somebody else's."""
    translations = [each for each in said.relays if each.hop.role is Role.TRANSLATION]
    unnamed = [each for each in translations if not is_named(each)]
    if unnamed:
        told = listing(relay_name(each) for each in unnamed)
        yield Remark(message=f"The words come through {told}, and the article does not say who translated them.")
        return
    spoken, printed = said.stored.current.quotation.quoted_lang, said.stored.article.article.lang
    if not translations and spoken and printed and _tag(spoken) != _tag(printed):
        message = f"The words were spoken in another language ({spoken}) than they are printed in ({printed}), and "
        yield Remark(message=f"{message}no translator is named.")


@check("PV207", "back-translation", Severity.HIGH, about=AuditedQuotation)
def find_back_translation(said: AuditedQuotation) -> Iterator[Remark]:
    """The words left a language and came back to it, so that they need not be those that were spoken."""
    ways = _languages(said)
    for i, lang in enumerate(ways):
        if lang in ways[i + 2 :]:
            message = f"The words went from language to language ({' → '.join(ways)}) and came back to {lang}, so they "
            yield Remark(message=f"{message}need not be those that were spoken.")
            return


@check("PV208", "uncredited-agency-copy", Severity.MEDIUM, about=AuditedCopy)
def find_uncredited(copy: AuditedCopy) -> Iterator[Remark]:
    """The article is nearly that of a news agency, which it does not name, so it is no second source."""
    agency = copy.outlet
    if agency is None or agency.kind != "agency" or copy.is_credited:
        return
    shared = f"{round(100 * copy.score)} % of its words"
    message = (
        f"The article shares {shared} with one of {agency.agent.name}, which it does not name: it is no second source."
    )
    yield Remark(message=message)


def _description(relay: AuditedHop) -> str:
    """Give the words by which an article describes a relay."""
    return relay.hop.agent.name if relay.hop.agent else relay.words or ""


def _is_there(said: AuditedQuotation, relay: AuditedHop) -> bool:
    """Say whether the database holds what a relay published: an article that is linked, or one with these words."""
    agent = relay.hop.agent
    return relay.upstream is not None or (agent is not None and is_published_by(said, agent.name))


def _languages(said: AuditedQuotation) -> list[str]:
    """List the languages through which the words went, without repeating one in a row."""
    quotation, article = said.stored.current.quotation, said.stored.article.article
    ways: Iterable[str | None] = (
        quotation.quoted_lang,
        # Agencies and many outlets publish in several languages, so that only what is told of this one counts.
        *(lang for each in said.relays for lang in (each.lang_from, each.lang_to)),
        article.lang,
    )
    passed: list[str] = []
    for lang in (_tag(way) for way in ways if way):
        if passed[-1:] != [lang]:
            passed.append(lang)
    return passed


def _tag(lang: str) -> str:
    """Return a language without its country or script."""
    return lang.partition("-")[0].casefold()
