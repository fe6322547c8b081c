"""The public names: those we mean, each where it should be, and loaded only when used."""

import ast
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

import provenance

# What users may rely on. A name is added here on purpose, and taken away only with a line in CHANGELOG.md.
PUBLIC = {
    "Agent",
    "Article",
    "Correction",
    "Extraction",
    "Hop",
    "ProvenanceError",
    "Quotation",
    "QuotationFilter",
    "Registry",
    "Skipped",
    "Span",
    "StoredQuotation",
    "check_draft",
    "export_datasette",
    "find_quotations",
    "from_wire",
    "hookimpl",
    "ingest_articles",
    "load_extractor",
    "load_history",
    "load_quotation",
    "load_registry",
    "open_store",
    "read_draft",
    "read_inputs",
    "save_correction",
    "to_wire",
}


def test_public_names() -> None:
    """The package offers exactly the names that we mean to keep."""
    assert set(dir(provenance)) == PUBLIC


def test_type_checkers_see_the_same_names() -> None:
    """What is loaded lazily is what type checkers are told, from the same rooms."""
    tree = ast.parse(Path(provenance.__file__).read_text(encoding="utf-8"))
    told = {
        alias.name: node.module
        for block in tree.body
        if isinstance(block, ast.If)
        for node in block.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    assert told == provenance._HOMES


@pytest.mark.parametrize("name", sorted(PUBLIC))
def test_name_is_the_thing_itself(name: str) -> None:
    """A public name is the thing of its room, with a docstring."""
    thing = getattr(provenance, name)
    assert thing is getattr(import_module(provenance._HOMES[name]), name)
    assert thing.__doc__


def test_unknown_name() -> None:
    """A name that is not there is an AttributeError, as with any module."""
    with pytest.raises(AttributeError, match="no attribute 'quotes'"):
        _ = provenance.quotes


def test_module_is_the_command() -> None:
    """`python -m provenance` is the command."""
    told = subprocess.run([sys.executable, "-m", "provenance", "--help"], capture_output=True, text=True, check=True)
    assert told.stdout.startswith("Usage: provenance ")
