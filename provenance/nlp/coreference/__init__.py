"""Who is "he": from the words of a source to the person, body or voice that they mean, within one article."""

from provenance.nlp.coreference.resolve import Voice, find_voices

__all__ = ["Voice", "find_voices"]
