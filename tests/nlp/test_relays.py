"""Chains and credits of texts that the rules model reads; single sentences stand in `relay_rows`."""

import pytest

from tests.nlp.reading import Extract

KCNA = "Korean Central News Agency"


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
