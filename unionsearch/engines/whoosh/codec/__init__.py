"""The index's own segment format: postings as packed columns in one mapped file a segment.

``packed`` packs numbers, ``container`` keeps sections and their checksums, ``segment`` reads a segment,
``building`` turns articles into sorted arrays, ``merging`` writes a segment from those and from other
segments. None of them knows Whoosh; ``stock`` shows a segment to Whoosh's own searchers.
"""
