"""From a URL to the bytes behind it, politely and without being led astray.

Owns every connection that the package makes: where it may lead, how often, how long, and how much may come of it. It
knows no format and runs no script. The standard library alone does the work.
"""

from provenance.readers.fetch.client import fetch
from provenance.readers.fetch.records import Fetched, FetchOptions, Redirect, Seen, Validators, Visits

__all__ = ["FetchOptions", "Fetched", "Redirect", "Seen", "Validators", "Visits", "fetch"]
