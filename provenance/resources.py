"""What travels with the package, and where it lies: `migrations/`, `seeds/`, and the model.

In a checkout they stand beside the package, in an installed wheel inside it. Nothing else may guess.
"""

from pathlib import Path

from provenance.errors import ProvenanceError

# The model that finds quotations where nobody names another; it ships with the package.
DEFAULT_MODEL = "en_quotes"
# What models are measured against; needs no weights.
BASELINE_MODEL = "rules"

_PACKAGE = Path(__file__).resolve().parent


def resource_path(name: str) -> Path:
    """Find a folder that travels with the package.

    Args:
        name: `migrations` or `seeds`, or a path below one of them.

    Raises:
        ProvenanceError: The installation lacks it.
    """
    for root in (_PACKAGE, _PACKAGE.parent):
        if (root / name).exists():
            return root / name
    message = f"this installation lacks its folder {name}"
    raise ProvenanceError(message, hint="install quote-provenance anew")
