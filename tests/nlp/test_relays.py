"""Each row: a text, the relays of its attributions from the speaker outwards, and why the row is here.

A relay is written as role, name and evidence; a tilde before the evidence says that it is carried over.
"""

import pytest

from provenance.core.records import Quotation
from tests.nlp.reading import Extract

KCNA = "Korean Central News Agency"

ROWS = [
    (
        "Kim said that the deal was dead, according to Tass, a Russian news agency.",
        [["agency TASS: according to Tass, a Russian news agency"]],
        "according to, with its gloss",
    ),
    (
        "North Korea said it would support all the measures, KCNA reported.",
        [[f"agency {KCNA}: KCNA reported"]],
        "somebody else's words, reported by an agency",
    ),
    (
        "Kim affirmed that the army stands firm, as reported by the Korean Central News Agency (KCNA).",
        [[f"agency {KCNA}: reported by the Korean Central News Agency"]],
        "as reported by; the brackets only give the short name",
    ),
    (
        "Lavrov was quoted in Russian state-affiliated media on Sunday saying that the talks had failed.",
        [["outlet Russian state-affiliated media: quoted in Russian state-affiliated media"]],
        "quoted in, a medium by its description",
    ),
    (
        "Taiwan's United Daily News quoted a U.S. official as saying the talks had failed.",
        [["outlet United Daily News: Taiwan's United Daily News quoted"]],
        "a paper quotes",
    ),
    ("“We will win,” Lavrov told CNN.", [["outlet CNN: told CNN"]], "told a medium"),
    (
        "“We will win,” Lavrov told the newspaper Kommersant.",
        [["outlet Kommersant: told the newspaper Kommersant"]],
        "the same with its kind",
    ),
    (
        "In a recent interview with South Korean media, Zelenskyy expressed frustration over the lack of help.",
        [["outlet South Korean media: interview with South Korean media"]],
        "an interview in front",
    ),
    (
        "According to a Russian translation, Choe expressed confidence that Russia would win.",
        [["translation a Russian translation: According to a Russian translation"]],
        "a translation",
    ),
    ("“We will win,” Marco Rubio tweeted.", [["platform Twitter: tweeted"]], "a verb that names its platform"),
    ("“We will win,” Marco Rubio wrote on Facebook.", [["platform Facebook: on Facebook"]], "a platform"),
    ("“We will win,” Marco Rubio wrote in the Guardian.", [["outlet The Guardian: wrote in the Guardian"]], "wrote in"),
    (
        "The minister said in a statement carried by Xinhua that trade would grow.",
        [["agency Xinhua: carried by Xinhua"]],
        "carried by",
    ),
    (
        "In an interview with CNN, Marco Rubio said that talks would go on. “I did it,” he said.",
        [["outlet CNN: interview with CNN"], ["outlet CNN: ~interview with CNN"]],
        "an interview covers what the same speaker says next",
    ),
    (
        "Kim Jong Un said that the army stands firm. He smiled (KCNA).\nThe rain fell.",
        [[f"agency {KCNA}: ~(KCNA)"]],
        "a credit in brackets closes its paragraph",
    ),
    # no relay
    ("KCNA said the talks were held in Wonsan.", [[]], "the agency itself speaks"),
    (
        "The pair discussed “mutual cooperation in the arenas,” KCNA reported.",
        [[]],
        "the agency's own account is its own words",
    ),
    ("“We will win,” Lavrov told reporters.", [[]], "listeners carry nothing"),
    ("“We will win,” Lavrov said at a rally in Moscow.", [[]], "nor does a place"),
    ("“CNN is fake,” Donald Trump said.", [[]], "a medium inside the words quoted"),
    ("Donald Trump said that CNN was fake.", [[]], "the same without marks"),
    (
        "“I did it,” Marco Rubio told CNN.\nThe rain fell.\nIt fell all day.\n“And again,” Rubio said.",
        [["outlet CNN: told CNN"], []],
        "one interview does not spread over the article",
    ),
    ("“No,” Marco Rubio told CNN. “Yes,” said John Roe.", [["outlet CNN: told CNN"], []], "nor to another speaker"),
]


def relays(text: str, quotation: Quotation) -> list[str]:
    return [
        f"{hop.role} {hop.agent.name}: {'' if hop.explicit else '~'}{hop.evidence.text_in(text)}"
        for hop in quotation.relays
        if hop.agent and hop.evidence
    ]


@pytest.mark.parametrize(("text", "expected", "reason"), ROWS, ids=[row[2] for row in ROWS])
def test_relays(text: str, expected: list[list[str]], reason: str, extract: Extract) -> None:
    """Through whom the words of a text came."""
    assert [relays(text, q) for q in extract(text).quotations] == expected, reason


def test_every_chain_runs_from_speaker_to_publisher(extract: Extract) -> None:
    """A chain has its relays in the middle and the publisher of the article at its end."""
    quotation = extract("“We will win,” Lavrov told CNN.", publisher="The Herald of Nowhere").quotations[0]

    assert [hop.role.value for hop in quotation.chain] == ["speaker", "outlet", "publisher"]
    assert [hop.agent and hop.agent.name for hop in quotation.chain][-1] == "The Herald of Nowhere"


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        ("Korean Central News Agency via AP", [KCNA, "Associated Press"]),
        ("Kim Jong Un smiles in Wonsan. Korean Central News Agency via Reuters", [KCNA, "Reuters"]),
        ("He came to Wonsan via Moscow.", None),
        ("Kim said that Korean Central News Agency via AP was a credit line.", None),
    ],
)
def test_credits(text: str, chain: list[str] | None, extract: Extract) -> None:
    """The chain of an image stands in its credit line, and nowhere else."""
    credits_ = extract(text).credits

    assert [[agent.name for agent in c.chain] for c in credits_] == ([chain] if chain else [])


@pytest.mark.parametrize(
    ("text", "medium"),
    [
        ("“We will win,” Lavrov said at a rally in Moscow.", "rally"),
        ("“We will win,” Lavrov told reporters.", "press conference"),
        ("“We will win,” Lavrov said in an interview.", "interview"),
        ("In a statement, Lavrov said that the talks went on.", "statement"),
        ("“We will win,” Marco Rubio tweeted.", "tweet"),
        ("“The rally was great,” Lavrov said.", None),
    ],
)
def test_occasions(text: str, medium: str | None, extract: Extract) -> None:
    """The occasion stands in the words around the quotation, never inside."""
    assert extract(text).quotations[0].medium == medium
