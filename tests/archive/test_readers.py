"""Readers go on while another process brings the index up to date: the old state or the new, never half."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

from indexing.office import Office, bulletin

from unionsearch import Archive
from unionsearch.config import Settings

#: Two states of a corpus of three files; each state has its own word in every file.
_STATES = ("渡口", "茶场")

#: Changes all files and syncs, a number of times; a line of output for each.
_WRITER = """
import sys
from pathlib import Path
from unionsearch import Archive
from unionsearch.config import Settings
from unionsearch.search import vocabulary
vocabulary.vocabulary = lambda reader: None  # Makes each turn many times as long.
corpus, index, times = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
for turn in range(times):
    word = ("渡口", "茶场")[turn % 2]
    for i in range(3):
        text = f"第{i}班的夜校\\n\\n    {word}工会的夜校开到了第{turn}回。\\n"
        (corpus / f"{i}.txt").write_text(text, encoding="utf-8")
    with Archive.open(settings=Settings(corpus=corpus, index=index)) as archive:
        archive.sync()
"""


def _write(office: Office, word: str) -> None:
    for i in range(3):
        office.write(f"{i}.txt", bulletin(f"第{i}班的夜校", f"{word}工会的夜校开了。"))


def test_queries_during_reindexing(office: Office) -> None:
    _write(office, _STATES[1])
    office.sync()
    writer = subprocess.Popen(
        [sys.executable, "-c", _WRITER, str(office.corpus), str(office.index), "12"],
        stderr=subprocess.PIPE,
        text=True,
    )
    seen: set[tuple[int, int]] = set()
    failures: list[str] = []

    def read(keep: bool) -> None:
        archive = office.archive()
        while writer.poll() is None:
            try:
                if keep:
                    archive.refresh()
                else:
                    archive.close()
                    archive = office.archive()
                counts = tuple(archive.search(f"「{word}」", limit=0).complete for word in _STATES)
                texts = [entry.article.body for entry in archive.articles()]
                seen.add(counts)  # type: ignore[arg-type]
                if len(texts) != 3 or sum(_STATES[0] in text for text in texts) != counts[0]:
                    failures.append(f"{counts} {texts}")
            except Exception as error:
                failures.append(repr(error))
                raise
        archive.close()

    readers = [threading.Thread(target=read, args=(keep,)) for keep in (True, False)]
    for reader in readers:
        reader.start()
    _, errors = writer.communicate(timeout=120)
    for reader in readers:
        reader.join()
    assert (writer.returncode, errors) == (0, "")
    assert failures == []
    assert seen == {(3, 0), (0, 3)}, "both states were seen, and no other"


def test_an_open_archive_keeps_its_state_until_it_is_refreshed(office: Office) -> None:
    _write(office, "渡口")
    office.sync()
    with office.archive() as archive:
        assert archive.search("渡口").total == 3
        for word in ("茶场", "港务", "茶场"):
            _write(office, word)
            office.write(f"{word}.txt", bulletin("新来的", f"{word}的消息。"))
            office.sync()
            # What was not read before is still there, and the new is not.
            assert archive.search("「夜校开了」", limit=0).complete == 3
            assert archive.search("茶场").total == 0
            assert [entry.id for entry in archive.articles()] == ["0#1", "1#1", "2#1"]
            assert archive.article("0#1").article.body == "渡口工会的夜校开了。"
        archive.refresh()
        assert archive.search("「茶场」").complete == 4
        assert archive.search("渡口").total == 0


def test_two_who_build_a_missing_index_at_once(office: Office) -> None:
    _write(office, "渡口")
    code = (
        "import sys; from pathlib import Path; from unionsearch import Archive\n"
        "from unionsearch.config import Settings\n"
        "settings = Settings(corpus=Path(sys.argv[1]), index=Path(sys.argv[2]))\n"
        "with Archive.open(settings=settings) as archive:\n"
        "    archive.ensure()\n"
        "    print(archive.search('渡口').total)\n"
    )
    both = [
        subprocess.Popen(
            [sys.executable, "-c", code, str(office.corpus), str(office.index)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    ]
    assert [process.communicate(timeout=60) for process in both] == [("3\n", "")] * 2


def test_corpus_and_index_moved_together(office: Office, tmp_path: Path) -> None:
    _write(office, "渡口")
    office.sync()
    (tmp_path / "away").mkdir()
    for folder in (office.corpus, office.index):
        folder.rename(tmp_path / "away" / folder.name)
    corpus, index = tmp_path / "away" / "corpus", tmp_path / "away" / "index"
    with Archive.open(settings=Settings(corpus=None, index=index)) as archive:
        assert archive.status().corpus == str(corpus)
        assert archive.warning() is None
    with Archive.open(settings=Settings(corpus=corpus, index=index)) as archive:
        assert archive.search("渡口").total == 3
        assert not archive.sync().changes
    # From now on the new place is on record, wherever the index goes.
    index.rename(tmp_path / "elsewhere")
    with Archive.open(settings=Settings(corpus=None, index=tmp_path / "elsewhere")) as archive:
        assert archive.status().corpus == str(corpus)
