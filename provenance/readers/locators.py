"""Canonical addresses of articles: what makes two inputs the same article.

Owns `Article.locator` and how paths are written. It opens nothing; it asks the file system only where links
lead, and to what.
"""

import os
import re
from pathlib import Path, PurePath

from provenance.errors import InvalidRecord

STDIN = "-"
STDIN_LOCATOR = "stdin"
STDIN_NAME = "standard input"

_URL = re.compile(r"([a-z][a-z0-9+.-]*)://([^/?#]+)([^#]*)(?:#.*)?", re.IGNORECASE | re.DOTALL)
_WEB_ADDRESS = re.compile(r"https?://", re.IGNORECASE)
_CREDENTIALS = re.compile(r"(?<=//)[^/?#]*@")
_UNWRITABLE = re.compile(r"[\x00-\x20\x7f\\]")


def url_locator(url: str) -> str:
    """Build the address of an article that was published at a URL.

    Scheme and host in lower case, no fragment; all else may tell two articles apart and stays.

    Args:
        url: An absolute URL.

    Raises:
        InvalidRecord: It is no absolute URL.

    Example:
        >>> url_locator("HTTPS://News.Example/A?id=1#top")
        'https://news.example/A?id=1'
    """
    parts = _URL.fullmatch(url)
    if not parts or _UNWRITABLE.search(parts[2]):
        message = f"url is no absolute URL: {url!r}"
        raise InvalidRecord(message, hint="expected something like https://news.example/2025/07/13/title")
    user, at, host = parts[2].rpartition("@")
    return f"{parts[1].lower()}://{user}{at}{host.lower()}{parts[3]}"


def file_locator(path: str, *, base: Path | None = None) -> str:
    """Build the address of a file: relative where it lies below a known folder, else absolute.

    Links are followed, so that every way to write a path gives the same address.

    Args:
        path: The file, which need not exist.
        base: A folder below which addresses are relative to it; None for the working directory alone.
    """
    real = real_path(path)
    roots = [base, Path.cwd()] if base else [Path.cwd()]
    for root in roots:
        top = real_path(os.fspath(root))
        if PurePath(real).is_relative_to(top):
            return shown_path(os.fspath(PurePath(real).relative_to(top)))
    return shown_path(real)


def is_web_address(name: str) -> bool:
    """Say whether an input is an http or https URL, and no file of that name."""
    return _WEB_ADDRESS.match(name) is not None and not file_mode(name)


def record_locator(source: str, record: str | int) -> str:
    """Build the address of one record: by its id, or by its line where it has none."""
    return f"{source}#{record}"


def real_path(path: str) -> str:
    """Return the absolute path that links lead to; a link that leads nowhere stays as it is."""
    return os.path.realpath(path)


def file_mode(path: str | Path) -> int:
    """Return what kind of file a path leads to, as `stat` has it; 0 where nothing is there or we may not look."""
    try:
        return Path(path).stat().st_mode
    except OSError:
        return 0


def shown_path(path: str) -> str:
    """Write a path with forward slashes, and bytes of it that are no UTF-8 as escapes, so that it can be stored."""
    return path.replace(os.sep, "/").encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def shown_url(url: str) -> str:
    """Write a URL for messages and reports: without user name and password."""
    return _CREDENTIALS.sub("", url)
