"""A whole archive of any articles, made as a sync makes one, but without bulletins to take apart."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from benchmarks.speed.articles import Source
from benchmarks.speed.cutting import records
from unionsearch.archive import Archive
from unionsearch.engines.whoosh import WhooshEngine
from unionsearch.indexing.manifest import FileEntry, Manifest, relative_to_index
from unionsearch.indexing.state import fingerprint
from unionsearch.model import Issue


def build(folder: Path, source: Source) -> None:
    """Index the articles in ``folder``, with everything that a hit shows and the manifest of their issues."""
    corpus, index = folder / "corpus", folder / "index"
    corpus.mkdir()
    engine = WhooshEngine(index)
    writer = engine.writer(fresh=True)
    issues: Counter[str] = Counter()
    for record in records(source, stored=True):
        writer.add(record)
        issues[record.source] += 1
    manifest = Manifest(
        fingerprint=fingerprint(engine),
        corpus=str(corpus),
        corpus_from_index=relative_to_index(corpus, index),
        files={f"{name}.txt": _entry(name, count) for name, count in issues.items()},
    )
    writer.commit(manifest.to_bytes())
    with archive(folder) as made:
        # As a sync does, so that no query has to. No user asks for it, so that an archive does not offer it.
        made._vocabulary()


def _entry(name: str, articles: int) -> FileEntry:
    return FileEntry(
        source=name, size=1, modified=1, settled=True, content="", metadata="", digest="",
        issue=Issue(name, f"{name}.txt", title=f"第{name}期", number=int(name)), articles=articles,
    )  # fmt: skip


def archive(folder: Path) -> Archive:
    """The archive that :func:`build` made."""
    return Archive.open(folder / "corpus", folder / "index")
