"""What a quotation is: pure records and rules, standard library only, no I/O, clock or randomness."""
