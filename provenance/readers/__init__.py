"""From bytes to articles: readers of each format, and the dispatch that finds the right one.

Nothing after a reader changes an article's text, so what a reader yields is what was published.
"""
