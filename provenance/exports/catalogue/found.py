"""What was found beside quotations: families of wordings, findings of audits, rejected marks and credit lines."""

from provenance.exports.layout import Column, Facet, Table

FAMILIES = Table(
    name="families",
    title="Families of quotations",
    about="One row for the quotations that hold the same words, however they were cut or changed on their way.",
    label="label",
    sort="n_articles",
    descending=True,
    columns=(
        Column(name="id", about="It stays as the family grows."),
        Column(name="label", about="The first words of the representative."),
        Column(
            name="representative",
            refers="quotes",
            about="The fullest in quotation marks, and of those the earliest; the others are compared with it.",
        ),
        Column(name="n_members", type="INTEGER", indexed=True, about="Number of quotations in it."),
        Column(name="n_articles", type="INTEGER", indexed=True, about="Number of articles in which they stand."),
        Column(
            name="n_outlets",
            type="INTEGER",
            indexed=True,
            about="Number of publishers that have them; an article of an unknown one counts for itself.",
        ),
        Column(name="first_seen", about="Earliest day of publication; empty where no article tells."),
        Column(name="last_seen", about="Latest day of publication; empty where no article tells."),
        Column(name="first_quote", refers="quotes", about="Who had it first, as far as this export knows."),
        Column(name="root_outlet", refers="outlets", about="Outlet of that one; empty where not known as a medium."),
        Column(
            name="max_drift",
            type="REAL",
            indexed=True,
            about="How far the words have come from the representative's, in 0..1; 0 for cuts alone.",
        ),
        Column(
            name="meanings",
            facet=Facet.ARRAY,
            about="What bears meaning among the changes: negation, modal, number, name. A JSON array.",
        ),
    ),
)

FAMILY_MEMBERS = Table(
    name="family_members",
    title="Members of the families",
    about="One row for each quotation in a family, compared with the representative.",
    label="id",
    sort="id",
    columns=(
        Column(name="id", about="Id of the family and the place in it, the earliest first."),
        Column(name="family", refers="families", about="The family."),
        Column(name="quote", refers="quotes", about="The quotation."),
        Column(
            name="variant",
            facet=Facet.VALUE,
            about=(
                "What became of the words: representative, exact, format, truncated, ellipsis, edited, translated or "
                "paraphrase; empty where only others lead there."
            ),
        ),
        Column(name="drift", type="REAL", about="How far they have come, in 0..1; empty where nobody compared them."),
        Column(name="meanings", facet=Facet.ARRAY, about="What bears meaning among the changes, as a JSON array."),
        Column(
            name="diff", about="From the representative: pairs of kept, gone or added and the words, as a JSON array."
        ),
    ),
)

FINDINGS = Table(
    name="findings",
    title="Findings",
    about="What the last audit found in the chains as they are written, and who waived it until when.",
    label="message",
    sort="id",
    columns=(
        Column(name="id", about="It stays over all audits."),
        Column(name="code", refers="checks", facet=Facet.VALUE, about="The check."),
        Column(name="severity", facet=Facet.VALUE, about="high, medium, low or info."),
        Column(name="state", facet=Facet.VALUE, about="open, or waived for a time."),
        Column(name="quote", refers="quotes", about="The quotation that shows it; empty where no single one does."),
        Column(name="article", indexed=True, about="Id of the article that shows it, as in articles.article."),
        Column(name="message", about="What there is to see, and why it matters."),
        Column(name="opened_at", about="When it was found first, or again, UTC."),
        Column(name="waived_until", about="Last day of the waiver; empty for none."),
        Column(name="waived_by", about="Who waived it: reviewers have numbers, unless their names were asked for."),
        Column(name="waiver_reason", about="Why; goes out only if reviewers were asked for."),
    ),
)

CHECKS = Table(
    name="checks",
    title="Checks",
    about="One row for each check of the audit that found something here. None of them says that a quotation is false.",
    label="label",
    sort="id",
    columns=(
        Column(name="id", about="Its code, which never changes its meaning."),
        Column(name="label", about="Code and name."),
        Column(name="about", about="What it finds."),
        Column(name="severity", facet=Facet.VALUE, about="How grave it usually is: high, medium, low or info."),
        Column(name="n_open", type="INTEGER", about="Number of its findings here that are open."),
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
