"""The hooks that plugins may implement, and the manager that finds who does.

A plugin is a module or object with functions marked `@hookimpl`, named in the entry point group `provenance` of its
package. The built-in readers and checks register the same way. Nothing here knows what a hook's result means.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points

import pluggy

from provenance.errors import PluginError, ProvenanceError

GROUP = "provenance"
# Named, not imported: the rooms that implement a hook stand above this module.
BUILT_IN = (
    "provenance.readers.text",
    "provenance.readers.jsonl",
    "provenance.readers.html.reader",
    "provenance.readers.markdown",
    "provenance.readers.eml",
    "provenance.readers.pdf",
    "provenance.readers.warc.reader",
    "provenance.readers.feeds",
    "provenance.readers.ninjs",
    "provenance.audit.builtin",
)

hookspec = pluggy.HookspecMarker(GROUP)
hookimpl = pluggy.HookimplMarker(GROUP)


class Hooks:
    """Every hook that a plugin may implement; write each as a function without `self`."""

    @hookspec
    def provenance_readers(self) -> list[object]:  # type: ignore[empty-body]
        """Return readers of further formats, see `provenance.readers.records.Reader`."""

    @hookspec
    def provenance_checks(self) -> list[object]:  # type: ignore[empty-body]
        """Return further checks of the audit, see `provenance.audit.records.Check`."""


@cache
def manager() -> pluggy.PluginManager:
    """Return the plugin manager of this process, with the built-ins and every installed plugin registered.

    Raises:
        PluginError: An installed plugin cannot be loaded or registered.
    """
    return build_manager(entry_points(group=GROUP))


def build_manager(installed: Iterable[EntryPoint] = ()) -> pluggy.PluginManager:
    """Build a plugin manager with the built-ins and the given plugins.

    Args:
        installed: Entry points of plugins.

    Raises:
        PluginError: One of them cannot be loaded or registered.
    """
    plugins = pluggy.PluginManager(GROUP)
    plugins.add_hookspecs(Hooks)
    for name in BUILT_IN:
        plugins.register(import_module(name), name=name)
    for entry in installed:
        with blame(entry.name, "cannot be loaded"):
            plugins.register(entry.load(), name=entry.name)
    return plugins


@contextmanager
def blame(plugin: str, what: str) -> Iterator[None]:
    """Turn whatever a plugin raises inside the block into an error that names it.

    Errors of this package and of the operating system pass, and so do those of the built-ins, which are our bugs and
    show their traceback.

    Args:
        plugin: Name of the plugin.
        what: What went wrong, in words that follow the name.

    Raises:
        PluginError: The plugin raised anything else.
    """
    try:
        yield
    except (ProvenanceError, OSError):
        raise
    except Exception as error:
        if plugin in BUILT_IN:
            raise
        message = f"the plugin {plugin} {what}: {type(error).__name__}: {error}"
        raise PluginError(message, hint="update or remove the package that brings it") from error


def call_hook(hook: str, *, plugins: pluggy.PluginManager) -> Iterator[tuple[str, object]]:
    """Call a hook without arguments in each plugin, in the order of their registration.

    Args:
        hook: Name of the hook.
        plugins: Where they are registered.

    Yields:
        The name of the plugin and what it returned. A plugin that returned None has nothing to add and is left out.

    Raises:
        PluginError: A plugin raised something that is no error of this package.
    """
    for implementation in getattr(plugins.hook, hook).get_hookimpls():
        with blame(implementation.plugin_name, f"failed in {hook}"):
            result = implementation.function()
        if result is not None:
            yield implementation.plugin_name, result
