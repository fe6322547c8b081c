"""Which checks there are, and which of them are meant."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pluggy

from provenance.audit.records import Check
from provenance.errors import NotFound, PluginError
from provenance.plugins import call_hook, manager
from provenance.store.audited import AUDITED

_PREFIX = re.compile(r"[A-Z]+\d*")


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisteredCheck:
    """A check and the plugin that brought it."""

    plugin: str
    check: Check[Any]


def load_checks(plugins: pluggy.PluginManager | None = None) -> Mapping[str, RegisteredCheck]:
    """Return every check under its code, in the order of the codes.

    Args:
        plugins: Where they are registered; None for the plugins of this process.

    Raises:
        PluginError: A plugin gave what is no check, or a check of a code that is taken.
    """
    checks: dict[str, RegisteredCheck] = {}
    for plugin, given in call_hook("provenance_checks", plugins=plugins or manager()):
        for check in given if isinstance(given, (list, tuple)) else [given]:
            if not isinstance(check, Check) or check.about not in AUDITED:
                message = f"the plugin {plugin} gave what is no check: {check!r}"
                raise PluginError(
                    message, hint="a check is made by provenance.audit.records.check, about what is audited"
                )
            if check.code in checks:
                message = f"the plugins {checks[check.code].plugin} and {plugin} both call a check {check.code}"
                raise PluginError(message, hint="remove the package that brings one of them")
            checks[check.code] = RegisteredCheck(plugin=plugin, check=check)
    return dict(sorted(checks.items()))


def choose_checks(
    checks: Mapping[str, RegisteredCheck], *, select: Sequence[str] = (), ignore: Sequence[str] = ()
) -> tuple[RegisteredCheck, ...]:
    """Choose the checks that are meant.

    Args:
        checks: From `load_checks`.
        select: Codes, beginnings of codes (`PV2`) or names of the checks to run; empty for all.
        ignore: The same of those to leave out, which goes before `select`.

    Raises:
        NotFound: Nothing is called so.
    """
    chosen = {code for wanted in select for code in _meant(checks, wanted)} if select else set(checks)
    left_out = {code for wanted in ignore for code in _meant(checks, wanted)}
    return tuple(found for code, found in checks.items() if code in chosen - left_out)


def _meant(checks: Mapping[str, RegisteredCheck], wanted: str) -> list[str]:
    code = wanted.strip().upper()
    found = [known for known in checks if _PREFIX.fullmatch(code) and known.startswith(code)]
    found = found or [known for known, one in checks.items() if one.check.name == wanted.strip().casefold()]
    if not found:
        message = f"there is no check {wanted!r}"
        raise NotFound(message, hint="see `provenance audit --list`")
    return found
