"""Who is "he": from the words of a source to the person, body or voice that they mean, within one article."""

from provenance.nlp.coreference.resolve import find_voices
from provenance.nlp.coreference.voice import Voice

__all__ = ["Voice", "find_voices"]
