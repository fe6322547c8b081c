"""What was said, through whom, and who asserted it: the tables of quotations."""

from provenance.exports.layout import Column, Facet, Table

QUOTES = Table(
    name="quotes",
    title="Quotations",
    about="One row for each quotation as it stands: the words, whose they are, and through whom we know them.",
    label="label",
    sort="number",
    search=("text", "speaker_label"),
    pieces=("text", "speaker_label"),
    together=(("speaker", "published"), ("article", "start_char"), ("hops", "number")),
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
        Column(name="family", refers="families", about="Where the same words stand too; empty for nowhere."),
        Column(
            name="outlets_in_family",
            type="INTEGER",
            about="Number of publishers that have those words; empty without a family.",
        ),
        Column(
            name="flags",
            facet=Facet.ARRAY,
            about="Codes of the checks that found something in its chain, the gravest first: a JSON array.",
        ),
        Column(name="worst_flag", facet=Facet.VALUE, about="The gravest of them; empty for none."),
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
    together=(("agent", "role"),),
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
    together=(("speaker", "n_quotations"), ("publisher", "speaker")),
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
