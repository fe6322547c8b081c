"""What a reviewer should look at first: quotations that nobody has decided on, by what a look at them is worth.

The worth of a look is how unsure the model is, times how much hangs on it:

* unsure: 1 minus the probability that content and source are right (the score of the quotation) and that the source
  means this speaker (the score of the link). Where nobody is known to speak the second counts as one half, and where
  models, or versions of one, differ on the speaker, or on whether it is a quotation at all, all of it is halved;
* words in quotation marks count in full, others for two fifths: marks are what readers look at first and take for the
  speaker's own words, and what harms most where it is wrong;
* a quarter more where an agency or outlet is named, as a relay or as the publisher: that is what others carry on;
* more for a speaker of many quotations, by half for each factor of ten: what is known of one who is looked up often is
  read often.

What was skipped comes last, in the same order. Nothing here is a judgement on whether something is true.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import Connection, Row, and_, exists, func, select

from provenance.core.chain import ENDS
from provenance.core.records import Form, Role
from provenance.store.activity import load_activity
from provenance.store.engine import Store
from provenance.store.journal import append_entry
from provenance.store.linking import Canon, load_canon
from provenance.store.queries import find_quotation_id, select_held
from provenance.store.records import QuotationFilter
from provenance.store.rows import HUMAN
from provenance.store.tables import articles, attributions, hops, journal, mention_links, mentions, quotations
from provenance.store.words import check_decision, check_limit, read_moment

_SKIP, _UNSKIP = "skip", "unskip"
_UNKNOWN_VOICE = 0.5
_CONTESTED = 0.5
_UNMARKED = 0.4
_NAMED = 1.25
_LOUD = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Signs:
    """What the worth of a look is judged by.

    Attributes:
        score: Probability in [0, 1] that content and source are right.
        link: Probability in [0, 1] that the source means the speaker; None where nobody is known to speak.
        is_marked: Whether some of it stands in quotation marks.
        is_named: Whether a relay is known, or the registry knows the publisher.
        voiced: Number of quotations that the speaker has; 0 where nobody is known to speak.
        is_contested: Whether another model, or an earlier version of it, says something else.
    """

    score: float
    link: float | None
    is_marked: bool
    is_named: bool
    voiced: int
    is_contested: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """A quotation that nobody has decided on.

    Attributes:
        quotation: `qt_…`.
        certainty: Probability in [0, 1] that content, source and speaker are right.
        worth: What a look at it is worth, 0 or more; see the module.
        reasons: Why it is worth that, in words.
        is_skipped: Whether this reviewer has put it off.
    """

    quotation: str
    certainty: float
    worth: float
    reasons: tuple[str, ...]
    is_skipped: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewFilter:
    """Which doubts a reviewer wants to see.

    Attributes:
        reviewer: Who looks; never empty.
        said: Among which quotations, as they are now; its limit is that of what is most valuable.
        below: Only what the model is less sure of, in [0, 1]; None for all.
    """

    reviewer: str
    said: QuotationFilter = field(default_factory=QuotationFilter)
    below: float | None = None


def find_doubts(store: Store, wanted: ReviewFilter) -> list[Doubt]:
    """Find what nobody has decided on, the most valuable first, and last what this reviewer has skipped.

    A decision that was withdrawn is none. Quotations that a reviewer or model rejected are left out.

    Args:
        store: Open.
        wanted: Which ones.

    Raises:
        StoreError: The limit is less than 1, or a date or the range of relays makes no sense.
    """
    limit = wanted.said.limit
    check_limit(limit)
    with store.reading() as connection:
        canon = load_canon(connection)
        rows = _load_open(connection, wanted, canon=canon)
        voices = {canon.of(row.speaker) for row in rows if row.speaker}
        activity = load_activity(connection, canon=canon, as_of=None, only=voices)
        contested = _load_contested(connection, canon=canon)
        skipped = _load_skipped(connection, wanted.reviewer)
    doubts = []
    for row in rows:
        does = activity.get(canon.of(row.speaker)) if row.speaker else None
        signs = _signs_of(row, voiced=does.voiced if does else 0, is_contested=row.quotation in contested)
        certainty, worth, reasons = judge_worth(signs)
        if wanted.below is None or certainty < wanted.below:
            is_skipped = row.quotation in skipped
            doubt = Doubt(
                quotation=row.quotation, certainty=certainty, worth=worth, reasons=reasons, is_skipped=is_skipped
            )
            doubts.append(doubt)
    # The rows come in the order of the text, which decides between equals.
    doubts.sort(key=lambda doubt: (doubt.is_skipped, -round(doubt.worth, 6)))
    return doubts[:limit]


def judge_worth(signs: Signs) -> tuple[float, float, tuple[str, ...]]:
    """Judge how sure the model is of a quotation, and what a look at it is worth; see the module.

    Returns:
        The certainty in [0, 1], the worth, 0 or more, and the reasons.
    """
    certainty = signs.score * (_UNKNOWN_VOICE if signs.link is None else signs.link)
    certainty *= _CONTESTED if signs.is_contested else 1.0
    form = 1.0 if signs.is_marked else _UNMARKED
    loud = 1.0 + _LOUD * math.log10(max(signs.voiced, 1))
    worth = (1.0 - certainty) * form * (_NAMED if signs.is_named else 1.0) * loud
    reasons = (
        f"sure of the words and their source to {signs.score:.0%}",
        "nobody is known to speak" if signs.link is None else f"of the speaker to {signs.link:.0%}",
        "models differ" if signs.is_contested else "",
        "in quotation marks" if signs.is_marked else "",
        "carried or published by a known name" if signs.is_named else "",
        f"one of {signs.voiced} quotations of this speaker" if signs.voiced > 1 else "",
    )
    return certainty, worth, tuple(filter(None, reasons))


def save_skip(store: Store, quotation: str, *, reviewer: str, now: str, is_undone: bool = False) -> None:
    """Note that a reviewer puts a quotation off, or takes that back; the journal keeps both.

    Args:
        store: Open for writing.
        quotation: `qt_…`.
        reviewer: Who; never empty.
        now: UTC time.
        is_undone: Whether an earlier note is taken back.

    Raises:
        NotFound: There is no such quotation.
        StoreError: The reviewer is empty.
    """
    check_decision(who=reviewer, reason=_SKIP)
    moment = read_moment(now, what="now")
    with store.writing() as connection:
        subject = find_quotation_id(connection, quotation)
        op = _UNSKIP if is_undone else _SKIP
        append_entry(connection, at=moment, who=reviewer.strip(), op=op, subject=subject, payload={})


def _load_open(connection: Connection, wanted: ReviewFilter, *, canon: Canon) -> list[Row[Any]]:
    """Load what nobody has decided on, in the order of the texts."""
    speaker, relay = hops.alias(), hops.alias()
    speaks = and_(speaker.c.attribution_id == attributions.c.id, speaker.c.role == Role.SPEAKER.value)
    carried = select(1).where(
        relay.c.attribution_id == attributions.c.id,
        relay.c.role.not_in(sorted(ENDS)),
        relay.c.agent_id.is_not(None),
    )
    asked = select_held(connection, replace(wanted.said, as_of=None), canon=canon).with_only_columns(
        quotations.c.id.label("quotation"),
        attributions.c.score,
        attributions.c.form,
        speaker.c.agent_id.label("speaker"),
        _link_score().label("link"),
        exists(carried).label("is_carried"),
        articles.c.outlet_id,
    )
    asked = asked.outerjoin(speaker, speaks).where(attributions.c.rank != HUMAN)
    in_order = asked.order_by(articles.c.locator, quotations.c.start_char, quotations.c.end_char, quotations.c.id)
    return list(connection.execute(in_order))


def _link_score() -> Any:  # noqa: ANN401 - SQLAlchemy's type for it names the driver's
    """Build the score of the link by which the pipeline of an attribution took its source for the speaker."""
    link, mention = mention_links.c, mentions.c
    return (
        select(func.min(link.score))
        .join(mentions, mention.id == link.mention_id)
        .where(
            mention.version_id == quotations.c.version_id,
            mention.start_char == attributions.c.source_start,
            mention.end_char == attributions.c.source_end,
            link.pipeline_id == attributions.c.pipeline_id,
        )
        .correlate(quotations, attributions)
        .scalar_subquery()
    )


def _load_contested(connection: Connection, *, canon: Canon) -> set[str]:
    """Find quotations of which models, or versions of one, name different speakers, or that one takes for none."""
    speaker, made = hops.alias(), attributions.c
    speaks = and_(speaker.c.attribution_id == made.id, speaker.c.role == Role.SPEAKER.value)
    by_models = select(made.quotation_id).where(made.rank != HUMAN).group_by(made.quotation_id)
    asked = (
        select(made.quotation_id, made.assertion, speaker.c.agent_id)
        .outerjoin_from(attributions, speaker, speaks)
        .where(made.rank != HUMAN, made.quotation_id.in_(by_models.having(func.count() > 1)))
    )
    answers: dict[str, set[str]] = {}
    for quotation, assertion, agent in connection.execute(asked):
        # To abstain, or to know nobody, contradicts no answer.
        if assertion == "reject" or (assertion == "assert" and agent):
            answers.setdefault(quotation, set()).add(canon.of(agent) if assertion == "assert" else assertion)
    return {quotation for quotation, said in answers.items() if len(said) > 1}


def _signs_of(row: Row[Any], *, voiced: int, is_contested: bool) -> Signs:
    # A speaker without a link to the source was told by something else, such as a label or a signature.
    link = (1.0 if row.link is None else row.link) if row.speaker else None
    is_named = bool(row.is_carried) or row.outlet_id is not None
    return Signs(
        score=row.score,
        link=link,
        is_marked=row.form != Form.INDIRECT.value,
        is_named=is_named,
        voiced=voiced,
        is_contested=is_contested,
    )


def _load_skipped(connection: Connection, reviewer: str) -> set[str]:
    """Load what a reviewer has put off and not taken up again."""
    noted = select(journal.c.subject, journal.c.op).where(
        journal.c.who == reviewer.strip(), journal.c.op.in_([_SKIP, _UNSKIP])
    )
    return _still_skipped(connection.execute(noted.order_by(journal.c.seq)))


def _still_skipped(notes: Iterable[Row[Any]]) -> set[str]:
    last = {note.subject: note.op for note in notes}
    return {subject for subject, op in last.items() if op == _SKIP}
