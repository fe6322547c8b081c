"""Pictures: what they show, and that what they show adds up."""

from provenance.pages.charts import bar, columns


def test_bar_ends_where_its_scale_says() -> None:
    """A bar of half the highest number is half as long as the picture."""
    assert 'width="50.00"' in bar(3, of=6)


def test_columns_stand_on_the_ground() -> None:
    """Each column has its name and number, and begins where it is as high as its number."""
    shown = columns([("2025-06", 2), ("2025-07", 4)], highest=4, label="By month")
    assert "<title>2025-07: 4</title>" in shown
    assert 'y="50.00" height="50.00"' in shown
    assert 'aria-label="By month"' in shown
