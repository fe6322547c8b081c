"""Files for other programs, made of what the store gives back: the only place that knows sqlite-utils, pyarrow, prov.

Nothing here reads the store's tables or changes what they hold.
"""
