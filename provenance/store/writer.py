"""Saving what a pipeline found: one transaction an article, whole or not at all, and nothing twice.

A pipeline's newest word on a quotation takes the place of that of older pipelines of its stage, which stay as
history. What an older one found and a newer one does not find is withdrawn by an `abstain` of the newer one, so that
users see what the newest pipeline sees.
"""

from collections.abc import Mapping

from sqlalchemy import Connection, func, select, update

from provenance.core.records import CANCELED, Article, Extraction, Pipeline
from provenance.core.text import Span
from provenance.core.wire import article_id, canonical_json, content_id, pipeline_id, version_id
from provenance.errors import NotFound, StoreError
from provenance.store.agent_rows import agents_of
from provenance.store.columns import RUN_STATES
from provenance.store.engine import Store
from provenance.store.records import SaveReport
from provenance.store.rows import model_author, pipeline_row
from provenance.store.saving import cancel_article, find_rows, save_rows
from provenance.store.sql import insert_new
from provenance.store.tables import pipelines, run_articles, runs
from provenance.store.words import check_storable, read_moment, storable


def start_run(store: Store, pipeline: Pipeline, *, now: str) -> str:
    """Note that a pipeline begins to run.

    Args:
        store: Open for writing.
        pipeline: What runs.
        now: UTC time.

    Returns:
        `ru_…`
    """
    moment = read_moment(now, what="now")
    with store.writing() as connection:
        insert_new(connection, pipelines, [pipeline_row(pipeline, now=moment)])
        begun = select(func.count()).select_from(runs).where(runs.c.started_at == moment)
        # Two processes may begin in the same microsecond, and each run needs an id of its own.
        run = content_id("ru", pipeline_id(pipeline), moment, connection.execute(begun).scalar_one())
        row = {"id": run, "pipeline_id": pipeline_id(pipeline), "status": "running", "started_at": moment}
        connection.execute(runs.insert().values(**row, finished_at=None, counts="{}"))
    return run


def finish_run(store: Store, run: str, *, status: str, counts: Mapping[str, int], now: str) -> None:
    """Note how a run ended.

    Args:
        store: Open for writing.
        run: `ru_…`
        status: `finished`, `failed` or `interrupted`.
        counts: Whatever was counted.
        now: UTC time.

    Raises:
        NotFound: There is no such run.
        StoreError: The status is none of these.
    """
    if status not in RUN_STATES:
        message = f"a run cannot end as {status!r}"
        raise StoreError(message, hint=f"one of {', '.join(RUN_STATES)}")
    values = {"status": status, "counts": canonical_json(dict(counts)), "finished_at": read_moment(now, what="now")}
    with store.writing() as connection:
        _pipeline_of(connection, run)
        connection.execute(update(runs).where(runs.c.id == run).values(**values))


def is_done(store: Store, article: Article, pipeline: Pipeline) -> bool:
    """Say whether a pipeline has read this version of an article before; one look into an index."""
    with store.reading() as connection:
        return _is_done(connection, version=version_id(article), pipeline=pipeline_id(pipeline))


def save_cancellation(store: Store, article: Article, *, now: str) -> bool:
    """Note that the publisher takes back an article that is in the database with this very text.

    Args:
        store: Open for writing.
        article: Of any status; one that stands changes nothing.
        now: UTC time.

    Returns:
        True where that is news.
    """
    if article.status != CANCELED:
        return False
    with store.writing() as connection:
        return cancel_article(connection, article_id(article), now=read_moment(now, what="now"))


def save_failure(store: Store, *, run: str, locator: str, error: str, now: str) -> None:
    """Note that an input could not be read or extracted.

    Args:
        store: Open for writing.
        run: `ru_…`
        locator: Which input.
        error: What was wrong with it.
        now: UTC time.

    Raises:
        NotFound: There is no such run.
    """
    # Names of files may be no text at all, and the failure must be noted all the same.
    row = {"run_id": run, "locator": storable(locator), "version_id": None, "status": "failed", "quotations": 0}
    row |= {"error": storable(error), "created_at": read_moment(now, what="now")}
    with store.writing() as connection:
        row["pipeline_id"] = _pipeline_of(connection, run)
        insert_new(connection, run_articles, [{**row, "id": content_id("ra", run, row["locator"], row["error"])}])


def save_extraction(store: Store, extraction: Extraction, *, run: str, now: str) -> SaveReport:
    """Save all that a pipeline found in one article, in one transaction.

    Args:
        store: Open for writing.
        extraction: What was found. Of two quotations of the same words the one with the higher score is kept.
        run: `ru_…` of a run of the same pipeline.
        now: UTC time.

    Returns:
        Rows that were added; none where this pipeline has read this version before. Its `quotations` counts words
        that are new in the database and are said to quote somebody, its `attributions` every assertion.

    Raises:
        NotFound: There is no such run.
        SpanError: A span runs past the end of the text.
        StoreError: The run is another pipeline's, or some text cannot be stored.
    """
    _check_text(extraction)
    author = model_author(extraction.pipeline, run=run, now=read_moment(now, what="now"))
    found = find_rows(extraction, author=author)
    with store.writing() as connection:
        if _pipeline_of(connection, run) != author.pipeline:
            message = f"the run {run} is one of another pipeline"
            raise StoreError(message, hint="start a run with the pipeline of the extraction")
        if _is_done(connection, version=found.version, pipeline=str(author.pipeline)):
            return SaveReport()
        return save_rows(connection, extraction, found=found, author=author)


def _is_done(connection: Connection, *, version: str, pipeline: str) -> bool:
    done = select(1).where(run_articles.c.version_id == version, run_articles.c.pipeline_id == pipeline)
    return connection.execute(done.where(run_articles.c.status == "done")).first() is not None


def _pipeline_of(connection: Connection, run: str) -> str:
    found = connection.execute(select(runs.c.pipeline_id).where(runs.c.id == run)).scalar()
    if found is None:
        message = f"no run {run}"
        raise NotFound(message, hint="start one first")
    return str(found)


def _check_text(extraction: Extraction) -> None:
    article = extraction.article
    for name in article.__slots__:
        value = getattr(article, name)
        for words in value if isinstance(value, tuple) else (value,):
            if isinstance(words, Span):
                words.text_in(article.text)
                continue
            check_storable(words, what=f"{name} of the article {storable(article.locator)}")
    for agent in agents_of(extraction):
        check_storable(agent.name, what=f"the name of an agent in {storable(article.locator)}")
