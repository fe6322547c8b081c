"""Which checks there are, how they are chosen, and what plugins may bring."""

import pytest

from provenance.audit.builtin import CHECKS
from provenance.audit.catalogue import choose_checks, load_checks
from provenance.audit.records import Check, Remark, Severity
from provenance.errors import NotFound, PluginError
from provenance.plugins import build_manager, hookimpl
from provenance.store.audited import AuditedQuotation


def find_nothing(_: AuditedQuotation) -> list[Remark]:
    """Find nothing at all."""
    return []


def make(code: str = "XY101", name: str = "my-check", about: type = AuditedQuotation) -> Check[AuditedQuotation]:
    return Check(code=code, name=name, severity=Severity.LOW, about=about, find=find_nothing)


class Plugin:
    """A plugin that gives whatever it is told to."""

    def __init__(self, given: object) -> None:
        self.given = given

    @hookimpl
    def provenance_checks(self) -> object:
        return self.given


def load_with(given: object) -> dict[str, str]:
    plugins = build_manager()
    plugins.register(Plugin(given), name="mine")
    return {code: registered.plugin for code, registered in load_checks(plugins).items()}


def test_plugins_add_checks() -> None:
    """A check of a plugin stands among ours, by its code."""
    found = load_with([make()])
    assert found["XY101"] == "mine"
    assert list(found) == sorted(found)
    assert len(found) == len(CHECKS) + 1


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        pytest.param(["PV999"], "the plugin mine gave what is no check: 'PV999'", id="no check"),
        pytest.param(make(about=int), "the plugin mine gave what is no check", id="about what nobody audits"),
        pytest.param(make("PV101"), "provenance.audit.builtin and mine both call a check PV101", id="our code"),
    ],
)
def test_a_plugin_that_breaks_its_contract_is_named(given: object, problem: str) -> None:
    """What is no check, or takes the code of another one, stops us with the name of the plugin."""
    with pytest.raises(PluginError, match=problem):
        load_with(given)


@pytest.mark.parametrize("code", ["pv101", "P101", "PV1", "PV-101", "PV10101"])
def test_a_code_is_capitals_and_digits(code: str) -> None:
    """Codes look alike, so that people know one when they see it."""
    with pytest.raises(PluginError, match="is no code of a check"):
        make(code)


def test_a_name_is_small_letters() -> None:
    """Names can be typed."""
    with pytest.raises(PluginError, match="the check XY101 has the name 'My check'"):
        make(name="My check")


def test_a_check_explains_itself() -> None:
    """A check without a docstring has no line in the list, and is refused."""
    with pytest.raises(PluginError, match="the check XY101 says nowhere what it finds"):
        Check(code="XY101", name="x", severity=Severity.LOW, about=AuditedQuotation, find=lambda _: [])


@pytest.mark.parametrize(
    ("select", "ignore", "expected"),
    [
        pytest.param(["PV101"], [], ["PV101"], id="a code"),
        pytest.param(["pv60"], ["PV602"], ["PV601", "PV603"], id="a beginning, but for one"),
        pytest.param(["unnamed-voice", "Long-Chain"], [], ["PV101", "PV202"], id="names"),
        pytest.param([], ["PV"], [], id="all but all"),
        pytest.param([], [], [check.code for check in CHECKS], id="all"),
    ],
)
def test_checks_are_chosen(select: list[str], ignore: list[str], expected: list[str]) -> None:
    """Codes, their beginnings and names choose checks; what is left out goes before what is chosen."""
    chosen = choose_checks(load_checks(), select=select, ignore=ignore)
    assert [registered.check.code for registered in chosen] == expected


@pytest.mark.parametrize("wanted", ["PV999", "voice", "", "101"])
def test_an_unknown_check_is_refused(wanted: str) -> None:
    """A misspelt code would leave out what somebody relies on."""
    with pytest.raises(NotFound, match=f"there is no check '{wanted}'"):
        choose_checks(load_checks(), select=[wanted])
