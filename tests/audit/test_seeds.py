"""The five seed articles, read by rule: what a careful reader finds in them, and what nobody should."""

from pathlib import Path

import pytest
from factories import NOW

from provenance.audit.catalogue import load_checks
from provenance.audit.runner import run_audit
from provenance.core.records import Article
from provenance.ingest import ingest_articles
from provenance.nlp.pipeline import load_extractor
from provenance.readers.dispatch import read_inputs
from provenance.registry import load_registry
from provenance.resources import BASELINE_MODEL, resource_path
from provenance.store.engine import open_store
from provenance.store.finding_records import Finding
from provenance.store.seeds import save_registry


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> list[Finding]:
    registry = load_registry()
    read = [a for a in read_inputs([str(resource_path("seeds/articles"))]) if isinstance(a, Article)]
    with open_store(str(Path(tmp_path_factory.mktemp("seeds")) / "news.db"), mode="write") as store:
        save_registry(store, registry, now=NOW)
        ingest_articles(
            read, extractor=load_extractor(BASELINE_MODEL, registry=registry), store=store, clock=lambda: NOW
        )
        report = run_audit(store, checks=tuple(load_checks().values()), version="1", clock=lambda: NOW)
    return list(report.findings)


@pytest.mark.parametrize(
    ("code", "says", "words"),
    [
        pytest.param("PV101", "“some experts”", "bolstering support", id="experts of nothing"),
        pytest.param("PV101", "“Analysts”", "manpower", id="analysts of nothing"),
        pytest.param("PV102", "“Western intelligence sources”", "training in Russia", id="sources of half the world"),
        pytest.param("PV102", "“U.S. officials”", "deployed in Ukraine", id="officials of a country"),
        pytest.param("PV102", "“South Korean officials”", "humanitarian aid", id="officials of another one"),
        pytest.param("PV203", "TASS, Privacy Policy", "sincere gratitude", id="the state's agency, with the citation"),
        pytest.param("PV203", "Korean Central News Agency, introd", "all the measures", id="the other state's agency"),
        pytest.param("PV204", "“Russian state-affiliated media”", "our Korean friends", id="media without a name"),
        pytest.param("PV204", "“South Korean media”", "frustration", id="an interview with whoever"),
        pytest.param("PV206", "“a Russian translation”", "wise leadership", id="a translation by nobody"),
        pytest.param(
            "PV303", "all measures", "unconditionally support and encourage", id="a part of a longer quotation"
        ),
        pytest.param("PV105", "Kim Jong Un", "unconditionally support and encourage", id="the same words, two voices"),
    ],
)
def test_what_a_careful_reader_finds(found: list[Finding], code: str, says: str, words: str) -> None:
    """The unnamed voices, the relays of states with their citation, the unnamed translator, the partial quotations."""
    assert [f for f in found if f.rule == code and says in f.message and words in (f.text or "")]


def test_what_nobody_should_find(found: list[Finding]) -> None:
    """Nothing went round, nothing was translated back, nobody's words were turned, and no date is impossible."""
    codes = {finding.rule for finding in found}
    assert not codes & {"PV104", "PV202", "PV205", "PV207", "PV208", "PV301", "PV302", "PV305", "PV402", "PV403"}
    assert not codes & {"PV501", "PV502", "PV603"}


def test_named_voices_are_not_called_unnamed(found: list[Finding]) -> None:
    """Ministers, presidents and the Pentagon have names."""
    unnamed = " ".join(finding.message for finding in found if finding.rule in {"PV101", "PV102"})
    assert not [name for name in ("Lavrov", "Choe", "Kim", "Zelensk", "Pentagon", "Rubio", "KCNA") if name in unnamed]
