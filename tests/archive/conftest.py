from __future__ import annotations

from indexing.conftest import english, no_vocabulary, office

__all__ = ["english", "no_vocabulary", "office"]
