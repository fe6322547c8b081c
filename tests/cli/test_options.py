"""How options read what people type."""

import click
import pytest

from provenance.cli.options import read_hops, read_moment, read_relays, read_since, read_until, read_words, utc_now
from provenance.core.records import Role

CONTEXT = click.Context(click.Command("test"))
OPTION = click.Option(["--test"])


@pytest.mark.parametrize(
    ("typed", "since", "until"),
    [
        ("2025-07-13", "2025-07-13", "2025-07-13"),
        ("2025-07", "2025-07-01", "2025-07-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2025", "2025-01-01", "2025-12-31"),
        (None, None, None),
    ],
)
def test_days(typed: str | None, since: str | None, until: str | None) -> None:
    """A bare month or year means its first day for `--since` and its last for `--until`."""
    assert read_since(CONTEXT, OPTION, typed) == since
    assert read_until(CONTEXT, OPTION, typed) == until


@pytest.mark.parametrize("typed", ["yesterday", "2025-13", "2025-02-30", "13.07.2025", "0000", "2025-7-1", ""])
def test_no_days(typed: str) -> None:
    """What is no date is refused with the form that is wanted, an empty one means none."""
    if not typed:
        assert not read_since(CONTEXT, OPTION, typed)
        return
    with pytest.raises(click.BadParameter, match="is no date"):
        read_since(CONTEXT, OPTION, typed)


@pytest.mark.parametrize(
    ("typed", "moment"),
    [
        ("2025-07-13", "2025-07-13T23:59:59.999999+00:00"),
        ("20250713", "2025-07-13T23:59:59.999999+00:00"),
        ("2025-07-13T08:00", "2025-07-13T08:00:00.000000+00:00"),
        ("2025-07-13T08:00:00+09:00", "2025-07-12T23:00:00.000000+00:00"),
        ("2025-07-13T08:00:00.5Z", "2025-07-13T08:00:00.500000+00:00"),
        (None, None),
    ],
)
def test_moments(typed: str | None, moment: str | None) -> None:
    """A time becomes UTC with microseconds, as the database writes it; a bare day means its end."""
    assert read_moment(CONTEXT, OPTION, typed) == moment


@pytest.mark.parametrize("typed", ["now", "2025", "9999-12-31T23:59:59-05:00"])
def test_no_moments(typed: str) -> None:
    """What is no time, or none that UTC can tell, is refused."""
    with pytest.raises(click.BadParameter, match="is no time"):
        read_moment(CONTEXT, OPTION, typed)


def test_relays() -> None:
    """A relay is its role and its name; a name may hold colons, and the role any case."""
    assert read_relays(CONTEXT, OPTION, ("agency:TASS", "Outlet: Title: Sub")) == (
        (Role.AGENCY, "TASS"),
        (Role.OUTLET, "Title: Sub"),
    )


@pytest.mark.parametrize("typed", ["TASS", "speaker:Lavrov", "publisher:BBC", "agency:", ":TASS", "agency: "])
def test_no_relays(typed: str) -> None:
    """A relay without a role, or with the role of an end of the chain, is refused with the roles there are."""
    with pytest.raises(click.BadParameter, match="ROLE is one of agency, outlet, person"):
        read_relays(CONTEXT, OPTION, (typed,))


def test_now_is_utc_text() -> None:
    """The clock gives texts that sort as times do."""
    first, second = utc_now(), utc_now()
    assert first <= second
    assert len(first) == len("2025-07-13T08:00:00.000000+00:00")
    assert first.endswith("+00:00")


@pytest.mark.parametrize(
    ("typed", "hops"),
    [
        ("2", (2, 2)),
        ("0", (0, 0)),
        ("2..", (2, None)),
        ("..1", (0, 1)),
        ("1..3", (1, 3)),
        (" 1..1 ", (1, 1)),
        (None, None),
    ],
)
def test_hops(typed: str | None, hops: tuple[int, int | None] | None) -> None:
    """A number of relays is one number, or the fewest and the most of them, either of which may be left out."""
    assert read_hops(CONTEXT, OPTION, typed) == hops


@pytest.mark.parametrize("typed", ["", "..", "two", "-1", "1-3", "1...3", "1..3..5", "3..1", "99999", "²"])
def test_no_hops(typed: str) -> None:
    """What is no range of relays, or an empty one, is refused."""
    with pytest.raises(click.BadParameter):
        read_hops(CONTEXT, OPTION, typed)


@pytest.mark.parametrize("typed", ["", " \t"])
def test_what_the_journal_keeps_says_something(typed: str) -> None:
    """A reviewer without a name and a reason without a word are refused before anybody decides."""
    with pytest.raises(click.BadParameter, match="may not be empty"):
        read_words(CONTEXT, OPTION, typed)
    assert read_words(CONTEXT, OPTION, " ada ") == "ada"
