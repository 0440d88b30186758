"""When the words for pinyin and corrections are made: with much that is new, else by the first query."""

from __future__ import annotations

import pytest
from indexing.office import Office, bulletin

from unionsearch.search import vocabulary as module


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """A number for each time that the words were asked for."""
    calls: list[int] = []
    monkeypatch.setattr(module, "vocabulary", lambda reader: calls.append(reader.count()))
    return calls


def test_a_small_change_leaves_it_to_the_first_query_that_needs_it(office: Office, made: list[int]) -> None:
    for n in range(20):
        office.write(f"{n:02}.txt", bulletin(f"第{n}号渡船", "渡船开航，职工到岗。"))
    office.sync()
    assert made == [20]
    office.write("20.txt", bulletin("浮桥", "浮桥架好了。"))
    office.sync()
    assert made == [20]
    with office.archive() as archive:
        archive.search("渡船 浮桥")
        assert made == [20]
        archive.search("fuqiao")
        assert made == [20, 21]


def test_much_that_is_new_or_gone_makes_it_at_once(office: Office, made: list[int]) -> None:
    for n in range(20):
        office.write(f"{n:02}.txt", bulletin(f"第{n}号渡船", "渡船开航，职工到岗。"))
    office.sync()
    for n in range(3):
        (office.corpus / f"{n:02}.txt").unlink()
    office.sync()
    office.sync()
    office.sync(full=True)
    office.sync(full=True, dry_run=True)
    assert made == [20, 17, 17]
