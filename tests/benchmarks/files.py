"""How fast attributions are exported to files: `python -m tests.benchmarks files 20000`.

Each form is compared with a plain dump of the same records as JSON, and with reading them alone: what the database
takes to give them is part of every figure, and no form is faster than that.
"""

import json
import sys
from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from provenance.exports.annotations import write_annotations
from provenance.exports.files import write_file
from provenance.exports.flat import linked_row, write_csv
from provenance.exports.lines import stored_to_wire, write_lines
from provenance.exports.netgraphs import network_to_graphml
from provenance.exports.network import build_network
from provenance.exports.parquet import export_parquet
from provenance.exports.prov import write_prov_json, write_prov_jsonld
from provenance.exports.schemaorg import write_schemaorg
from provenance.store.engine import Store, open_store
from provenance.store.records import QuotationFilter, StoredQuotation
from provenance.store.streams import stream_quotations
from tests.benchmarks.invented import fill

Found = Iterator[StoredQuotation]
Export = Callable[[Found, Path], None]


def _dump(found: Found, path: Path) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.writelines(f"{json.dumps(stored_to_wire(stored), ensure_ascii=False)}\n" for stored in found)


def _read(found: Found, path: Path) -> None:
    path.write_text(str(sum(len(stored.text) for stored in found)), encoding="utf-8")


EXPORTS: dict[str, Export] = {
    "plain dump of JSON": _dump,
    "reading alone": _read,
    "jsonl": lambda found, path: write_file(path, write_lines(found)),
    "csv": lambda found, path: write_file(path, write_csv(found)),
    "parquet": export_parquet,
    "annotations": lambda found, path: write_file(path, write_annotations(map(linked_row, found))),
    "jsonld": lambda found, path: write_file(path, write_schemaorg(map(linked_row, found))),
    "graph": lambda found, path: write_file(path, network_to_graphml(build_network(found))),
    "prov": lambda found, path: write_file(path, write_prov_jsonld(map(linked_row, found))),
    "prov --format json": lambda found, path: write_file(path, write_prov_json(map(linked_row, found))),
}


def run(quotations: int = 20_000) -> None:
    """Measure and print."""
    with TemporaryDirectory() as folder:
        database = str(Path(folder) / "store.db")
        with open_store(database, mode="write") as store:
            fill(store, quotations)
        taken: dict[str, float] = {}
        with open_store(database) as store:
            for name, export in EXPORTS.items():
                path = Path(folder) / "out"
                taken[name] = _seconds(store, export, path)
                plain = taken["plain dump of JSON"]
                speed = f"{quotations / taken[name]:9,.0f}/s {plain / taken[name]:7.2f}"
                sys.stdout.write(f"{name:<20}{speed}{path.stat().st_size:14,} bytes\n")


def _seconds(store: Store, export: Export, path: Path) -> float:
    start = perf_counter()
    with store.frozen() as still:
        export(chain.from_iterable(stream_quotations(still, QuotationFilter())), path)
    return perf_counter() - start
