"""Web archives: the pages in a WARC file, plain or gzipped.

`tape` gives the bytes of the records and finds the next one after damage, `records` takes a record apart, and `reader`
is what dispatch knows.
"""
