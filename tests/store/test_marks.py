"""What stands in articles beside their quotations, of many articles at once."""

from dataclasses import replace

from factories import NEWER, NOW, RULES, at, find_articles, full_extraction, make_article, make_extraction

from provenance.core.records import RejectReason
from provenance.store.engine import Store
from provenance.store.marks import load_marks_of
from provenance.store.writer import save_extraction, start_run


def test_marks_of_many_are_those_of_each(store: Store) -> None:
    """Each version has its own marks; one without any and one that is not there have none."""
    run = start_run(store, RULES, now=NOW)
    full = full_extraction()
    other = replace(full, article=replace(full.article, locator="b.txt"), credits=())
    for extraction in (full, other, make_extraction(make_article("Nothing.", locator="c.txt"), quotes={})):
        save_extraction(store, extraction, run=run, now=at(14))
    first, second, third = (found.version for found in find_articles(store))
    marks = load_marks_of(store, [first, second, third, "av_nothing"])
    assert [len(marks[one].rejected) for one in (first, second, third, "av_nothing")] == [1, 1, 0, 0]
    assert [len(marks[one].credits) for one in (first, second, third, "av_nothing")] == [1, 0, 0, 0]
    assert marks[first].rejected[0].reason is RejectReason.LABEL
    assert marks[first].credits == full.credits


def test_marks_are_those_of_the_moment_asked_for(store: Store) -> None:
    """What a newer pipeline no longer sees was there at an earlier moment, and nothing before the first run."""
    old, new = start_run(store, RULES, now=at(14)), start_run(store, NEWER, now=at(20))
    save_extraction(store, full_extraction(), run=old, now=at(14))
    save_extraction(store, replace(full_extraction(NEWER), rejected=(), credits=()), run=new, now=at(20))
    (version,) = (found.version for found in find_articles(store))
    now, then, before = (load_marks_of(store, [version], as_of=day)[version] for day in (None, at(15), at(10)))
    assert (len(now.rejected), len(now.credits)) == (0, 0)
    assert (len(then.rejected), len(then.credits)) == (1, 1)
    assert (len(before.rejected), len(before.credits)) == (0, 0)
