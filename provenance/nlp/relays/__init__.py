"""Through whom the words came: the intermediaries that a text names around an attribution."""

from provenance.nlp.relays.find import find_relays
from provenance.nlp.relays.media import find_media
from provenance.nlp.relays.parts import Medium, Relay, Statement, Way

__all__ = ["Medium", "Relay", "Statement", "Way", "find_media", "find_relays"]
