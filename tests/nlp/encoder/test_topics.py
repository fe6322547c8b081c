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
