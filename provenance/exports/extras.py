"""Libraries that only some exports need, and that come with an extra of the package."""

from importlib import import_module
from types import ModuleType

from provenance.errors import ProvenanceError


def load_extra(name: str, *, extra: str) -> ModuleType:
    """Import a library when it is needed.

    Args:
        name: The module.
        extra: The extra of this package that brings it.

    Raises:
        ProvenanceError: It is not installed.
    """
    try:
        return import_module(name)
    except ImportError as error:
        message = f"this export needs {name.partition('.')[0]}, which is not installed"
        raise ProvenanceError(message, hint=f"pip install 'quote-provenance[{extra}]'") from error
