"""Measures models on annotated corpora, and trains them; only `provenance.cli.model` imports this room."""
