"""What is known of copies goes with the index from state to state, and comes out as from a fresh one."""

from __future__ import annotations

import itertools
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from unionsearch.indexing import copies

from .office import Office, bulletin

SALT = (
    "盐场轮班工人的食堂过去只做两顿饭，夜班下来只能啃冷馒头。工会连跑了四趟后勤科，把夜宵窗口开了起来，"
    "面条和热汤一直供应到天亮，价钱和白天一样。"
)
FERRY = (
    "轮渡公司的候工室翻修一新，长椅换成了带靠背的，墙角添了开水炉和微波炉，船员们再不用站在风里吃盒饭。"
    "工会还从书店挑来一百本新书，摆满了靠窗的书架。"
)


def groups(office: Office) -> list[set[str]]:
    with office.archive() as archive:
        return [{entry.id for entry in group.entries} for group in archive.duplicates()]


def compared(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Grows by one with each pair of texts that is compared."""
    seen: list[int] = []
    real = copies.likeness

    def counted(*texts: Any) -> float:
        seen.append(1)
        return real(*texts)

    monkeypatch.setattr(copies, "likeness", counted)
    return seen


def derived(office: Office) -> Iterator[Path]:
    return (path for path in office.index.glob("*.derived") if not path.name.startswith("vocabulary"))


def test_a_copy_comes_and_goes(office: Office) -> None:
    office.write("a.txt", bulletin("夜宵窗口", SALT))
    office.write("b.txt", bulletin("候工室", FERRY))
    office.sync()
    assert groups(office) == []
    office.write("2012/c.txt", bulletin("夜宵窗口", SALT))
    office.sync()
    assert groups(office) == [{"a#1", "2012/c#1"}]
    office.write("2012/d.txt", bulletin("候工室", FERRY.replace("一百本", "很多")))
    office.sync("2012")
    assert groups(office) == [{"2012/d#1", "b#1"}, {"a#1", "2012/c#1"}] or groups(office) == [
        {"a#1", "2012/c#1"},
        {"2012/d#1", "b#1"},
    ]
    (office.corpus / "a.txt").unlink()
    office.sync()
    assert groups(office) == [{"2012/d#1", "b#1"}]


def test_a_moved_file_keeps_its_copies(office: Office) -> None:
    office.write("a.txt", bulletin("夜宵窗口", SALT))
    office.write("b.txt", bulletin("夜宵窗口", SALT))
    office.sync()
    (office.corpus / "b.txt").rename(office.corpus / "z.txt")
    office.sync()
    assert groups(office) == [{"a#1", "z#1"}]


def test_only_new_texts_are_compared(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, (title, body) in itertools.product("pq", {"夜宵窗口": SALT, "候工室": FERRY}.items()):
        office.write(
            f"{title}-{name}.txt", bulletin(title, body.replace("工会", "工会" if name == "p" else "会里"))
        )
    seen = compared(monkeypatch)
    office.sync()
    assert len(groups(office)) == 2
    seen.clear()
    office.write(
        "新的.txt", bulletin("没有人写过的题目", "一篇同别人毫无相干的短文，说的是码头上一只走失的猫回来了。")
    )
    office.sync()
    assert seen == []
    assert sum(1 for _ in derived(office)) == 3


def test_without_a_change_nothing_is_written(office: Office) -> None:
    office.write("a.txt", bulletin("夜宵窗口", SALT))
    office.sync()
    before = office.snapshot()
    office.sync()
    assert office.snapshot() == before


@pytest.mark.parametrize("harm", ["lost", "emptied", "garbled"])
def test_files_that_are_lost_are_made_again(office: Office, harm: str) -> None:
    """As when the program was killed after the commit, or the disk was full."""
    office.write("a.txt", bulletin("夜宵窗口", SALT))
    office.write("b.txt", bulletin("夜宵窗口", SALT))
    office.sync()
    for path in list(derived(office)):
        if harm == "lost":
            path.unlink()
        else:
            path.write_bytes(b"" if harm == "emptied" else b"\x00" * 300)
    assert groups(office) == []  # Still answers, each article by itself.
    office.write("c.txt", bulletin("候工室", FERRY))
    office.sync()
    assert groups(office) == [{"a#1", "b#1"}]


@pytest.mark.parametrize("content", [None, b"", b"\x00" * 300])
def test_they_are_made_again_without_a_change_too(office: Office, content: bytes | None) -> None:
    office.write("a.txt", bulletin("夜宵窗口", SALT))
    office.write("b.txt", bulletin("夜宵窗口", SALT))
    office.sync()
    for path in list(derived(office)):
        path.unlink() if content is None else path.write_bytes(content)
    office.sync()
    assert groups(office) == [{"a#1", "b#1"}]


def test_a_full_disk_does_not_fail_the_sync(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(path: Path, array: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(copies, "write_array", full)
    office.write("a.txt", bulletin("夜宵窗口", SALT))
    assert office.sync().articles == 1


def test_terms_that_come_leave_the_copies_alone(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """The texts are cut anew and stand under other names; they are still the same texts."""
    office.write("a.txt", bulletin("夜宵窗口", SALT))
    office.write("b.txt", bulletin("夜宵窗口", SALT))
    office.sync()
    office.write("lexicon/own.txt", "夜宵窗口\n")
    assert office.sync().reanalysed == 2
    assert groups(office) == [{"a#1", "b#1"}]


def test_any_order_of_arrival_gives_the_same_groups(office: Office, tmp_path: Path) -> None:
    texts = {
        f"{n}.txt": bulletin(f"第{c}组的事", body)
        for n, (c, body) in enumerate(
            [
                ("甲", SALT),
                ("甲", SALT.replace("热汤", "羊汤")),
                ("甲", SALT.replace("冷馒头", "冷饼").replace("热汤", "羊汤")),
                ("乙", FERRY),
                ("乙", FERRY + "船员们说好。"),
                ("丙", SALT),
            ]
        )
    }
    found = []
    for order in ([*texts], [*reversed(texts)], [*sorted(texts, key=lambda name: texts[name])]):
        office.index.exists() and shutil.rmtree(office.index)
        for path in office.corpus.iterdir():
            path.unlink()
        for name in order:
            office.write(name, texts[name])
            office.sync()
        found.append(groups(office))
    assert found[0] == found[1] == found[2]
    assert sum(len(group) for group in found[0]) >= 5
