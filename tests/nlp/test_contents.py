"""Each row: a text, what is attributed to whom by which words, and why the row is here."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.nlp.contents import find_attributions
from provenance.nlp.marks import find_rejected
from tests.nlp.reading import read

WIN = "“We will win,”"

# Contents, cue and source of one attribution.
Row = tuple[list[str], str | None, str | None]

ROWS: list[tuple[str, list[Row], str]] = [
    # the order of quotation, cue and source
    (f"{WIN} Lavrov said on Monday.", [([WIN], "said", "Lavrov")], "QSC, the day is nobody's words"),
    (f"{WIN} said Sergei Lavrov, the minister.", [([WIN], "said", "Sergei Lavrov")], "QCS, inverted"),
    ("Lavrov said: “We win.”", [(["“We win.”"], "said", "Lavrov")], "SCQ with a colon"),
    ("Lavrov said, “We win.” He left.", [(["“We win.”"], "said", "Lavrov")], "SCQ, and a new sentence behind"),
    (f"{WIN} he said. “We do.”", [([WIN, "“We do.”"], "said", "he")], "a quote goes on after its cue"),
    (f"{WIN} he said, “and we do.”", [([WIN, "“and we do.”"], "said", "he")], "a sentence broken by its cue"),
    (
        "“Why?” Mr. Smith asked.",
        [(["“Why?”"], "asked", "Mr. Smith")],
        "a question mark ends no sentence before its cue",
    ),
    ("“You are wrong,” the nominee riffed.", [(["“You are wrong,”"], "riffed", "the nominee")], "any verb may report"),
    ("Stated Stone: “I think so.”", [(["“I think so.”"], "Stated", "Stone")], "a cue opens the sentence"),
    ("He said:\n\n“We win.”", [(["“We win.”"], "said", "He")], "a colon announces the next paragraph"),
    ("“He is a bully.” ― Veronica Cruz", [(["“He is a bully.”"], "―", "Veronica Cruz")], "a signature"),
    (
        "“He is a bully.” ― Ann Lee\n\n“He will not have my vote, or my mother’s.”",
        [
            (["“He is a bully.”"], "―", "Ann Lee"),
            (["“He will not have my vote, or my mother’s.”"], None, None),
        ],
        "a signature closes what it signs: the quotation below it is somebody else’s",
    ),
    # fragments in their clause
    (
        "The minister said the talks were “a complete waste of time” for everybody.",
        [(["the talks were “a complete waste of time” for everybody"], "said", "The minister")],
        "a fragment belongs to its clause",
    ),
    (
        "The talks were “a complete waste of time” for everybody, the minister said.",
        [(["The talks were “a complete waste of time” for everybody"], "said", "the minister")],
        "the same with the cue behind",
    ),
    (
        'North Korea said it would support "all the measures," the agency reported.',
        [(['it would support "all the measures,"'], "said", "North Korea")],
        "the nearer report keeps its fragment, the later one only carries it",
    ),
    (
        "The envoy sought to portray the talks as “a new beginning for all”.",
        [(["the talks as “a new beginning for all”"], "sought to portray", "The envoy")],
        "an infinitive that is governed reports",
    ),
    # without marks
    (
        "He has repeatedly said that prices would fall.",
        [(["prices would fall"], "said", "He")],
        "adverbs and auxiliaries",
    ),
    (
        "Prices rose by 4 percent, according to the Bank of England.",
        [(["Prices rose by 4 percent"], "according to", "the Bank of England")],
        "according to, behind",
    ),
    (
        "According to the report, prices rose by 4 percent.",
        [(["prices rose by 4 percent"], "According to", "the report")],
        "according to, in front",
    ),
    (
        "Kim said on Saturday that the deal was dead, according to Tass, a Russian news agency.",
        [(["the deal was dead"], "said", "Kim")],
        "one report with a relay is one attribution",
    ),
    (
        "Scott Reed, a longtime friend, said prices would fall.",
        [(["prices would fall"], "said", "Scott Reed, a longtime friend")],
        "an apposition stands between",
    ),
    (
        "Western officials, citing recent reports, have stated that troops could arrive.",
        [(["troops could arrive"], "stated", "Western officials, citing recent reports")],
        "a participle stands between",
    ),
    ("Cruz, who said he would run, left the room.", [(["he would run"], "said", "Cruz")], "a relative clause ends"),
    (
        "She went on to say that prices would fall.",
        [(["prices would fall"], "went on to say", "She")],
        "went on to say",
    ),
    (
        "The minister told reporters in Wonsan that talks would go on.",
        [(["talks would go on"], "told", "The minister")],
        "the listener and the place stay outside",
    ),
    (
        "WONSAN, July 12 (KCNA) -- The talks went well, the ministry said.",
        [(["The talks went well"], "said", "the ministry")],
        "a dateline is nobody's words",
    ),
    (
        "Lavrov was quoted in Russian media as saying that the talks had failed.",
        [(["the talks had failed"], "was quoted in Russian media as saying", "Lavrov")],
        "the passive of quoting",
    ),
    (
        "Taiwan's United Daily News quoted a U.S. official as saying the talks had failed.",
        [(["the talks had failed"], "as saying", "a U.S. official")],
        "whoever is quoted is the source, whoever quotes is a relay",
    ),
    (
        "Zelenskyy expressed frustration over the lack of measures.",
        [(["frustration over the lack of measures"], "expressed", "Zelenskyy")],
        "a noun is what is expressed",
    ),
    (
        "Some experts suggested that the allies might consider new aid.",
        [(["the allies might consider new aid"], "suggested", "Some experts")],
        "a verb of thought inside a clause ends nothing",
    ),
    # paragraphs and transcripts
    (
        "“First.\n\n“Second,” the minister said.",
        [(["“First.", "“Second,”"], "said", "the minister")],
        "marks that open anew go on from the paragraph before",
    ),
    (
        "“First,” the minister said. “Second.\n\n“Third.”",
        [(["“First,”", "“Second.", "“Third.”"], "said", "the minister")],
        "the same with the speaker in front",
    ),
    (
        '"WALLACE: Will you be there?\n\n"PENCE: I will.',
        [(["Will you be there?"], ":", "WALLACE"), (["I will."], ":", "PENCE")],
        "the labels of a transcript, marks never closed",
    ),
    (
        '"If you go," he said, adding that he would stay. "I will not."',
        [(['"If you go,"', '"I will not."'], "said", "he"), (["he would stay"], "adding", "he")],
        "a quotation goes on from the last one with marks",
    ),
    # nothing is reported
    ("She declined to say whether prices would fall.", [], "an infinitive that nothing governs reports nothing"),
    ("He was told that prices would fall.", [], "the passive of telling names no source"),
    ("The state visit was a success.", [], "a noun that looks like a verb"),
    ("The talks ended on Monday.", [], "no cue"),
]

STYLES = ["“{}”", '"{}"', "„{}“", "«{}»", "``{}''", "''{}''", "‘{}’"]


def found(text: str) -> list[Row]:
    reading = read(text)
    attributions = find_attributions(reading, rejected=frozenset(find_rejected(reading)))
    return [
        ([reading.text(c) for c in a.contents], a.cue and reading.text(a.cue), a.source and reading.text(a.source))
        for a in attributions
    ]


@pytest.mark.parametrize(("text", "expected", "reason"), ROWS, ids=[row[2] for row in ROWS])
def test_contents(text: str, expected: list[Row], reason: str) -> None:
    """The contents of a text, each with its cue and its source."""
    assert found(text) == expected, reason


@pytest.mark.parametrize("style", STYLES)
def test_every_style_of_marks_quotes(style: str) -> None:
    """A quotation has its cue and source whatever its marks look like."""
    quoted = style.format("We will win the next one,")

    assert found(f"{quoted} Lavrov said on Monday.") == [([quoted], "said", "Lavrov")]


def test_words_in_marks_without_a_cue_have_no_source() -> None:
    """A long quotation that nothing attributes is kept, and its source is unknown."""
    assert found("The sign read well. “Nobody shall ever pass here again.”")[-1][1:] == (None, None)


@given(st.text(max_size=300))
def test_any_text_can_be_read(text: str) -> None:
    """No text makes the rules fail, and contents never overlap in one attribution."""
    reading = read(text)
    for attribution in find_attributions(reading):
        ends = [0, *(end for _, end in attribution.contents)]
        assert all(start >= before for before, (start, _) in zip(ends, attribution.contents, strict=False))


@pytest.mark.parametrize(("text", "expected", "reason"), ROWS, ids=[row[2] for row in ROWS])
def test_an_unrelated_paragraph_behind_changes_nothing(text: str, expected: list[Row], reason: str) -> None:
    """What stands behind leaves earlier attributions alone."""
    assert found(f"{text}\n\nThe weather stayed dry for most of the week.")[: len(expected)] == expected, reason
