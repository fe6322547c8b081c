"""Records as the store gives them back, and databases full of them; see `exported`."""

from exported import *  # noqa: F403 - fixtures are found by their names
