"""Where an article turns to something unrelated."""

import pytest

from provenance.nlp.encoder.topics import find_topics
from provenance.nlp.sentences import read_doc
from provenance.nlp.tokens import build_language

NLP = build_language()
FERRY = "The ferry to the island will not run on Tuesday. Two buses leave from the harbour at ten instead."

# Paragraphs, the stretch that each belongs to, and the reason.
ROWS = [
    (["The minister resigned on Monday.", FERRY], [0, 1], "nothing in common but a kind of word that says nothing"),
    (["Anna Berg resigned on Monday.", "Berg had led the party."], [0, 0], "a name in common"),
    (["The council voted on housing.", "Housing costs divide the council."], [0, 0], "two words in common"),
    (
        ["The council voted on housing.", "Buses to the housing estate leave late, a driver claimed."],
        [0, 1],
        "one word",
    ),
    (["The minister resigned.", "He blamed the press."], [0, 0], "a pronoun points back"),
    (["The minister resigned.", "These rows have ruined the party, Jane Roe said."], [0, 0], "so does “these”"),
    (
        ["The minister resigned.", "Jane Roe said she would vote on Tuesday."],
        [0, 1],
        "a pronoun behind a name does not",
    ),
    (
        ["Anna Berg resigned.", "The weather was fine.", "Berg left."],
        [0, 1, 2],
        "what has begun anew looks no further back",
    ),
    (["Anna Berg resigned.", "She left.", "Berg had led the party."], [0, 0, 0], "two paragraphs back still joins"),
    (["THE COUNCIL VOTED ON HOUSING.", "Housing costs divide the council."], [0, 0], "capitals change nothing"),
    (
        ["We hope to be back next year.", "Anna Berg Names Rivals This Year"],
        [0, 1],
        "a headline's capitals tell no name",
    ),
    (["Anna Berg Names Rivals", "A party of rivals backs Anna Berg."], [0, 0], "a name and a word of a headline"),
    (["Roses need water.", "A New Poll Shows When It Matters"], [0, 1], "a headline points nowhere"),
    (["Roses need water.", "Berg pays for his sins. A rival of Berg paid."], [0, 1], "nor does what a name opens"),
    (
        ["A bill for the roses came.", "Reporters met Bill Berg. Then Bill left for the lake."],
        [0, 0],
        "a word that is a name more often than not joins",
    ),
    (
        ["Keep the returns small.", "The Office of Returns is shut. His returns and her returns are late."],
        [0, 1],
        "one that is a name now and then does not",
    ),
]


@pytest.mark.parametrize(("paragraphs", "topics", "reason"), ROWS, ids=[row[2] for row in ROWS])
def test_topics(paragraphs: list[str], topics: list[int], reason: str) -> None:
    """Paragraphs belong to one stretch where they have words in common, or point back."""
    reading = read_doc(NLP("\n\n".join(paragraphs)))
    of_paragraph = {
        reading.sentences[n].paragraph: t for n, t in zip(reading.sentence_of, find_topics(reading), strict=True)
    }
    assert list(of_paragraph.values()) == topics, reason


def test_nothing_has_no_topic() -> None:
    """An empty text has no words to number."""
    assert find_topics(read_doc(NLP(""))) == []


@pytest.mark.parametrize(
    "text", ["“We will win,” said Anna Berg.\n\nShe left.", "The council voted.\n\nHousing costs rose."]
)
def test_strangers_are_apart(text: str) -> None:
    """A paragraph about something else is a stretch of its own, in front and behind, and changes no other."""
    alone = find_topics(read_doc(NLP(text)))
    front, behind = (find_topics(read_doc(NLP(t))) for t in (f"{FERRY}\n\n{text}", f"{text}\n\n{FERRY.upper()}"))
    assert [topic - 1 for topic in front[-len(alone) :]] == alone
    assert behind[: len(alone)] == alone
    assert behind[len(alone)] == alone[-1] + 1
