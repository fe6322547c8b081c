"""A process that ingests forty articles made by hand: `worker.py TARGET`; the tests kill it."""

import sys

from factories import NOW, RULES, make_article, make_extraction

from provenance.core.records import Extraction
from provenance.store.engine import open_store
from provenance.store.writer import is_done, save_extraction, start_run

ARTICLES = 40


def build(number: int) -> Extraction:
    speaker = ("Sergei Lavrov", "Choe Son Hui", "Maria Zakharova")[number % 3]
    text = f'Report {number}. "Measure {number} stands," {speaker} said. "And {number + 1}," TASS wrote.'
    quotes = {f'"Measure {number} stands,"': {"speaker": speaker, "via": ["TASS"]}, f'"And {number + 1},"': {}}
    return make_extraction(make_article(text=text, locator=f"{number}.txt"), quotes=quotes)


def main(target: str) -> None:
    with open_store(target, mode="write") as store:
        run = start_run(store, RULES, now=NOW)
        for extraction in map(build, range(ARTICLES)):
            if not is_done(store, extraction.article, RULES):
                save_extraction(store, extraction, run=run, now=NOW)
                sys.stdout.write(".")
                sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1])
