"""Full-text search over Chinese trade-union bulletins.

``from unionsearch import Archive`` is the library; ``unionsearch`` the command line.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from unionsearch._version import VERSION

if TYPE_CHECKING:
    from unionsearch.archive import Archive

__version__ = VERSION
__all__ = ["Archive", "__version__"]


def __getattr__(name: str) -> Any:
    # Imported on first use: the command line must be able to print its help without an engine.
    if name == "Archive":
        from unionsearch.archive import Archive

        return Archive
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
