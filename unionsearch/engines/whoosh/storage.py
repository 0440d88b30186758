"""Whoosh's folder of files, made to lose nothing."""

from __future__ import annotations

import os
from pathlib import Path

from whoosh.filedb.filestore import FileStorage

from unionsearch.engines.whoosh.files import sync_file, sync_folder


class IndexStorage(FileStorage):  # type: ignore[misc]
    """Whoosh's folder of files; Whoosh calls no fsync by itself."""

    def rename_file(self, oldname: str, newname: str, safe: bool = False) -> None:
        old, new = Path(self._fpath(oldname)), Path(self._fpath(newname))
        sync_file(old)
        sync_folder(old.parent)  # All that was written before is there when the new name is.
        os.replace(old, new)
        sync_folder(old.parent)
