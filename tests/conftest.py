"""What the tests of several rooms need: an extractor that is quick, and whose results can be told by eye."""

import re
import signal

import pytest
from hypothesis import settings

from provenance.core.agents import build_agent
from provenance.core.chain import build_chain
from provenance.core.records import (
    AgentKind,
    Article,
    Extraction,
    Form,
    Hop,
    Mention,
    MentionKind,
    Pipeline,
    Quotation,
    Role,
)
from provenance.core.text import Span
from provenance.core.wire import version_id
from provenance.errors import ModelError

# The same examples on every machine, in bounded time; `pytest --hypothesis-profile=search` looks for new ones.
settings.register_profile("ci", derandomize=True, deadline=None, max_examples=100, print_blob=True)
settings.register_profile("search", deadline=None, max_examples=5000)
settings.load_profile("ci")

# A shell lets what it starts in the background ignore Ctrl-C, and so would all that the tests start in turn.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

_SAID = re.compile(
    r"(?P<content>[\"“][^\"”]+[\"”]) (?P<speaker>[A-Z][\w ]+?) (?P<cue>said)"
    r"(?:, (?P<evidence>according to (?P<relay>[A-Z]\w+)))?\."
)


class ByHand:
    """Finds `"…" Name said, according to Relay.`, and fails where a text says that it must."""

    def __init__(self, *, version: str = "1") -> None:
        self.pipeline = Pipeline(stage="extract", name="by hand", version=version)

    def extract(self, article: Article) -> Extraction:
        if "no model can read this" in article.text:
            message = f"the model gave up on {article.locator}"
            raise ModelError(message, hint="shorten the article")
        quotations = tuple(self._quotation(found, article) for found in _SAID.finditer(article.text))
        mentions = tuple(
            Mention(span=hop.mention, kind=MentionKind.NAME, agent=hop.agent, method="by hand")
            for quotation in quotations
            for hop in quotation.chain
            if hop.mention
        )
        return Extraction(article=article, pipeline=self.pipeline, quotations=quotations, mentions=mentions)

    def _quotation(self, found: re.Match[str], article: Article) -> Quotation:
        scope = version_id(article)
        speaker = build_agent(found["speaker"], AgentKind.PERSON, scope=scope)
        publisher = build_agent(article.publisher, AgentKind.ORGANISATION, scope=scope) if article.publisher else None
        relays = []
        if found["relay"]:
            agency = build_agent(found["relay"], AgentKind.ORGANISATION, scope=scope)
            mention, evidence = Span(*found.span("relay")), Span(*found.span("evidence"))
            relays = [Hop(role=Role.AGENCY, agent=agency, mention=mention, evidence=evidence)]
        source = Span(*found.span("speaker"))
        return Quotation(
            form=Form.DIRECT,
            content=(Span(*found.span("content")),),
            cue=Span(*found.span("cue")),
            source=source,
            chain=build_chain(speaker, source=source, relays=relays, publisher=publisher),
            score=0.9,
        )


@pytest.fixture
def by_hand() -> ByHand:
    """A fresh extractor of the kind above."""
    return ByHand()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write the golden files anew from what the code does")
