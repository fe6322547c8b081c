"""Who speaks, relays and publishes, and in which articles."""

from provenance.exports.layout import Column, Facet, Table

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
