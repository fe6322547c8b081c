"""Pages for the exports that Datasette serves: a plugin that reads the tables of an export, and nothing else of ours.

The pages need no script, ask no other host for anything, and show no value except escaped.
"""
