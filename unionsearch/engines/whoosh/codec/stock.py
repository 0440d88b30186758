"""Shows a segment to Whoosh: so that its own searchers can read the index, slowly, through their matchers.

The program itself asks :class:`unionsearch.engines.whoosh.codec.segment.SegmentColumns` for whole
arrays; what Whoosh gets of the same segment is the independent check on that.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
from whoosh.codec import base
from whoosh.matching import ListMatcher
from whoosh.reading import TermInfo, TermNotFound

from unionsearch.engines.whoosh.codec import layout
from unionsearch.engines.whoosh.codec.segment import Extent, SegmentColumns
from unionsearch.engines.whoosh.codec.terms import key_of
from unionsearch.engines.whoosh.files import SEGMENT_SUFFIX
from unionsearch.engines.whoosh.schema import CONTENT, Places


class ColumnsSegment(base.Segment):  # type: ignore[misc]
    """A segment in Whoosh's table of contents: its name, how many documents it has, and which are deleted."""

    def __init__(self, indexname: str) -> None:
        super().__init__(indexname)
        self.count = 0
        self.deleted: list[int] = []

    def codec(self) -> ColumnsCodec:
        return ColumnsCodec()

    def file(self) -> str:
        """The name of the segment's file."""
        return str(self.make_filename(SEGMENT_SUFFIX))

    def should_assemble(self) -> bool:
        return False

    def set_doc_count(self, count: int) -> None:
        self.count = count

    def doc_count_all(self) -> int:
        return self.count

    def deleted_count(self) -> int:
        return len(self.deleted)

    def deleted_docs(self) -> list[int]:
        return self.deleted

    def is_deleted(self, docnum: int) -> bool:
        return docnum in self.deleted

    def delete_documents(self, docs: Iterable[int]) -> None:
        """Delete documents; some may be deleted already."""
        self.deleted = sorted({*self.deleted, *docs})

    def delete_document(self, docnum: int, delete: bool = True) -> None:
        rest = set(self.deleted) | {docnum} if delete else set(self.deleted) - {docnum}
        self.deleted = sorted(rest)


class ColumnsCodec(base.Codec):  # type: ignore[misc]
    """The format of :mod:`unionsearch.engines.whoosh.codec`. Segments are written by its ``merging``."""

    length_stats = False

    def per_document_writer(self, storage: Any, segment: Any) -> _Elsewhere:
        return _Elsewhere()

    def field_writer(self, storage: Any, segment: Any) -> _Elsewhere:
        return _Elsewhere()

    def per_document_reader(self, storage: Any, segment: Any) -> _Documents:
        return _Documents(_columns(storage, segment), segment.deleted)

    def terms_reader(self, storage: Any, segment: Any) -> _Terms:
        return _Terms(_columns(storage, segment))

    def new_segment(self, storage: Any, indexname: str) -> ColumnsSegment:
        return ColumnsSegment(indexname)


def _columns(storage: Any, segment: Any) -> SegmentColumns:
    return SegmentColumns(Path(storage.folder) / segment.file())


class _Elsewhere:
    """Whoosh's writer wants to close what it writes by; nothing is written by it."""

    is_closed = True

    def close(self) -> None:
        pass


class _Terms(base.TermsReader):  # type: ignore[misc]
    """Terms and postings."""

    def __init__(self, columns: SegmentColumns) -> None:
        self._columns = columns

    def __contains__(self, term: tuple[str, bytes]) -> bool:
        return term[0] in layout.NUMBERS and self._columns.extent(*term) is not None

    def _keys(self, prefix: bytes) -> Iterator[tuple[str, bytes]]:
        for key in self._columns.terms.keys_from(prefix):
            yield layout.FIELDS[key[0]], key[1:]

    def terms(self) -> list[tuple[str, bytes]]:
        # Whoosh expects fields in the order of their names.
        return sorted(self._keys(b""))

    def terms_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[str, bytes]]:
        own = self._keys(key_of(layout.NUMBERS[fieldname], b""))
        return (term for term in own if term[1] >= prefix)

    def items(self) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        return ((term, self.term_info(*term)) for term in self.terms())

    def items_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        return ((term, self.term_info(*term)) for term in self.terms_from(fieldname, prefix))

    def _extent(self, fieldname: str, text: bytes) -> Extent:
        extent = self._columns.extent(fieldname, text) if fieldname in layout.NUMBERS else None
        if extent is None:
            raise TermNotFound(f"{fieldname}:{text!r}")
        return extent

    def doc_frequency(self, fieldname: str, text: bytes) -> int:
        # Whoosh asks every segment, be the term there or not.
        return self.term_info(fieldname, text).doc_frequency() if (fieldname, text) in self else 0

    def frequency(self, fieldname: str, text: bytes) -> float:
        return float(self.term_info(fieldname, text).weight()) if (fieldname, text) in self else 0.0

    def term_info(self, fieldname: str, text: bytes) -> TermInfo:
        extent = self._extent(fieldname, text)
        documents, times = self._columns.documents(extent), self._columns.times(extent)
        lengths = self._columns.lengths(fieldname)
        own = np.zeros_like(documents) if lengths is None else lengths[documents]
        return TermInfo(
            weight=float(times.sum()),
            df=len(documents),
            minlength=int(own.min()),
            maxlength=int(own.max()),
            maxweight=float(times.max()),
            minid=int(documents[0]),
            maxid=int(documents[-1]),
        )

    def matcher(self, fieldname: str, text: bytes, format_: Any, scorer: Any = None) -> ListMatcher:
        extent = self._extent(fieldname, text)
        documents, times = self._columns.documents(extent), self._columns.times(extent)
        values = None
        if fieldname in layout.GRAMS:
            positions, owners = self._columns.positions(np.arange(extent.first, extent.last))
            parts = np.split(positions, np.flatnonzero(np.diff(owners)) + 1)
            values = [Places().encode(part.tolist()) for part in parts]
        weights = [float(often) for often in times.tolist()]
        return ListMatcher(
            documents.tolist(),
            weights,
            values,
            format_,
            scorer,
            term=(fieldname, text),
            terminfo=self.term_info(fieldname, text),
        )

    def indexed_field_names(self) -> list[str]:
        return list(layout.FIELDS)

    def close(self) -> None:
        self._columns.close()


class _Documents(base.PerDocumentReader):  # type: ignore[misc]
    """Lengths, deletions, and what is stored."""

    def __init__(self, columns: SegmentColumns, deleted: Collection[int]) -> None:
        self._columns = columns
        self._deleted = frozenset(deleted)

    def doc_count_all(self) -> int:
        return self._columns.count

    def doc_count(self) -> int:
        return self._columns.count - len(self._deleted)

    def has_deletions(self) -> bool:
        return bool(self._deleted)

    def is_deleted(self, docnum: int) -> bool:
        return docnum in self._deleted

    def deleted_docs(self) -> frozenset[int]:
        return self._deleted

    def doc_field_length(self, docnum: int, fieldname: str, default: int = 0) -> int:
        lengths = self._columns.lengths(fieldname)
        return default if lengths is None else int(lengths[docnum])

    def field_length(self, fieldname: str) -> int:
        return self._columns.total(fieldname)[0]

    def min_field_length(self, fieldname: str) -> int:
        lengths = self._columns.lengths(fieldname)
        return 0 if lengths is None or not len(lengths) else int(lengths.min())

    def max_field_length(self, fieldname: str) -> int:
        lengths = self._columns.lengths(fieldname)
        return 0 if lengths is None or not len(lengths) else int(lengths.max())

    def stored_fields(self, docnum: int) -> dict[str, Any]:
        return {CONTENT: (self._columns.payload(docnum), self._columns.flats(docnum))}

    def close(self) -> None:
        self._columns.close()
