"""The labels that the network gives to words, in the order of its outputs.

Owns the label sets: weights name theirs in their card, and others than these are refused.
"""

TAGS = ("O", "B-CONTENT", "I-CONTENT", "B-CUE", "I-CUE", "B-SOURCE", "I-SOURCE")
ROLES = ("O", "B-CONTENT", "I-CONTENT", "B-SOURCE", "I-SOURCE")
NAMES = (
    "O",
    "B-PERSON",
    "I-PERSON",
    "B-ORG",
    "I-ORG",
    "B-LOC",
    "I-LOC",
    "B-MISC",
    "I-MISC",
)
# Signed distance from a cue to a word, in buckets that widen: the bounds are words.
DISTANCES = (1, 2, 3, 4, 5, 8, 12, 16, 24, 32, 48, 64, 96)
# Sentences and paragraphs between a cue and a word count no further than this, to either side.
FARTHEST = 2
