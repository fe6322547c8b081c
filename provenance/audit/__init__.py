"""Checks with stable codes over stored quotations: where a chain is weak, and where words changed on their way.

A finding describes a chain as it is written. It never says that a quotation is false, and no score sums findings up.
"""
