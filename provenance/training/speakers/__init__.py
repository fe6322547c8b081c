"""How the weights are learned by which "he" finds his antecedent; see `provenance.nlp.coreference.scorer`."""
