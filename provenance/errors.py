"""Every error that this package raises on purpose; imports nothing.

ProvenanceError
├── InputError              something that was read
│   ├── UnreadableInput     bytes that are no text, a missing or forbidden file
│   ├── UnknownFormat       no reader takes this input
│   └── InvalidRecord       one record of an input breaks its format
├── SpanError               offsets that do not fit the text
├── ModelError
│   ├── ModelNotFound       no model of that name or at that path
│   └── ModelMismatch       a model that this version cannot run
├── StoreError
│   ├── SchemaOutOfDate     the database needs `provenance db upgrade`
│   └── NotFound            no row with that id
└── PluginError             a plugin broke its contract
"""


class ProvenanceError(Exception):
    """Base of all errors of this package.

    Args:
        message: What happened, and to which thing.
        hint: What the user can do next; empty where nothing sensible can be said.
    """

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class InputError(ProvenanceError):
    """Something that was read cannot be used."""


class UnreadableInput(InputError):
    """The bytes are no text, or cannot be had at all."""


class UnknownFormat(InputError):
    """No reader takes this input."""


class InvalidRecord(InputError):
    """One record of an input breaks its format."""


class SpanError(ProvenanceError):
    """Offsets do not fit the text they point into."""


class ModelError(ProvenanceError):
    """A model cannot be used."""


class ModelNotFound(ModelError):
    """No model has that name or stands at that path."""


class ModelMismatch(ModelError):
    """A model does not fit this version of the code."""


class StoreError(ProvenanceError):
    """The database cannot be used."""


class SchemaOutOfDate(StoreError):
    """The database has another schema revision than the code."""


class NotFound(StoreError):
    """No row has that id."""


class PluginError(ProvenanceError):
    """A plugin broke its contract."""
