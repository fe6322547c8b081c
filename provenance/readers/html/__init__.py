"""Web pages: their article, and what they say of where it comes from.

`reader` is what dispatch knows, and `page.read_page` reads bytes that somebody else has got. No script runs, nothing is
fetched, and the libraries that parse are imported when the first page is read.
"""
