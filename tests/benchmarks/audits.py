"""How long an audit takes, on invented quotations: `python -m tests.benchmarks audits 10000 100000`.

Tells the seconds of one core for each size, which checks cost most, and the most memory so far.
"""

import resource
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import wraps
from tempfile import TemporaryDirectory
from time import process_time
from typing import Any

from sqlalchemy import Connection

from provenance.audit.catalogue import RegisteredCheck, load_checks
from provenance.audit.records import Remark
from provenance.audit.runner import run_audit
from provenance.core.dates import read_day
from provenance.core.records import Extraction, Pipeline
from provenance.core.wire import content_id, quotation_id, version_id
from provenance.registry import load_registry
from provenance.store.agent_rows import agent_row, agents_of, name_row
from provenance.store.candidates import family_of
from provenance.store.copies import link_id
from provenance.store.engine import Store, open_store
from provenance.store.joining import join_agents
from provenance.store.outlets import find_outlet
from provenance.store.rows import HUMAN, Author, Row, attribution_rows, model_author
from provenance.store.saving import find_rows
from provenance.store.seeds import save_registry
from provenance.store.sql import insert_new, insert_plain, save_attributions
from provenance.store.wordings import article_links, quotation_wordings
from provenance.store.world import agent_names, agents
from provenance.store.writer import start_run
from tests.benchmarks.bulk import insert_extractions
from tests.benchmarks.newsroom import PER_ARTICLE, RULES, Draft, Newsroom, print_draft

NOW = "2025-07-14T10:00:00.000000+00:00"
OTHER = Pipeline(stage="extract", name="another", version="1")
DEFAULT = 20_000
A_BATCH = 500
# Of a hundred articles of media so many are copied, of all so many have a second version or are read by another model.
COPIED, EDITED, READ_AGAIN = 20, 2, 5
# Of a hundred quotations a reviewer decides on so many.
REVIEWED = 1
PAPERS = tuple(f"Paper {n}" for n in range(40))
# So many media of the registry print articles too.
MEDIA = 40
DEAREST = 8


@dataclass(slots=True, kw_only=True)
class Filler:
    """Saves what a newsroom invents; remembers who is saved, and who was first to say something."""

    connection: Connection
    author: Author
    outlets: Mapping[str, str]
    agents: set[str] = field(default_factory=set)
    founders: dict[int, str] = field(default_factory=dict)
    wordings: set[int] = field(default_factory=set)

    def save(self, drafts: Sequence[Draft], *, number: int = 1) -> list[Extraction]:
        """Save versions of articles with their families."""
        found = [print_draft(draft) for draft in drafts]
        named = {agent.id: (agent, version_id(one.article)) for one in found for agent in agents_of(one)}
        rows = [agent_row(agent, label=agent.name, version=version, now=NOW) for agent, version in named.values()]
        # Some are of the registry, and stay as they are.
        self.agents.update(insert_new(self.connection, agents, rows))
        names = [name_row(agent.id, agent.name, kind="label", source="article", now=NOW) for agent, _ in named.values()]
        insert_new(self.connection, agent_names, names)
        insert_extractions(self.connection, found, author=self.author, number=number, outlets=self.outlets)
        wordings = [row for each in zip(drafts, found, strict=True) for row in self._wordings(*each)]
        insert_plain(self.connection, quotation_wordings, wordings)
        return found

    def _wordings(self, draft: Draft, found: Extraction) -> Iterator[Row]:
        version, day = version_id(found.article), read_day(draft.published)
        for one, said in zip(draft.paragraphs, found.quotations, strict=True):
            quotation = quotation_id(version, said.content)
            wording = int(content_id("wo", one.words)[3:18], 16)
            yield {
                "quotation_id": quotation,
                "wording": wording,
                "is_first": int(wording not in self.wordings),
                "form": one.form.value,
                "words": len(one.words.split()),
                "voice_id": said.speaker and said.speaker.id,
                "day": day and day.toordinal(),
                "family_id": family_of(self.founders.setdefault(one.statement, quotation)),
                "saved_at": NOW,
            }
            self.wordings.add(wording)


def fill(store: Store, count: int) -> None:
    """Save about so many invented quotations, with families, wire copy, edits, and what others say of them."""
    registry = load_registry()
    save_registry(store, registry, now=NOW)
    author = model_author(RULES, run=start_run(store, RULES, now=NOW), now=NOW)
    other = model_author(OTHER, run=start_run(store, OTHER, now=NOW), now=NOW)
    media = [outlet.agent.name for outlet in registry.outlets]
    room = Newsroom(publishers=(*PAPERS, *media[:MEDIA]))
    total = count // PER_ARTICLE
    with store.writing() as connection:
        placed = {name: find_outlet(connection, publisher=name, addresses=()) for name in room.publishers}
        outlets = {name: outlet for name, outlet in placed.items() if outlet}
        filler = Filler(connection=connection, author=author, outlets=outlets)
        for start in range(0, total, A_BATCH):
            drafts = [room.write(number) for number in range(start, min(start + A_BATCH, total))]
            found = filler.save(drafts)
            _copy(filler, room, drafts, found)
            filler.save([room.edit(draft) for draft in drafts if room.chance(EDITED)], number=2)
            again = [replace(one, pipeline=OTHER) for one in found if room.chance(READ_AGAIN)]
            save_attributions(connection, [row for one in again for row in find_rows(one, author=other).asserted])
            _review(connection, room, found)
        join_agents(connection, filler.agents, now=NOW)


def _copy(filler: Filler, room: Newsroom, drafts: Sequence[Draft], found: Sequence[Extraction]) -> None:
    """Let papers print some of the articles that the press agencies of the registry have printed."""
    wired = [
        pair for pair in zip(drafts, found, strict=True) if pair[0].publisher in filler.outlets and room.chance(COPIED)
    ]
    copies = filler.save([replace(draft, locator=f"{draft.locator}/copy", publisher="Paper 0") for draft, _ in wired])
    rows = [_link_row(copy, original) for copy, (_, original) in zip(copies, wired, strict=True)]
    insert_plain(filler.connection, article_links, rows)


def _link_row(copy: Extraction, original: Extraction) -> Row:
    ends: Row = dict.fromkeys(
        ("url", "outlet_id", "start_char", "end_char", "other_start", "other_end", "retracted_at")
    )
    versions = {"version_id": version_id(copy.article), "other_version_id": version_id(original.article)}
    row = {**ends, **versions, "kind": "near_dup", "score": 1.0, "method": "invented", "created_at": NOW}
    return {**row, "id": link_id(row)}


def _review(connection: Connection, room: Newsroom, found: Sequence[Extraction]) -> None:
    """Let a reviewer agree with some of what was found."""
    author = Author(rank=HUMAN, now=NOW, reviewer="ada")
    asserted = [
        attribution_rows(
            said,
            text=one.article.text,
            target=quotation_id(version_id(one.article), said.content),
            author=author,
            reason="heard it",
        )
        for one in found
        for said in one.quotations
        if room.chance(REVIEWED)
    ]
    save_attributions(connection, asserted)


def timed(registered: RegisteredCheck, spent: Counter[str]) -> RegisteredCheck:
    """Let a check note how many seconds it takes."""
    check = registered.check

    @wraps(check.find)
    def find(thing: Any) -> Iterable[Remark]:  # noqa: ANN401 - whatever the check is about
        start = process_time()
        remarks = list(check.find(thing))
        spent[check.code] += process_time() - start  # type: ignore[assignment]
        return remarks

    return replace(registered, check=replace(check, find=find))


def measure(count: int) -> Iterator[str]:
    """Fill a database and audit it twice; give a line for each step."""
    spent: Counter[str] = Counter()
    checks = tuple(timed(registered, spent) for registered in load_checks().values())
    with TemporaryDirectory() as folder, open_store(f"{folder}/news.db", mode="write") as store:
        start = process_time()
        fill(store, count)
        yield f"invented and saved in {process_time() - start:.1f} s"
        for which in ("first", "second"):
            spent.clear()
            start = process_time()
            report = run_audit(store, checks=checks, version="1", clock=lambda: NOW)
            told = f"{len(report.findings):,} findings, {report.counts.opened:,} new"
            yield f"{which} audit of {report.quotations:,} quotations in {process_time() - start:.1f} s: {told}"
            dearest = ", ".join(f"{code} {seconds:.1f}" for code, seconds in spent.most_common(DEAREST))
            yield f"    of that all checks {sum(spent.values()):.1f} s: {dearest}"
        yield f"at most {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB"


def run(*counts: int) -> None:
    """Measure and print, the smallest first, since memory only grows."""
    for count in sorted(counts or (DEFAULT,)):
        sys.stdout.writelines(f"{line}\n" for line in measure(count))


if __name__ == "__main__":
    run(*map(int, sys.argv[1:]))
