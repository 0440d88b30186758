"""Which articles are the same text: copies under another name, in another format, and reprints.

Three steps. A signature of each article (:mod:`signature`) finds the pairs that may be copies
(:mod:`candidates`) without comparing every article with every other; the two texts themselves decide
(:mod:`likeness`); what belongs together is put together (:mod:`groups`). What comes of it is kept as a
:mod:`table`. Nothing here knows an index: texts come in as gram streams, articles as numbers.
"""
