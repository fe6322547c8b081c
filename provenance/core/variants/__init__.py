"""Do two quotations hold the same words? Pure; the one package of the core that uses a library, rapidfuzz.

* `wording`: the words of a quotation as they are compared, and the hashes under which they are found again.
* `judging`: the judgement on a pair, with its kind of change, its word diff and its reasons.
* `families`: who belongs together, given all judgements that hold.
"""
