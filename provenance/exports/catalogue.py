"""The tables of `quotes.db`: every column, and what it says.

A later table is one entry here and one function in `tables`.
"""

from dataclasses import replace

from provenance.exports.layout import Column, Facet, Table

QUOTES = Table(
    name="quotes",
    title="Quotations",
    about="One row for each quotation as it stands: the words, whose they are, and through whom we know them.",
    label="label",
    sort="number",
    search=("text", "speaker_label"),
    pieces=("text", "speaker_label"),
    together=(("speaker", "published"), ("article", "start_char")),
    columns=(
        Column(name="id", about="The same words in the same article always have the same id."),
        Column(
            name="number", type="INTEGER", indexed=True, about="Place in this export, 1 for the first quotation in it."
        ),
        Column(name="text", about="The words as published; “ … ” stands between the parts of a split quotation."),
        Column(name="speaker", refers="agents", facet=Facet.VALUE, about="Whose words they are; empty where unknown."),
        Column(
            name="relayed_by",
            facet=Facet.ARRAY,
            about="Names of the relays, from the speaker outwards: a JSON array.",
        ),
        Column(name="roles", facet=Facet.ARRAY, about="What each of those relays does, in the same order."),
        Column(
            name="hops",
            type="INTEGER",
            indexed=True,
            about="Number of relays between the speaker and the publisher, 0 for none.",
        ),
        Column(
            name="form",
            facet=Facet.VALUE,
            about="How much stands in quotation marks: all (direct), some (mixed) or nothing (indirect).",
        ),
        Column(
            name="outlet",
            refers="outlets",
            facet=Facet.VALUE,
            about="Who published it; empty where not known as a medium.",
        ),
        Column(name="publisher", about="Name of the publisher, as far as the input names one."),
        Column(name="article", refers="articles", about="The version of the article that holds the words."),
        Column(
            name="published",
            facet=Facet.VALUE,
            about="Day of publication, as precise as known: 2025, 2025-07, 2025-07-13.",
        ),
        Column(name="before", about="Up to 120 characters of the same paragraph before the quotation."),
        Column(name="after", about="Up to 120 characters of the same paragraph after the quotation."),
        Column(name="source", about="The words of the article that name the speaker here, such as “he”."),
        Column(name="cue", about="The words that signal the report, such as “said”."),
        Column(
            name="anonymity",
            about="How far the article lets us know the speaker: named, described, unnamed or withheld.",
        ),
        Column(name="on_behalf_of", refers="agents", about="For whom the speaker speaks; empty where nobody is named."),
        Column(name="medium", about="The occasion, such as speech or interview; empty where not told."),
        Column(name="said_on", about="Day of the utterance, as precise as the article; empty where not told."),
        Column(name="quoted_lang", about="Language that was spoken (BCP 47); empty where not told."),
        Column(name="decided_by", facet=Facet.VALUE, about="Whose word this is: model, import or human."),
        Column(
            name="score",
            type="REAL",
            indexed=True,
            about="Probability in 0..1 that words and source are right; 1 for human.",
        ),
        Column(name="chain", about="The whole way of the words, from the speaker to the publisher, as JSON."),
        Column(name="speaker_label", about="The speaker's name, for search and for files."),
        Column(name="label", about="The first words of the quotation, as other tables show them."),
        Column(name="start_char", type="INTEGER", about="First code point of the words in the article, from 0."),
        Column(name="end_char", type="INTEGER", about="One past the last code point of the words in the article."),
        Column(name="segments", about="Where the parts of the words stand: pairs of code points, as a JSON array."),
        Column(
            name="whole",
            about="The article from start_char to end_char, where the words are split; empty where text says it.",
        ),
        Column(name="source_start", type="INTEGER", about="First code point of the source; empty for none."),
        Column(name="source_end", type="INTEGER", about="One past its last code point."),
        Column(name="cue_start", type="INTEGER", about="First code point of the cue; empty for none."),
        Column(name="cue_end", type="INTEGER", about="One past its last code point."),
    ),
)

HOPS = Table(
    name="hops",
    title="Stations of the chains",
    about="One row for each station on the way of a quotation, from its speaker (position 0) to its publisher.",
    label="agent_label",
    sort="id",
    columns=(
        Column(name="id", about="Id of the quotation and the position."),
        Column(name="quote", refers="quotes", about="The quotation."),
        Column(name="position", type="INTEGER", about="0 for the speaker, then outwards."),
        Column(
            name="role",
            facet=Facet.VALUE,
            about="speaker, publisher, or the kind of relay (agency, outlet, person, translation …).",
        ),
        Column(name="agent", refers="agents", facet=Facet.VALUE, about="Who it is; empty where unknown."),
        Column(name="agent_label", about="Name of the agent."),
        Column(name="surface", about="The words of the article that name the agent."),
        Column(name="evidence", about="The words of the article that show this station."),
        Column(name="evidence_start", type="INTEGER", about="First code point of those words; empty for none."),
        Column(name="evidence_end", type="INTEGER", about="One past their last code point."),
        Column(
            name="explicit",
            type="INTEGER",
            about="1 where the sentence itself shows it, 0 where it is carried over or implied.",
        ),
        Column(
            name="anonymity",
            facet=Facet.VALUE,
            about="How far the article lets us know the agent: named, described, unnamed, withheld.",
        ),
    ),
)

ROUTES = Table(
    name="routes",
    title="Routes",
    about="What was said through whom: one row for each way from a speaker over relays to a publisher.",
    label="id",
    sort="n_quotations",
    descending=True,
    together=(("speaker", "n_quotations"),),
    columns=(
        Column(name="id", about="Place in this export."),
        Column(name="speaker", refers="agents", facet=Facet.VALUE, about="Who speaks; empty where unknown."),
        Column(
            name="relayed_by",
            facet=Facet.ARRAY,
            about="Names of the relays, from the speaker outwards: a JSON array, empty for words at first hand.",
        ),
        Column(name="relays", about="Ids of those relays, in the same order; null for one that is unknown."),
        Column(name="outlet", refers="outlets", facet=Facet.VALUE, about="Who published it; as in quotes."),
        Column(name="publisher", about="Name of the publisher; empty where not told."),
        Column(name="n_quotations", type="INTEGER", indexed=True, about="Number of quotations that came this way."),
        Column(name="first_seen", about="Earliest day of publication among them; empty where no article tells."),
        Column(name="last_seen", about="Latest day of publication among them; empty where no article tells."),
    ),
)

AGENTS = Table(
    name="agents",
    title="Agents",
    about="People, organisations, groups and unnamed voices that speak, relay, publish or are credited in this export.",
    label="label",
    sort="n_voiced",
    descending=True,
    search=("label", "aliases"),
    columns=(
        Column(name="id", about="Merged agents have the id of the one that stands for them."),
        Column(name="label", about="The fullest usual name, or the description of an unnamed voice."),
        Column(
            name="kind",
            facet=Facet.VALUE,
            about="person, organisation, group, unnamed, document, author (the article's writer) or generic.",
        ),
        Column(name="wikidata", about="Wikidata id; empty where we are not sure of one."),
        Column(name="n_voiced", type="INTEGER", indexed=True, about="Number of quotations here that it speaks."),
        Column(name="n_relayed", type="INTEGER", indexed=True, about="Number of quotations here that it relays."),
        Column(name="first_seen", about="Earliest day of publication among those; empty where no article tells."),
        Column(name="last_seen", about="Latest day of publication among those; empty where no article tells."),
        Column(name="aliases", about="Other names and spellings, as a JSON array."),
    ),
)

OUTLETS = Table(
    name="outlets",
    title="Outlets",
    about="The media that publish or relay the quotations of this export.",
    label="name",
    sort="name",
    columns=(
        Column(name="id", about="Id of the outlet."),
        Column(name="name", about="Its usual name."),
        Column(name="agent", refers="agents", about="The same medium as a voice or relay."),
        Column(
            name="kind",
            facet=Facet.VALUE,
            about="newspaper, broadcaster, agency, magazine, aggregator, official, social or other.",
        ),
        Column(name="country", facet=Facet.VALUE, about="ISO 3166-1 code of its country; empty where it has none."),
        Column(name="lang", about="Its main language (BCP 47)."),
        Column(name="domain", about="Its host name."),
        Column(name="labels", facet=Facet.ARRAY, about="What is said of it, such as state_controlled: a JSON array."),
        Column(name="citations", about="Who says so, where, and for which time: one JSON object for each label."),
    ),
)

ARTICLES = Table(
    name="articles",
    title="Articles",
    about="One row for each version of an article.",
    label="label",
    sort="published",
    descending=True,
    search=("label",),
    columns=(
        Column(name="id", about="Id of this version: another text is another version."),
        Column(name="article", indexed=True, about="Id of the article, the same for all its versions."),
        Column(name="version", type="INTEGER", about="1 for the first text that was seen."),
        Column(name="label", about="The headline; for want of one the file or the address."),
        Column(name="title", about="The headline."),
        Column(name="url", about="Where it was published; empty unless it is a web address."),
        Column(name="file", about="Name of the file that it was read from, without its folders."),
        Column(
            name="outlet",
            refers="outlets",
            facet=Facet.VALUE,
            about="Who published it; empty where not known as a medium.",
        ),
        Column(name="publisher", about="Name of the publisher, as the input gives it."),
        Column(name="published", indexed=True, about="Date or time of publication, as precise as the input."),
        Column(name="byline", about="Line of authors, as printed."),
        Column(name="dateline", about="Place and agency before the first sentence, as printed."),
        Column(name="credit_line", about="Agencies or reporters credited for the whole article, as printed."),
        Column(name="lang", facet=Facet.VALUE, about="Language of the text (BCP 47)."),
        Column(name="characters", type="INTEGER", about="Length of the text in code points."),
        Column(name="sha256", about="SHA-256 of the text in UTF-8."),
        Column(name="fetched_at", about="When it was read, UTC."),
    ),
)

ARTICLE_TEXT = Column(name="text", about="The whole text, exactly as read.")

HISTORY = Table(
    name="attribution_history",
    title="History of the attributions",
    about="Everything that was ever asserted of a quotation in this export: by which model, or by which reviewer.",
    label="label",
    sort="id",
    columns=(
        Column(name="id", about="Id of the quotation and the step."),
        Column(name="quote", refers="quotes", about="The quotation."),
        Column(name="step", type="INTEGER", about="1 for the oldest assertion on this quotation."),
        Column(name="label", about="The step and who decided it."),
        Column(name="assertion", facet=Facet.VALUE, about="assert, reject (it quotes nobody) or abstain."),
        Column(name="decided_by", facet=Facet.VALUE, about="model, import or human."),
        Column(
            name="made_by",
            facet=Facet.VALUE,
            about="Name and version of the pipeline; reviewers have numbers, unless their names were asked for.",
        ),
        Column(name="speaker", refers="agents", about="The speaker as this step has it."),
        Column(name="speaker_label", about="Name of that speaker."),
        Column(name="form", about="The form as this step has it: direct, mixed or indirect."),
        Column(name="relayed_by", about="The relays as this step has them, as a JSON array of names."),
        Column(name="score", type="REAL", about="Probability in 0..1."),
        Column(
            name="reason",
            about="Why, where a pipeline or an import tells; the reasons of reviewers go out only if asked for.",
        ),
        Column(name="created_at", indexed=True, about="When it was asserted, UTC."),
        Column(name="supersedes", refers="attribution_history", about="The step whose place it took; empty for none."),
        Column(name="holds", type="INTEGER", about="1 for the assertion that holds now, else 0."),
    ),
)

REJECTED = Table(
    name="rejected",
    title="Words in quotation marks that quote nobody",
    about="Found and set aside, with the reason: titles, nicknames, labels, and words held at arm's length.",
    label="text",
    sort="id",
    columns=(
        Column(name="id", about="Id of the article's version and the place in it."),
        Column(name="article", refers="articles", about="The article."),
        Column(name="text", about="The words with their marks."),
        Column(name="reason", facet=Facet.VALUE, about="title, nickname, label or scare (distance or irony)."),
        Column(name="start_char", type="INTEGER", about="First code point in the article, from 0."),
        Column(name="end_char", type="INTEGER", about="One past the last code point in the article."),
    ),
)

CREDITS = Table(
    name="credits",
    title="Credit lines",
    about="Who is credited for a picture or for an article as a whole, from the origin to whoever supplied it last.",
    label="text",
    sort="id",
    columns=(
        Column(name="id", about="Id of the article's version and the place in it."),
        Column(name="article", refers="articles", about="The article."),
        Column(name="text", about="The credit as printed."),
        Column(name="kind", facet=Facet.VALUE, about="image, or article for the text as a whole."),
        Column(name="origin", refers="agents", about="Who made it."),
        Column(name="supplier", refers="agents", about="Who supplied it last."),
        Column(name="chain", facet=Facet.ARRAY, about="Names from the origin outwards, as a JSON array."),
        Column(name="start_char", type="INTEGER", about="First code point in the article, from 0."),
        Column(name="end_char", type="INTEGER", about="One past the last code point in the article."),
    ),
)

TABLES = (QUOTES, HOPS, ROUTES, AGENTS, OUTLETS, ARTICLES, HISTORY, REJECTED, CREDITS)


def build_tables(*, with_text: bool) -> tuple[Table, ...]:
    """Return the tables of an export.

    Args:
        with_text: Whether the articles carry their whole text, and search looks into it.
    """
    if not with_text:
        return TABLES
    articles = replace(ARTICLES, columns=(*ARTICLES.columns, ARTICLE_TEXT), search=("label", "text"))
    return tuple(articles if table is ARTICLES else table for table in TABLES)
