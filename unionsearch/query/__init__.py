"""What the user typed, as a tree. This room knows no segmentation and no engine.

``parse`` reads the query language that ``docs/query-language.md`` describes, ``plain`` takes text as
words without syntax, ``unparse`` writes a tree back as text.
"""

from __future__ import annotations

from unionsearch.query.parser import parse, plain
from unionsearch.query.unparse import unparse

__all__ = ["parse", "plain", "unparse"]
