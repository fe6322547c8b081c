"""Plugins: who implements a hook, and who is to blame."""

from importlib.metadata import EntryPoint

import pytest

from provenance.errors import InvalidRecord, PluginError
from provenance.plugins import BUILT_IN, GROUP, blame, build_manager, call_hook, hookimpl, manager

HOOKS = ("provenance_readers", "provenance_checks")


class Failing:
    """A plugin whose hook raises."""

    def __init__(self, error: Exception) -> None:
        self.error = error

    @hookimpl
    def provenance_readers(self) -> list[object]:
        raise self.error


def test_built_ins_are_registered_like_any_plugin() -> None:
    """The manager of this process is made once, and knows the built-ins by their modules."""
    assert manager() is manager()
    plugins = build_manager()
    called = [name for hook in HOOKS for name, _ in call_hook(hook, plugins=plugins)]
    assert called == list(BUILT_IN)


def test_installed_plugins_are_loaded() -> None:
    """A plugin that a package names in its entry points is registered under that name."""
    plugins = build_manager([EntryPoint(name="mine", value="json", group=GROUP)])
    assert plugins.has_plugin("mine")


@pytest.mark.parametrize("value", ["no_such_module", "json:nothing", "this is no reference"])
def test_a_plugin_that_cannot_be_loaded_is_named(value: str) -> None:
    """A plugin that is not there stops us with its name and what to do."""
    with pytest.raises(PluginError, match="the plugin mine cannot be loaded") as caught:
        build_manager([EntryPoint(name="mine", value=value, group=GROUP)])
    assert caught.value.hint == "update or remove the package that brings it"
    assert caught.value.__cause__


def test_two_plugins_of_one_name_are_refused() -> None:
    """A name that is taken stops the second plugin."""
    entries = [EntryPoint(name="mine", value=value, group=GROUP) for value in ("json", "csv")]
    with pytest.raises(PluginError, match="the plugin mine cannot be loaded"):
        build_manager(entries)


def test_a_plugin_that_raises_is_named() -> None:
    """An error that is not ours becomes one that names the plugin and the hook."""
    plugins = build_manager()
    plugins.register(Failing(RuntimeError("broken")), name="mine")
    with pytest.raises(PluginError, match="the plugin mine failed in provenance_readers: RuntimeError: broken"):
        list(call_hook("provenance_readers", plugins=plugins))


@pytest.mark.parametrize("error", [InvalidRecord("no"), OSError("no")])
def test_known_errors_pass(error: Exception) -> None:
    """Our own errors and those of the operating system say enough, and are nobody's fault."""
    with pytest.raises(type(error)) as caught, blame("mine", "failed"):
        raise error
    assert caught.value is error


def test_bugs_of_built_ins_show_their_traceback() -> None:
    """A built-in that breaks is our bug and is not dressed up as a plugin's."""
    with pytest.raises(KeyError), blame(BUILT_IN[0], "failed"):
        raise KeyError
