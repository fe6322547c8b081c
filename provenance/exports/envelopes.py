"""Documents of linked data that are one JSON object around many: written piece by piece, and read by anybody as one."""

from collections.abc import Iterable, Iterator, Mapping

from provenance.exports.cells import json_text


def enclose(head: Mapping[str, object], key: str, members: Iterable[Mapping[str, object]]) -> Iterator[str]:
    """Write a JSON object whose last key holds a list, a member of it on each line.

    Args:
        head: The other keys, which come before; at least one.
        key: The key of the list.
        members: What is listed; asked for one at a time.
    """
    yield f"{json_text(head)[:-1]}, {json_text(key)}: ["
    is_first = True
    for member in members:
        yield f"{'' if is_first else ','}\n{json_text(member)}"
        is_first = False
    yield "\n]}\n"
