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
    ("text", "expected"),
    [
        # images
        ("Korean Central News Agency via AP", [f"image {KCNA} > Associated Press"]),
        ("Kim Jong Un smiles in Wonsan. Korean Central News Agency via Reuters", [f"image {KCNA} > Reuters"]),
        ("Kim smiles in Wonsan. Ann Roe/AFP/Getty Images", ["image Ann Roe > Agence France-Presse > Getty Images"]),
        ("(AP Photo/Ann Roe)", ["image Associated Press > Ann Roe"]),
        ("He came to Wonsan via Moscow.", []),
        ("Kim said that Korean Central News Agency via AP was a credit line.", []),
        # the article
        ("JERUSALEM, April 4 (Interfax) - The talks failed.", ["article Interfax"]),
        ("MOSCOW. April 4 (Interfax) - The talks failed.", ["article Interfax"]),
        ("TEHRAN, Oct. 2 (Xinhua) -- The talks failed.", ["article Xinhua"]),
        ("WASHINGTON (AP) — The talks failed.", ["article Associated Press"]),
        ("Tehran, IRNA – The talks failed.", ["article Islamic Republic News Agency"]),
        ("The talks failed\nBy Ann Roe, Associated Press\nThey were long.", ["article Associated Press"]),
        ("It rained.\nIt snowed.\nThe Associated Press contributed to this report.", ["article Associated Press"]),
        ("It rained.\n\n(Xinhua)", ["article Xinhua"]),
        ("Kim said no to AFP - the agency of France.", []),
        ("It rained, Reuters said.\nIt snowed, AFP reported.", []),
        # a paragraph
        ("He praised the ties at many levels (KCNA).\nIt rained.", [f"paragraph {KCNA}"]),
        ("The Korean Central News Agency (KCNA) is old.", []),
    ],
)
def test_credits(text: str, expected: list[str], extract: Extract) -> None:
    """Credits of an image, a paragraph and the article stand in lines of their own, and nowhere else."""
    credits_ = extract(text).credits

    assert [f"{c.kind} {' > '.join(agent.name for agent in c.chain)}" for c in credits_] == expected
