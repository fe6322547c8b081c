"""The questions that a Datasette export answers by name: canned queries with their parameters.

Owns their SQL, which reads nothing but the tables of `catalogue`. Every parameter may stay empty, and people's words
are never search syntax.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One canned query.

    Attributes:
        name: Snake case; part of its address.
        title: Its heading.
        about: What it answers, and what each parameter takes.
        parameters: Names of the parameters in the order of the form.
        sql: The query.
    """

    name: str
    title: str
    about: str
    parameters: tuple[str, ...] = ()
    sql: str


WHO_SAID = Question(
    name="who_said",
    title="Who said …?",
    about=(
        "Quotations that hold a phrase. Accents and case make no difference; three letters or more are also found in "
        "the middle of a word, and in Chinese or Japanese. Leave phrase empty for all."
    ),
    parameters=("phrase",),
    # FTS5 takes doubled marks inside marks as text, so nothing that people type can be an operator; printf ends the
    # phrase at a NUL, which FTS5 would take for the end of the query.
    sql="""\
with wanted as (
  select 'text : "' || replace(printf('%s', :phrase), '"', '""') || '"' as phrase
)
select number, speaker_label as speaker, text, form, relayed_by, publisher, published, id
from quotes
where :phrase = ''
  or rowid in (
    select rowid from quotes_fts where quotes_fts match (select phrase from wanted)
    union
    select rowid from quotes_trigram where quotes_trigram match (select phrase from wanted)
  )
order by number
limit 1000""",
)

SAID_BY = Question(
    name="said_by",
    title="What did … say?",
    about=(
        "Quotations of a speaker, oldest first. Speaker is a name or part of one, aliases among them; from and to are "
        "days (2025-07-13), months (2025-07) or years. Leave any of them empty for all."
    ),
    parameters=("speaker", "from", "to"),
    # Each part has the index that it needs, and runs only where it is asked for; rows stand in the order of numbers.
    # SQLite keeps to the order of a cross join, since it cannot know how few agents have a name.
    sql="""\
with found as (
  select * from (
    select rowid as place from quotes
    where :speaker = ''
      and (:from = '' or published >= :from) and (:to = '' or substr(published, 1, length(:to)) <= :to)
    order by published, rowid
    limit 1000
  )
  union all
  select * from (
    select quotes.rowid as place
    from agents
    cross join quotes on quotes.speaker = agents.id
    where :speaker <> '' and instr(lower(agents.label || ' ' || agents.aliases), lower(:speaker)) > 0
      and (:from = '' or published >= :from) and (:to = '' or substr(published, 1, length(:to)) <= :to)
    order by published, quotes.rowid
    limit 1000
  )
)
select published, speaker_label as speaker, text, form, relayed_by, publisher, number, id
from found
join quotes on quotes.rowid = found.place
order by published, number""",
)

RELAYED_BY = Question(
    name="relayed_by",
    title="What do we know through …?",
    about=(
        "Quotations that reach us through a relay, such as a news agency. Agent is a name or part of one, aliases "
        "among them; leave it empty for every relay."
    ),
    parameters=("agent",),
    # A relay whose agent is unknown has none to be found by, so it is listed only where every relay is.
    sql="""\
with found as (
  select * from (
    select rowid as place from hops
    where :agent = '' and role not in ('speaker', 'publisher')
    order by rowid
    limit 1000
  )
  union all
  select * from (
    select hops.rowid as place
    from agents
    cross join hops on hops.agent = agents.id
    where :agent <> '' and instr(lower(agents.label || ' ' || agents.aliases), lower(:agent)) > 0
      and hops.role not in ('speaker', 'publisher')
    order by hops.rowid
    limit 1000
  )
)
select hops.agent_label as relay, hops.role, quotes.speaker_label as speaker, quotes.text,
  hops.evidence, quotes.publisher, quotes.published, quotes.number, quotes.id
from found
join hops on hops.rowid = found.place
join quotes on quotes.id = hops.quote
order by found.place""",
)

CHAIN_OF = Question(
    name="chain_of",
    title="How did these words reach us?",
    about=(
        "The stations of one quotation, from its speaker to its publisher. Quote is the id of a quotation, the "
        "beginning of one, or its number; leave it empty for the longest chain."
    ),
    parameters=("quote",),
    sql="""\
with chosen as (
  select id, text from quotes
  where :quote <> '' and (number = :quote or id between :quote and :quote || '~')
  union all
  select id, text from quotes
  where :quote = '' and number = (select number from quotes order by hops desc, number limit 1)
)
select hops.position, hops.role, hops.agent_label as agent, hops.anonymity, hops.evidence, hops.explicit,
  chosen.text, chosen.id
from chosen
join hops on hops.quote = chosen.id
order by chosen.id, hops.position
limit 1000""",
)

WEAKEST_CHAINS = Question(
    name="weakest_chains",
    title="Which quotations stand on the weakest chains?",
    about=(
        "Words that come through relays, or from a voice that the article does not name. Most relays first, then "
        "unknown and unnamed speakers, then the least certain; implied counts the stations that no words show. It "
        "tells how a chain was written, never whether a quotation is true."
    ),
    sql="""\
with weakest as (
  select rowid as place from quotes
  where hops > 0 or speaker is null or anonymity <> 'named'
  order by hops desc, speaker is not null, anonymity = 'named', score, number
  limit 1000
)
select hops, speaker_label as speaker, anonymity, relayed_by,
  (
    select count(*) from hops
    where hops.quote = quotes.id and hops.explicit = 0 and hops.role <> 'publisher'
  ) as implied,
  text, form, publisher, published, score, number, id
from weakest
join quotes on quotes.rowid = weakest.place
order by hops desc, speaker is not null, anonymity = 'named', score, number""",
)

SPEAKERS_BY_OUTLET = Question(
    name="speakers_by_outlet",
    title="Whom does each outlet quote?",
    about="Speakers by publisher, the most quoted first, and how many of their words came through relays.",
    # Of the routes, which are far fewer and shorter than the quotations.
    sql="""\
with counted as (
  select publisher, speaker, sum(n_quotations) as quotations,
    sum(n_quotations * (relayed_by <> '[]')) as through_relays,
    min(first_seen) as first, max(last_seen) as last
  from routes
  group by publisher, speaker
  order by publisher is not null, publisher, quotations desc
  limit 1000
)
select coalesce(counted.publisher, '(publisher not given)') as publisher,
  coalesce(agents.label, '(unknown)') as speaker, quotations, through_relays, first, last
from counted
left join agents on agents.id = counted.speaker
order by counted.publisher is not null, counted.publisher, quotations desc, speaker""",
)

DISAGREEMENTS = Question(
    name="disagreements",
    title="Where do models and people disagree, or doubt?",
    about=(
        "First every step of the quotations whose steps differ in the speaker, the relays, the form, or in whether "
        "there is a quotation at all. Then the hundred of which the model is least certain and that nobody has decided "
        "yet: those are worth a look."
    ),
    sql="""\
with disputed as (
  select quote from attribution_history
  where assertion <> 'abstain' and quote in (select quote from attribution_history where step > 1)
  group by quote
  having count(distinct assertion || ' ' || form || ' ' || coalesce(speaker, '') || ' ' || relayed_by) > 1
),
doubtful as (
  select id as quote from quotes
  where decided_by = 'model' and id not in (select quote from disputed)
  order by score
  limit 100
),
wanted as (
  select 'disagreement' as why, quote from disputed
  union all
  select 'least certain', quote from doubtful
)
select wanted.why, quotes.number, history.step, history.decided_by, history.made_by, history.assertion,
  history.speaker_label as speaker, history.relayed_by, history.form, history.score, history.holds, history.created_at,
  quotes.text, quotes.id
from wanted
join quotes on quotes.id = wanted.quote
join attribution_history as history on history.quote = wanted.quote
where wanted.why = 'disagreement' or history.holds
order by wanted.why, case when wanted.why = 'least certain' then quotes.score end, quotes.number, history.step
limit 1000""",
)

FAMILY_TIMELINE = Question(
    name="family_timeline",
    title="Where did these words go, and who had them first?",
    about=(
        "The quotations that hold the same words, the earliest first, and what became of the words. Family is the id "
        "of a family or of a quotation in it, or the beginning of one; leave it empty for the one in most articles."
    ),
    parameters=("family",),
    sql="""\
with chosen as (
  select id from families where :family <> '' and substr(id, 1, length(:family)) = :family
  union
  select family from family_members where :family <> '' and substr(quote, 1, length(:family)) = :family
  union
  select * from (select id from families where :family = '' order by n_articles desc, n_members desc, id limit 1)
)
select quotes.published, quotes.publisher, quotes.speaker_label as speaker, family_members.variant, quotes.text,
  quotes.relayed_by, family_members.drift, family_members.meanings, articles.label as article, quotes.number, quotes.id
from chosen
join family_members on family_members.family = chosen.id
join quotes on quotes.id = family_members.quote
left join articles on articles.id = quotes.article
order by chosen.id, family_members.id
limit 1000""",
)

SINGLE_ORIGIN = Question(
    name="single_origin",
    title="Which words stand in several articles, and go back to one?",
    about=(
        "Families of quotations, those in most articles first, with who had them first and all relays on their way: "
        "many outlets with one root are one source, not many. The check PV501 tells where that is certain."
    ),
    sql="""\
select families.n_articles, families.n_outlets, families.label as words, first.speaker_label as speaker,
  first.publisher as first_publisher, families.first_seen,
  (
    select group_concat(distinct relay.value)
    from family_members
    join quotes on quotes.id = family_members.quote
    join json_each(quotes.relayed_by) as relay
    where family_members.family = families.id
  ) as relays,
  exists (
    select 1 from findings
    join family_members on family_members.quote = findings.quote
    where family_members.family = families.id and findings.code = 'PV501'
  ) as one_root,
  families.id
from families
left join quotes as first on first.id = families.first_quote
order by families.n_articles desc, families.n_outlets desc, families.id
limit 100""",
)

AUDITED = Question(
    name="audited",
    title="What did the audit find?",
    about=(
        "Findings that are open, the gravest first. Code is that of a check, or the beginning of one: PV1 for voices, "
        "PV2 for relays, PV3 for words, PV305 for silent edits; leave it empty for all."
    ),
    parameters=("code",),
    # Chosen before their quotations are looked up, since there may be many more findings than are shown.
    sql="""\
with chosen as (
  select *, case severity when 'high' then 0 when 'medium' then 1 when 'low' then 2 else 3 end as grade
  from findings
  where state = 'open' and (:code = '' or substr(code, 1, length(:code)) = upper(:code))
  order by grade, code, id
  limit 1000
)
select chosen.severity, checks.label as "check", chosen.message, quotes.speaker_label as speaker, quotes.text,
  quotes.publisher, quotes.published, quotes.number, quotes.id
from chosen
join checks on checks.id = chosen.code
left join quotes on quotes.id = chosen.quote
order by chosen.grade, chosen.code, quotes.number""",
)

QUESTIONS = (
    WHO_SAID,
    SAID_BY,
    RELAYED_BY,
    CHAIN_OF,
    FAMILY_TIMELINE,
    SINGLE_ORIGIN,
    WEAKEST_CHAINS,
    AUDITED,
    SPEAKERS_BY_OUTLET,
    DISAGREEMENTS,
)
