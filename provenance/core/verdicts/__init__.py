"""Does a draft quote what was said? Pure, with reasons: the same draft and the same passages give the same verdict.

* `voices`: what a draft claims, what the database holds, and whether the two mean the same speaker.
* `nearness`: few words, compared one by one.
* `stitching`: quotations put together from parts of others.
* `judging`: the verdict, made of `records`, with `reasons` in words.
"""
