"""Who has a quotation that the model and the marks read differently."""

import pytest

from provenance.nlp.contents import Attribution, find_attributions
from provenance.nlp.encoder.settling import settle_quotations
from tests.nlp.reading import read, words_at

VOICES = (
    "“He frightens everybody I know, and he means to do so every day.” ― Ann Lee\n\n"
    "“We came here to work, we paid all that we owed, and nobody ever thanked us for it.” ― Bo Diaz\n"
)
TRANSCRIPT = "WALLACE: Let us start with the news of the debate.\n\nPENCE: It is a serious business, Chris.\n"


def settle(text: str, *found: tuple[str, ...], cue: str | None = None) -> list[tuple[list[str], str | None]]:
    """Settle what a model found - the source, if any, and then the contents - and return the same of what comes out."""
    reading = read(text)
    scored = []
    for source, *contents in found:
        ranges = tuple(words_at(reading, content) for content in contents)
        at, signal = (words_at(reading, words) if words else None for words in (source, cue))
        scored.append((Attribution(contents=ranges, cue=signal, source=at), 0.9))
    return [
        (
            [reading.text(c) for c in attribution.contents],
            reading.text(attribution.source) if attribution.source else None,
        )
        for attribution, _ in settle_quotations(reading, scored, find_attributions(reading))
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # marks and a cue are enough, whatever the model made of it
        ("“We will win,” said Kim.", [(["“We will win,”"], "Kim")]),
        # the label of a transcript is its cue
        (
            TRANSCRIPT,
            [
                (["Let us start with the news of the debate."], "WALLACE"),
                (["It is a serious business, Chris."], "PENCE"),
            ],
        ),
        # without marks it is the model's to say
        ("Kim said that they would win.", []),
        # nobody says it: nobody gets it
        ("It was “a great day for all of us here in the valley and far beyond”.", []),
    ],
)
def test_unclaimed(text: str, expected: list[tuple[list[str], str]]) -> None:
    """Quotations that the model gives to nobody go to the source that marks or labels tell."""
    assert settle(text) == expected


def test_claimed_by_the_model() -> None:
    """What the model claims stays with the source that it names, where both mean the same words."""
    text = "“We will win this war before the year is out, whatever it may cost,” Kim said of Lee."
    content = "“We will win this war before the year is out, whatever it may cost,”"
    assert settle(text, ("Lee", content)) == [([content], "Lee")]


def test_merged_voices_are_parted() -> None:
    """Two long quotations that the model gave to one voice go each to its own, as a list of voices has them."""
    first, second = (line.partition(" ―")[0] for line in VOICES.splitlines() if line)
    assert settle(VOICES, ("Bo Diaz", first, second)) == [([first], "Ann Lee"), ([second], "Bo Diaz")]


def test_one_voice_is_not_the_others_too() -> None:
    """A claim that joins long quotations of several sources is parted, even where another has one of them right."""
    long = "“We came here to work, we paid all that we owed, and nobody ever thanked us for it in all of these years.”"
    short = "“He frightens me and all that I know, every day.”"
    text = f"{long} ― Bo Diaz\n\n{short} ― Ann Lee\n"
    found = settle(text, ("Bo Diaz", long, short), ("Ann Lee", short))
    assert found == [([long], "Bo Diaz"), ([short], "Ann Lee")]


@pytest.mark.parametrize(
    ("text", "source", "contents", "expected"),
    [
        pytest.param(
            'She says, "Don\'t you do it," until shots are heard.',
            "She",
            ['"Don\'t you do it," until shots are heard'],
            ['"Don\'t you do it,"'],
            id="a comma before the closing mark: the sentence around it goes on",
        ),
        pytest.param(
            "The pier is closed, she says, until the spring.",
            "she",
            ["The pier is closed,"],
            ["The pier is closed"],
            id="a comma behind bare words",
        ),
        pytest.param(
            'She wants "more of it" until the war is over.',
            "She",
            ['"more of it" until the war is over'],
            ['"more of it" until the war is over'],
            id="words in marks begin a clause",
        ),
        pytest.param(
            "She names “law and order,” and “sanity” as goals.",
            "She",
            ["“law and order,” and “sanity” as goals"],
            ["“law and order,” and “sanity” as goals"],
            id="a list of words in marks",
        ),
        pytest.param(
            "“They have the means,” she said of the tampering with the vote. “They will do it.”",
            "she",
            ["“They have the means,”", "the tampering with the vote", "“They will do it.”"],
            ["“They have the means,”", "“They will do it.”"],
            id="what a quotation is about, told between its parts",
        ),
        pytest.param(
            "As for his plan, she said, “Nobody in this house has ever understood it.”",
            "she",
            ["As for his plan", "“Nobody in this house has ever understood it.”"],
            ["“Nobody in this house has ever understood it.”"],
            id="in front of it, where the rules read the same source",
        ),
        pytest.param(
            "As for his plan, she said, “Nobody in this house has ever understood it.”",
            None,
            ["As for his plan", "“Nobody in this house has ever understood it.”"],
            ["As for his plan", "“Nobody in this house has ever understood it.”"],
            id="in front of it, where the model reads none",
        ),
    ],
)
def test_bare_words_around_a_quotation(text: str, source: str | None, contents: list[str], expected: list[str]) -> None:
    """What began in marks takes no bare words with it."""
    assert (expected, source) in settle(text, (source or "", *contents))


@pytest.mark.parametrize(
    ("cue", "expected"),
    [
        pytest.param("was quoted", (["“our friends” had agreed"], "Lavrov"), id="the subject of a passive"),
        pytest.param("agreed", None, id="another cue: the model reads something else"),
        pytest.param(None, None, id="no cue: nothing tells that both mean the same"),
    ],
)
def test_a_source_within_the_content(cue: str | None, expected: tuple[list[str], str] | None) -> None:
    """Where the model has taken the source into the content, and reads the same cue, the rules part the two."""
    whole = "Lavrov was quoted in state media on Sunday saying that “our friends” had agreed"
    found = [("", "Lavrov", "in state media on Sunday saying that “our friends” had agreed")]
    [settled] = settle(f"{whole}. Nobody knows why.", *found, cue=cue)
    assert settled == (expected or (list(found[0][1:]), None))


def test_short_words_stay_where_they_are() -> None:
    """A few words in marks inside a larger content are no quotation of their own."""
    text = "Lee said Kim had been “a fool,” said Park, before he left for the airport of the capital."
    content = "Kim had been “a fool,” said Park, before he left for the airport of the capital"
    assert settle(text, ("Lee", content)) == [([content], "Lee")]


def test_scores_are_kept() -> None:
    """What the model found keeps its score."""
    reading = read("Kim said that they would win. “Never,” said Lee.")
    content = words_at(reading, "that they would win")
    scored = [(Attribution(contents=(content,), cue=None, source=(0, 1)), 0.61)]
    settled = list(settle_quotations(reading, scored, find_attributions(reading)))
    assert settled[0] == scored[0]
    assert len(settled) == 2


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param("WARSAW, May 3 -- The border will stay shut", "The border will stay shut", id="place and day"),
        pytest.param("The border -- all of it -- will stay shut", None, id="dashes behind words are no dateline"),
        pytest.param("The EU -- all of it -- will stay shut", None, id="letters of two are no place"),
    ],
)
def test_a_dateline_is_nobodys_words(content: str, expected: str | None) -> None:
    """A content that begins with the dateline of its article begins behind it."""
    assert settle(f"{content}, Kim said.", ("Kim", content)) == [([expected or content], "Kim")]
